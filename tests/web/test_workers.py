"""People at work over HTTP, on both pairs of stores: joining, signing in, being signed for, being let go."""

from __future__ import annotations

import os

from sqlalchemy import func, select

from tests.desk import Desk, refused
from tests.web.share_calls import knock, made, opened
from tests.web.worker_calls import ORG, Colleague, directory, invited, signed_in, steward
from wallet import invitations
from wallet.crypto.bytes import b64
from wallet.crypto.mailbox import sign_pub
from wallet.models import Mailbox, Note, Worker
from wallet.organisation_command import admit, run


def count(desk: Desk, table: type) -> int:
    with desk.parts.database.read() as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_the_operator_admits_a_steward_who_joins_and_signs_in(desk: Desk) -> None:
    word = admit(desk.parts.config, ORG)
    one = Colleague(desk, "Latifa")
    told = one.joins(word).json
    assert told is not None
    assert (told["organisation"], told["steward"], len(told["codes"])) == (ORG, True, 10)
    assert one.enters().status_code == 200
    assert one.gets("worker/me").json == {
        "name": "Latifa", "organisation": ORG, "steward": True, "until": None, "codes": 10
    }  # fmt: skip
    assert directory(desk) == [{"name": ORG, "address": None, "keys": [b64(sign_pub(one.box.key))]}]


def test_an_invitation_is_good_once_for_a_week_and_for_its_organisation(desk: Desk) -> None:
    word = invited(desk)
    one, other = Colleague(desk), Colleague(desk)
    assert refused(one.joins("abcd-efgh-abcd-efgh-abcd"), 404, "not_found")
    wrong = {"invitation": word, "name": "x", "sign_pub": b64(bytes(32))}
    assert refused(desk.post("worker/join", {**wrong, **one.box.proof(sig=os.urandom(64))}), 404, "not_found")
    assert one.joins(word.upper().replace("-", " ")).status_code == 201, "a wrong proof used nothing up"
    assert refused(other.joins(word), 404, "not_found")
    assert refused(one.joins(invited(desk)), 409, "exists"), "one badge, one account"
    late = invited(desk)
    desk.clock.forward(days=invitations.DAYS)
    assert refused(other.joins(late), 404, "not_found")
    word = invited(desk)
    run(desk.parts.config, "remove", ORG, "")
    assert refused(other.joins(word), 404, "not_found")


def test_a_code_of_the_authenticator_is_good_once_and_so_is_every_one_before_it(desk: Desk) -> None:
    one = steward(desk)
    code = one.code()
    assert one.enters(code).status_code == 200
    assert refused(one.enters(code), 404, "not_found")
    assert refused(one.enters(one.totp.at(desk.clock.now - 30)), 404, "not_found")  # type: ignore[attr-defined]
    assert one.enters().status_code == 200


def test_a_written_code_is_good_once(desk: Desk) -> None:
    one = steward(desk)
    assert one.enters(one.codes[3].upper()).status_code == 200
    assert one.gets("worker/me").json["codes"] == 9  # type: ignore[index]
    assert refused(one.enters(one.codes[3]), 404, "not_found")
    assert one.enters(one.codes[4]).status_code == 200


def test_guessing_codes_comes_to_a_pause_and_only_who_has_the_key_can_guess(desk: Desk) -> None:
    one, stranger = steward(desk), Colleague(desk)
    for _ in range(30):
        asked = {**stranger.box.proof(), "code": "000000", "id": one.box.id}
        assert refused(desk.post("worker/enter", asked), 404, "not_found")
        assert refused(stranger.enters("000000"), 404, "not_found")
    assert one.enters().status_code == 200, "a stranger keeps nobody out"
    answers = [one.enters("000000") for _ in range(7)]
    assert refused(answers[-1], 429, "slow_down")
    assert answers[-1].json["retry_after"] <= 60  # type: ignore[index]
    assert refused(one.enters(one.codes[0]), 429, "slow_down")
    desk.clock.forward(minutes=15)
    assert one.enters().status_code == 200


def test_a_session_lasts_a_day_at_work_and_ends_when_its_worker_says_so(desk: Desk) -> None:
    one = steward(desk)
    desk.clock.forward(hours=9.9)
    assert one.gets("worker/me").status_code == 200
    desk.clock.forward(hours=0.1)
    assert refused(one.gets("worker/me"), 401, "sign_in")
    one.enters()
    assert one.asks("worker/leave", {}).status_code == 204
    assert refused(one.gets("worker/me"), 401, "sign_in")


def test_new_codes_kill_the_former_and_end_the_other_sessions(desk: Desk) -> None:
    one = steward(desk)
    other, former, written = one.token, one.totp, one.codes
    one.enters()
    one.keeps(one.asks("worker/renew", {}))
    assert one.gets("worker/me").status_code == 200
    assert refused(
        desk.client.get("/v1/worker/me", headers={"Authorization": f"Worker {other}"}), 401, "sign_in"
    )
    desk.clock.forward(seconds=60)
    assert refused(one.enters(former.at(desk.clock.now)), 404, "not_found")  # type: ignore[attr-defined]
    assert refused(one.enters(written[0]), 404, "not_found")
    assert one.enters().status_code == 200


def test_a_badges_mailbox_opens_in_that_session_alone(desk: Desk) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    one.box.is_given(address="192.0.2.9")
    desk.post("note/put", one.box.note())
    told = one.fetched().json
    assert told is not None
    [deposit], notes = told["deposits"], told["notes"]
    paths = {"mailbox/fetch": {}, "mailbox/get": {"deposit": deposit["id"]}, "note/fetch": {"notes": notes}}
    for path, more in paths.items():
        assert one.asks(path, {**one.box.proof(), **more}).status_code == 200
        assert refused(desk.post(path, {**one.box.proof(), **more}), 401, "sign_in")
        assert refused(boss.asks(path, {**one.box.proof(), **more}), 401, "sign_in")
    nothing = {"deposits": [], "notes": [], "now": desk.clock.now}
    assert desk.post("mailbox/fetch", one.box.proof(sig=os.urandom(64))).json == nothing
    one.asks("worker/leave", {})
    assert refused(one.fetched(), 401, "sign_in")


def test_what_is_shown_in_a_badge_opens_in_that_session_alone_and_ends_when_they_are_let_go(
    desk: Desk,
) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    door = one.box.door()
    made(desk, door)
    desk.post("note/put", one.box.note())
    voucher = one.box.voucher
    assert refused(knock(desk, door, voucher=voucher), 404, "not_found")
    assert refused(knock(desk, door, voucher=voucher, headers=boss.carried), 404, "not_found")
    head, _manifest = opened(knock(desk, door, voucher=voucher, headers=one.carried))
    assert opened(knock(desk, door, head["resume"]))[0]["resumed"], (
        "a reload goes on for a quarter of an hour"
    )
    assert boss.lets_go(one).status_code == 204
    assert refused(one.gets("worker/me"), 401, "sign_in")
    assert refused(knock(desk, door, voucher=voucher, headers=one.carried), 401, "sign_in")
    assert refused(knock(desk, door, voucher=voucher), 404, "not_found")
    assert (count(desk, Worker), count(desk, Note), count(desk, Mailbox)) == (1, 0, 1)
    assert refused(one.enters(), 404, "not_found")


def test_whoever_closes_their_badge_has_left(desk: Desk) -> None:
    one = signed_in(steward(desk))
    assert desk.post("mailbox/close", one.box.proof()).status_code == 204
    assert refused(one.gets("worker/me"), 401, "sign_in")
    assert count(desk, Worker) == 1


def test_an_organisation_that_goes_takes_its_people_along(desk: Desk) -> None:
    boss = steward(desk)
    one, other = signed_in(boss), steward(desk, "Infirmiers de rue")
    run(desk.parts.config, "remove", ORG, "")
    for gone in (boss, one):
        assert refused(gone.gets("worker/me"), 401, "sign_in")
    assert other.gets("worker/me").status_code == 200
    assert (count(desk, Worker), count(desk, Mailbox)) == (1, 1)


def test_what_is_kept_of_an_authenticator_and_of_written_codes_opens_nothing(desk: Desk) -> None:
    one = steward(desk)
    with desk.parts.database.read() as session:
        kept = session.scalar(select(Worker))
        assert kept is not None
        whole = kept.totp_secret + kept.codes
    for secret in (one.totp.secret, *one.codes):
        assert secret.encode() not in whole
        assert secret.replace("-", "").encode() not in whole

"""What somebody can keep from before, and what ends it: each row gives a use of it and its end."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.web import kept_of_wallets
from tests.web import share_calls as calls
from tests.web.mailbox_calls import Box, fill
from tests.web.share_calls import Door, Grant, Shared, knock, made, opened, put_grants
from tests.web.worker_calls import Colleague, signed_in, steward
from wallet.crypto.bytes import unb64
from wallet.organisation_command import run
from wallet.places import Kind

Use = Callable[[], TestResponse]
End = Callable[[], object]
Keep = Callable[[Desk], tuple[Use, End]]


def link(desk: Desk) -> tuple[Use, End]:
    share = made(desk)
    return lambda: knock(desk, share.link), lambda: calls.end(desk, share)


def link_of_one_opening(desk: Desk) -> tuple[Use, End]:
    share = made(desk, max_opens=1)
    return lambda: knock(desk, share.link), lambda: knock(desk, share.link)


def resume_token(desk: Desk) -> tuple[Use, End]:
    share = made(desk)
    resume = opened(knock(desk, share.link))[0]["resume"]
    return lambda: knock(desk, share.link, resume), lambda: calls.end(desk, share)


def digits(desk: Desk) -> tuple[Use, End]:
    code = calls.digits(desk)
    share = made(desk, code)
    return lambda: knock(desk, code), lambda: calls.end(desk, share)


def helpers_card(desk: Desk) -> tuple[Use, End]:
    share = Shared(Door("card"))
    assert calls.post_share(desk, share).status_code == 201
    return lambda: knock(desk, share.link), lambda: calls.end(desk, share)


def grant(desk: Desk) -> tuple[Use, End]:
    share = made(desk)
    kept = Grant(desk.kept()[0], share)
    assert put_grants(desk, kept.shown(desk)).status_code == 201
    return lambda: kept.get(desk), lambda: calls.end(desk, share, kept.id)


def voucher(desk: Desk) -> tuple[Use, End]:
    box = Box(desk)
    assert box.is_made().status_code == 201
    door = box.door()
    made(desk, door)
    assert desk.post("note/put", box.note()).status_code == 201
    return lambda: knock(desk, door, voucher=box.voucher), lambda: desk.post("mailbox/close", box.proof())


def voucher_of_a_badge(desk: Desk) -> tuple[Use, End]:
    boss = steward(desk)
    one = signed_in(boss)
    door = one.box.door()
    made(desk, door)
    assert desk.post("note/put", one.box.note()).status_code == 201
    return (
        lambda: knock(desk, door, voucher=one.box.voucher, headers=_still(one)),
        lambda: boss.lets_go(one),
    )


def _still(one: Colleague) -> dict[str, str]:
    """Their session while it lasts; nothing of it afterwards, since that is another row."""
    return one.carried if one.gets("worker/me").status_code == 200 else {}


def deposit_ticket(desk: Desk) -> tuple[Use, End]:
    box = Box(desk)
    assert box.is_made().status_code == 201
    ticket = (box.asks_for_a_ticket(200_000).json or {})["ticket"]
    return lambda: box.is_given(ticket=ticket), lambda: desk.post("mailbox/close", box.proof())


def sender_pass_of_somebody_at_work(desk: Desk) -> tuple[Use, End]:
    boss, box = steward(desk), Box(desk)
    one = signed_in(boss)
    assert box.is_made().status_code == 201
    fill(desk, box, Kind.PAPER, 30)
    shown = unb64((one.asks("deposit/pass", {}).json or {})["sender_pass"])
    return lambda: box.asks_for_a_ticket(200_000, sender_pass=shown), lambda: boss.lets_go(one)


def ticket(desk: Desk) -> tuple[Use, End]:
    bought = desk.ticket(0)
    use = lambda: calls.post_share(desk, Shared(), ticket=bought)  # noqa: E731
    return use, use


def invitation(desk: Desk) -> tuple[Use, End]:
    boss, other = steward(desk), steward(desk)
    word = boss.invites()
    return lambda: Colleague(desk).joins(word), lambda: other.lets_go(boss)


def used_invitation(desk: Desk) -> tuple[Use, End]:
    word = steward(desk).invites()
    return lambda: Colleague(desk).joins(word), lambda: Colleague(desk).joins(word)


def session_at_work(desk: Desk) -> tuple[Use, End]:
    boss = steward(desk)
    one = signed_in(boss)
    return lambda: one.gets("worker/me"), lambda: boss.lets_go(one)


def session_at_work_of_an_organisation(desk: Desk) -> tuple[Use, End]:
    one = steward(desk)
    return lambda: one.gets("worker/me"), lambda: run(desk.parts.config, "remove", one.org, "")


def written_code(desk: Desk) -> tuple[Use, End]:
    boss = steward(desk)
    one = signed_in(boss)
    return lambda: one.enters(one.codes[0]), lambda: boss.lets_go(one)


def written_code_of_before(desk: Desk) -> tuple[Use, End]:
    one = steward(desk)
    code = one.codes[1]
    return lambda: one.enters(code), lambda: one.asks("worker/renew", {})


def badge(desk: Desk) -> tuple[Use, End]:
    """What anybody who has the address reads of it."""
    boss = steward(desk)
    one = signed_in(boss)
    return lambda: desk.post("mailbox/info", {"id": one.box.id}), lambda: boss.lets_go(one)


GONE, SIGN_IN = (404, "not_found"), (401, "sign_in")
ROWS: dict[Keep, tuple[int, str]] = {
    link: GONE, link_of_one_opening: GONE, resume_token: GONE, digits: GONE, helpers_card: GONE, grant: GONE,
    voucher: GONE, voucher_of_a_badge: GONE, deposit_ticket: GONE, ticket: (403, "ticket"),
    sender_pass_of_somebody_at_work: (409, "full"),
    invitation: GONE, used_invitation: GONE, session_at_work: SIGN_IN,
    session_at_work_of_an_organisation: SIGN_IN, written_code: GONE, written_code_of_before: GONE,
    badge: GONE, **kept_of_wallets.ROWS,
}  # fmt: skip
"""How each is refused; a back-up is tests/test_restore_ends.py, a request under way test_late.py."""

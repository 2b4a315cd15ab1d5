"""An operator signs in, sees how the wallet is doing, reads what was said, keeps the directory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, in_process, refused
from tests.host_desk import signed_in as host_signed_in
from tests.operator_desk import OperatorAtDesk, signed_in
from tests.server.clock import SetClock
from tests.server.rules import application
from tests.web.mailbox_calls import Box
from tests.web.worker_calls import Colleague, directory, steward
from wallet import VERSION, operators, state, totals
from wallet.app import create_app
from wallet.config import make
from wallet.crypto.address import mailbox_address
from wallet.crypto.bytes import b64

HTTPS = "https://sacoche.example"


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A server as the world sees it."""
    monkeypatch.setattr("wallet.web.register_pages", lambda _app: None)
    clock = SetClock()
    return in_process(create_app(make({"folder": str(tmp_path), "origin": HTTPS}), clock), clock)


def says(desk: Desk, words: str) -> None:
    assert desk.post("feedback", {"about": "help", "words": words}).status_code == 201


def ids(operator: OperatorAtDesk) -> list[str]:
    return [one["id"] for one in operator.reads("feedback")["messages"]]


def address(desk: Desk) -> str:
    """Of a mailbox that there is."""
    box = Box(desk)
    assert box.is_made().status_code == 201
    return mailbox_address(box.keys.id, box.keys.recipient)


def test_an_operator_signs_in_sees_who_it_is_and_signs_out(desk: Desk) -> None:
    operator = OperatorAtDesk(desk, "mila")
    assert refused(operator.gets("me"), 401, "no_session")
    assert operator.signs_in().json == {"name": "mila"}
    assert operator.reads("me") == {"name": "mila"}
    left = operator.posts("logout", {})
    assert (left.status_code, left.headers["Clear-Site-Data"]) == (204, '"*"')
    assert refused(operator.gets("me"), 401, "no_session")


def test_the_cookie_has_a_name_of_its_own_and_goes_to_this_site_alone(outside: Desk) -> None:
    answer = OperatorAtDesk(outside).signs_in()
    name, *rules = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-operator=")
    assert set(rules) == {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"}


def test_what_is_wrong_answers_alike_and_a_code_is_good_once(desk: Desk) -> None:
    operator = OperatorAtDesk(desk)
    wrong = [
        operator.signs_in(**other) for other in ({"name": "nobody"}, {"password": "x"}, {"code": "000000"})
    ]
    assert {(one.status_code, one.data) for one in wrong} == {(404, b'{"code": "not_found"}')}
    code = operator.code()
    assert operator.signs_in(code=code).status_code == 200
    assert refused(operator.signs_in(code=code), 404, "not_found")


def test_a_session_ends_by_itself_and_with_new_secrets_and_removal(desk: Desk) -> None:
    operator = signed_in(desk)
    desk.clock.forward(minutes=20)
    operator.reads("state")
    desk.clock.forward(minutes=11)
    assert refused(operator.gets("state"), 401, "no_session")
    operator.signs_in()
    with desk.parts.database.write() as session:
        former = operator.password
        operator.keep(operators.reset(session, desk.parts.at_rest, operator.name))
    assert refused(operator.gets("me"), 401, "no_session")
    assert refused(operator.signs_in(password=former), 404, "not_found")
    assert operator.signs_in().status_code == 200
    with desk.parts.database.write() as session:
        operators.remove(session, operator.name)
    assert refused(operator.gets("me"), 401, "no_session")


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Operator": "0"}, {"X-Host": "1"}, {"X-Operator": "1", "Origin": "https://elsewhere.example"},
     {"X-Operator": "1", "Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_a_page_of_another_site_changes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    operator = signed_in(desk)
    named = {"name": "Samusocial"}
    for path, body in (("login", {}), ("logout", {}), ("feedback/delete", {"ids": [b64(bytes(16))]}),
                       ("organisations/add", {**named, "address": "a"}), ("organisations/remove", named),
                       ("organisations/admit", named)):  # fmt: skip
        assert refused(operator.posts(path, body, headers), 400, "bad_request")
    assert operator.reads("me") == {"name": operator.name}
    assert directory(desk) == []


def test_a_host_is_no_operator_and_an_operator_no_host(desk: Desk) -> None:
    host, operator = host_signed_in(desk, "both"), signed_in(desk, "both")
    for one, other in ((host, operator), (operator, host)):
        [token] = one.cookie().values()
        thief = desk.server.test_client()
        for name in (*one.cookie(), *other.cookie()):
            thief.set_cookie(name, token)
        for rule in application().url_map.iter_rules():
            if not rule.rule.startswith(other.below) or rule.rule.endswith(("/login", "/logout")):
                continue
            method = "GET" if "GET" in (rule.methods or set()) else "POST"
            answer = thief.open(rule.rule, method=method, json={}, headers={other.staff.header: "1"})
            assert refused(answer, 401, "no_session"), rule.rule
        assert refused(other.signs_in(password=one.password, code=one.code()), 404, "not_found")


def test_the_state_tells_rounded_counts_what_answers_and_versions(desk: Desk) -> None:
    told = signed_in(desk).reads("state")
    assert (told["living"], told["version"], told["release"]) == (None, VERSION, None)
    assert told["aims"] == [
        {"year": year, "wallets": aim, "percent": None} for year, aim in totals.AIMS.items()
    ]
    assert told["health"] == {"database": True, "blobs": True, "oprf": True, "clock": True, "sweep": True}
    assert told["tables"].isdigit()


def test_percent_are_of_what_is_told_and_not_of_what_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "living", lambda _session, _now: 400)
    with desk.parts.database.read() as session:
        found = state.counted(session, desk.clock())
    assert [(one.year, one.percent) for one in found.aims] == [(2026, 20), (2028, 8)]


def test_what_was_said_is_read_and_deleted_one_by_one_or_all_that_were_read(desk: Desk) -> None:
    operator = signed_in(desk)
    for words in ("one", "two", "three"):
        says(desk, words)
    told = operator.reads("feedback")
    assert sorted(one["words"] for one in told["messages"]) == ["one", "three", "two"]
    assert (told["more"], {one["about"] for one in told["messages"]}) == (False, {"help"})
    first, *others = ids(operator)
    assert operator.posts("feedback/delete", {"ids": [first]}).status_code == 204
    assert ids(operator) == others
    says(desk, "meanwhile")
    assert operator.posts("feedback/delete", {"ids": [first, *others]}).status_code == 204
    assert [one["words"] for one in operator.reads("feedback")["messages"]] == ["meanwhile"]
    for wrong in ([], ["x"], first):
        assert refused(operator.posts("feedback/delete", {"ids": wrong}), 400, "bad_request")


@pytest.mark.parametrize("way", ["/d%23{}", "/d/#{} .", "/d#{}, merci", "{}"])
def test_a_link_into_the_directory_may_be_bent_or_stand_among_words(desk: Desk, way: str) -> None:
    operator, there = signed_in(desk), address(desk)
    for wrong in (there[:-1], f"{there}x", "merci", f"{HTTPS}/d#"):
        asked = {"name": "Infirmiers de rue", "address": f"Voici: {HTTPS}{way.format(wrong)}"}
        assert refused(operator.posts("organisations/add", asked), 400, "bad_request")
    said = way.format(there) if way == "{}" else f"Voici: {HTTPS}{way.format(there)}"
    new = {"name": "Infirmiers de rue", "address": said}
    assert operator.posts("organisations/add", new).status_code == 204
    assert [one["address"] for one in directory(desk)] == [there]


def test_the_directory_is_written_here_and_read_by_everybody(desk: Desk) -> None:
    operator, there = signed_in(desk), address(desk)
    new = {"name": "Infirmiers de rue", "address": f"{HTTPS}/d#{there}"}
    assert operator.posts("organisations/add", new).status_code == 204
    assert directory(desk) == [{"name": new["name"], "address": there, "keys": []}]
    assert operator.reads("organisations")["organisations"] == directory(desk)
    assert refused(operator.posts("organisations/add", new), 409, "exists")
    nowhere = {"name": "b", "address": b64(bytes(32))}
    assert refused(operator.posts("organisations/add", nowhere), 404, "not_found")
    assert refused(operator.posts("organisations/add", {"name": "b", "address": "x"}), 400, "bad_request")
    assert operator.posts("organisations/remove", {"name": new["name"]}).status_code == 204
    assert refused(operator.posts("organisations/remove", {"name": new["name"]}), 404, "not_found")
    assert directory(desk) == []


def test_a_steward_is_admitted_once_and_goes_with_the_organisation(desk: Desk) -> None:
    operator = signed_in(desk)
    told = operator.posts("organisations/admit", {"name": "Samusocial"}).json
    assert told is not None
    boss, late = Colleague(desk), Colleague(desk, "Late")
    joined = boss.joins(told["invitation"])
    assert joined.json is not None
    assert (joined.json["organisation"], joined.json["steward"]) == ("Samusocial", True)
    assert refused(late.joins(told["invitation"]), 404, "not_found")
    assert boss.enters().status_code == 200
    operator.posts("organisations/remove", {"name": "Samusocial"})
    assert refused(boss.gets("worker/me"), 401, "sign_in")


def test_a_name_that_is_none_is_refused(desk: Desk) -> None:
    operator = signed_in(desk)
    steward(desk)
    for name in ("", " ", "x" * 81, "a\u200bb"):
        assert refused(operator.posts("organisations/admit", {"name": name}), 400, "bad_request")

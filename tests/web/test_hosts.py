"""A host signs in and out; a stranger does not, and cannot keep the host out for long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.desk import Desk, in_process, refused
from tests.holder import Holder, settled
from tests.host_desk import HostAtDesk, enrolled, signed_in
from tests.server.clock import SetClock
from tests.server.rules import application
from wallet import hosts
from wallet.app import create_app
from wallet.config import make
from wallet.web.hosts import REFUSAL

HTTPS = "https://sacoche.example"


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A server as the world sees it."""
    monkeypatch.setattr("wallet.web.register_pages", lambda _app: None)
    clock = SetClock()
    return in_process(create_app(make({"folder": str(tmp_path), "origin": HTTPS}), clock), clock)


def test_a_host_signs_in_sees_who_it_is_and_signs_out(desk: Desk) -> None:
    host = HostAtDesk(desk)
    assert refused(host.gets("me"), 401, "no_session")
    assert host.signs_in().json == {"name": "bilal"}
    assert host.gets("me").json == {"name": "bilal"}
    left = host.posts("logout", {})
    assert (left.status_code, left.headers["Clear-Site-Data"]) == (204, '"*"')
    assert refused(host.gets("me"), 401, "no_session")


def test_a_phones_keyboard_does_not_keep_a_host_out(desk: Desk) -> None:
    host = HostAtDesk(desk)
    typed = host.password.upper().replace("-", " ")
    assert host.signs_in(name=" Bilal", password=typed).status_code == 200


def test_the_cookie_goes_to_this_site_alone_and_to_no_script(outside: Desk) -> None:
    answer = HostAtDesk(outside).signs_in()
    name, *rules = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-host=")
    assert set(rules) == {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"}


@pytest.mark.parametrize(
    ("origin", "loopback"),
    [("http://127.0.0.1:8000", True), ("http://localhost:8000", True), ("http://[::1]", True),
     ("https://127.0.0.1", False), ("http://sacoche.example", False), ("http://127.0.0.1.example", False)],
)  # fmt: skip
def test_only_on_this_machine_does_the_cookie_go_without_https(origin: str, *, loopback: bool) -> None:
    from wallet.web.host_login import cookie_name, on_loopback

    assert on_loopback(origin) is loopback
    assert cookie_name(origin) == ("host" if loopback else "__Host-host")


def test_what_is_kept_opens_nothing(desk: Desk) -> None:
    host = HostAtDesk(desk)
    with desk.parts.database.read() as session:
        kept = hosts.find(session, "bilal")
    assert kept is not None
    assert kept.password_hash.startswith("$argon2id$")
    assert host.totp.secret.encode() not in kept.totp_secret


def test_a_code_is_good_once(desk: Desk) -> None:
    host = HostAtDesk(desk)
    code = host.code()
    assert host.signs_in(code=code).status_code == 200
    assert refused(host.signs_in(code=code), 404, "not_found")
    earlier = host.totp.at(desk.clock.now - 30)  # type: ignore[attr-defined]
    assert refused(host.signs_in(code=earlier), 404, "not_found")
    assert host.signs_in().status_code == 200


def test_a_wrong_name_password_and_code_answer_alike_and_take_as_long(desk: Desk) -> None:
    host = HostAtDesk(desk)
    answers = []
    for other in ({"name": "nobody"}, {"password": "x"}, {"code": "000000"}):
        start = time.perf_counter()
        answers.append(host.signs_in(**other))
        assert time.perf_counter() - start >= REFUSAL
    assert {(one.status_code, one.data, str(one.headers)) for one in answers} == {
        (404, answers[0].data, str(answers[0].headers))
    }


def test_a_session_ends_after_half_an_hour_without_a_touch_and_after_eight_hours(desk: Desk) -> None:
    host = signed_in(desk)
    for _ in range(15):
        desk.clock.forward(minutes=29)
        assert host.gets("me").status_code == 200
    desk.clock.forward(minutes=29)
    assert host.gets("pcs").status_code == 200
    desk.clock.forward(minutes=16)
    assert refused(host.gets("me"), 401, "no_session")
    host.signs_in()
    desk.clock.forward(minutes=20)
    assert host.gets("pcs").status_code == 200
    desk.clock.forward(minutes=10)
    assert refused(host.gets("pcs"), 401, "no_session")


def test_new_secrets_and_removal_end_every_session(desk: Desk) -> None:
    host, other = signed_in(desk), signed_in(desk, "sofie")
    with desk.parts.database.write() as session:
        former = host.password
        host.keep(hosts.reset(session, desk.parts.at_rest, "bilal"))
    assert refused(host.gets("me"), 401, "no_session")
    assert refused(host.signs_in(password=former), 404, "not_found")
    assert host.signs_in().status_code == 200
    pc = enrolled(host)
    with desk.parts.database.write() as session:
        hosts.remove(session, "bilal")
    assert refused(host.gets("me"), 401, "no_session")
    assert refused(pc.beats(), 401, "no_session")
    assert other.gets("me").status_code == 200


def test_a_stranger_is_slowed_down_and_the_host_gets_in_all_the_same(desk: Desk) -> None:
    host, stranger = HostAtDesk(desk), desk.server.test_client()
    asked = {"name": "bilal", "password": "guess", "code": "123456"}
    seen = [
        stranger.post("/host/v1/login", json=asked, headers={"X-Host": "1"}).status_code for _ in range(40)
    ]
    assert seen.count(404) <= 10
    assert seen[-1] == 429
    assert host.signs_in().status_code == 200


def test_a_stranger_on_the_same_network_holds_the_host_up_for_a_minute_at_most(desk: Desk) -> None:
    host = HostAtDesk(desk)
    answers = [host.signs_in(password="guess", code="123456") for _ in range(12)]
    assert refused(answers[-1], 429, "slow_down")
    assert answers[-1].json is not None
    assert answers[-1].json["retry_after"] <= 60
    desk.clock.forward(seconds=60)
    assert host.signs_in().status_code == 200


def test_who_knows_the_password_alone_cannot_go_on_guessing_codes(desk: Desk) -> None:
    host = HostAtDesk(desk)
    for _ in range(20):
        desk.clock.forward(minutes=1)
        host.signs_in(code="000000")
    assert refused(host.signs_in(), 404, "not_found")
    desk.clock.forward(minutes=15)
    assert host.signs_in().status_code == 200


def test_who_knows_the_password_elsewhere_does_not_keep_the_right_code_out(desk: Desk) -> None:
    host = HostAtDesk(desk)
    home, host.address = host.address, "192.0.2.99"
    for _ in range(22):
        desk.clock.forward(minutes=1)
        host.signs_in(code="000000")
    assert refused(host.signs_in(), 404, "not_found")
    host.address = home
    assert host.signs_in().status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Host": "0"}, {"X-Host": "1", "Origin": "https://elsewhere.example"},
     {"X-Host": "1", "Origin": "null"}, {"X-Host": "1", "Sec-Fetch-Site": "cross-site"},
     {"X-Host": "1", "Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_a_page_of_another_site_changes_nothing(outside: Desk, headers: dict[str, str]) -> None:
    host = HostAtDesk(outside)
    host.client = outside.server.test_client()
    for path, body in (("login", {}), ("logout", {}), ("pc/code", {"name": "x"}), ("order", {})):
        assert refused(host.posts(path, body, headers), 400, "bad_request")


def test_a_wallets_session_opens_nothing_of_a_host_or_operator(desk: Desk) -> None:
    holder, host = settled(desk), signed_in(desk)
    pc = enrolled(host)
    for rule in application().url_map.iter_rules():
        if not rule.rule.startswith(("/host/", "/operator/", "/kiosk/")):
            continue
        method = "GET" if "GET" in (rule.methods or set()) else "POST"
        answer = holder.client.open(
            rule.rule, method=method, headers={**holder.bearer, "X-Host": "1", "X-Operator": "1"}
        )
        assert answer.status_code in (400, 401), rule.rule
        assert answer.json in ({"code": "bad_request"}, {"code": "no_session"})
    assert refused(Holder(desk).client.get("/v1/vault", headers={"Authorization": f"Kiosk {pc.token}"}), 401,
                   "no_session")  # fmt: skip


def test_a_token_in_a_cookie_is_no_session_of_a_holder_and_none_of_a_host(desk: Desk) -> None:
    holder = settled(desk)
    holder.client.set_cookie("host", holder.token)
    assert refused(holder.client.get("/host/v1/me"), 401, "no_session")
    assert refused(holder.client.get("/v1/vault"), 401, "no_session")

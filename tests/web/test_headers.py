"""Every answer carries the headers of protocol section 12, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import in_process
from tests.holder import Holder
from tests.server.clock import SetClock
from wallet.app import create_app
from wallet.config import make

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; font-src 'self'; manifest-src 'self'; img-src 'self' blob:; media-src blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types wallet"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Integrity-Policy": "blocked-destinations=(script)",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
BESIDES = {"Permissions-Policy", "Content-Type", "Content-Length", "Allow", "Vary"}
DENIED = ("geolocation=()", "display-capture=()", "local-fonts=()", "browsing-topics=()")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/fr/", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/healthz", 200),
        ("GET", "/v1/openapi.json", 200),
        ("GET", "/v1/nowhere", 404),
        ("DELETE", "/v1/oprf", 405),
        ("OPTIONS", "/v1/oprf", 405),
        ("POST", "/v1/oprf", 415),
        ("GET", "/v1/vault", 401),
        ("GET", "/static/nowhere.js", 404),
    ],
)
def test_every_answer_has_the_headers(tmp_path: Path, method: str, path: str, status: int) -> None:
    client = create_app(make({"folder": str(tmp_path)})).test_client()
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert {*DENIED, "camera=(self)"} <= set(answer.headers["Permissions-Policy"].split(", "))
    assert set(answer.headers.keys()) <= {*ALWAYS, *BESIDES}, "nothing else is told in a header"


def test_https_is_kept_where_the_origin_has_it(tmp_path: Path) -> None:
    app = create_app(make({"folder": str(tmp_path), "origin": "https://sacoche.example"}))
    assert app.test_client().get("/healthz").headers["Strict-Transport-Security"] == "max-age=63072000"


@pytest.mark.parametrize(("proxies", "counted_apart"), [(0, False), (1, True)])
def test_a_forwarded_address_is_believed_from_our_proxies_alone(
    tmp_path: Path, proxies: int, *, counted_apart: bool
) -> None:
    settings = {"folder": str(tmp_path), "trusted_proxies": proxies, "network_vaults_a_day": 1}
    clock = SetClock()
    desk = in_process(create_app(make(settings), clock), clock)
    first, second = Holder(desk), Holder(desk)
    assert first.makes_a_vault(X_Forwarded_For="192.0.2.1").status_code == 201
    answer = second.makes_a_vault(X_Forwarded_For="192.0.2.2")
    assert answer.status_code == (201 if counted_apart else 429)


def test_sixty_visitors_behind_one_address_fit_in_the_budgets() -> None:
    config = make({})
    assert config.network_vaults_a_day >= 60 * 2
    assert config.network_guesses_an_hour >= 60 * 20
    assert config.network_requests_an_hour >= 60 * 500
    assert config.network_bytes_a_day >= 60 * 300_000_000

"""Where a request comes from, as proxies of ours say it, and paths with a double slash."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk
from wallet.app import create_app
from wallet.config import make
from wallet.web.forwarded import plain
from wallet.web.parts import EXTENSION


@pytest.mark.parametrize(
    ("said", "meant"),
    [("192.0.2.1", "192.0.2.1"), ("192.0.2.1:80", "192.0.2.1"), ("[2001:db8::1]:443", "2001:db8::1"),
     ("[2001:db8::1]", "2001:db8::1"), ("2001:db8::1", "2001:db8::1"), ("unknown", ""), ("_hidden", ""),
     ("", ""), ("192.0.2.1:x", ""), ("999.0.2.1", ""), ("\xff\xfe", "")],
)  # fmt: skip
def test_what_an_address_means(said: str, meant: str) -> None:
    assert plain(said) == meant


def test_rubbish_from_a_proxy_is_refused_and_counts_as_nobody(tmp_path: Path) -> None:
    app = create_app(make({"folder": str(tmp_path), "trusted_proxies": 1, "network_requests_an_hour": 2}))
    client = app.test_client()

    def asked(forwarded: str) -> int:
        return client.get("/v1/organisations", headers={"X-Forwarded-For": forwarded}).status_code

    assert [asked("192.0.2.1, rubbish") for _ in range(5)] == [400] * 5
    assert [asked("192.0.2.1:80"), asked("192.0.2.1"), asked("192.0.2.1:81")] == [200, 200, 429]
    assert asked("192.0.2.2") == 200
    app.extensions[EXTENSION].close()


@pytest.mark.parametrize("path", ["//v1/organisations", "/v1//organisations", "/%2fv1/organisations"])
def test_a_double_slash_leads_nowhere(desk: Desk, path: str) -> None:
    assert desk.client.get("/v1/organisations").status_code == 200
    assert desk.client.get("/", environ_overrides={"REQUEST_URI": path}).status_code == 404

"""The documented front: the real nginx with docs/nginx.conf, and the unmodified `wallet run` behind it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from tests.crowd import Crowd, held_up, large, many_addresses, one_address
from tests.endure import shown
from tests.endure.ledger import Ledger
from tests.endure.served import served
from tests.holder import settled
from tests.node import ROOT
from tests.server.http import Remote
from tests.servers import dying_with_us, free_ports
from tests.wrong_clock import Site
from wallet.crypto.bytes import b64

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
SOON = 5.0
BUCKET = 12
FRONT = """
{user}daemon off; pid {folder}/pid; error_log {folder}/error crit;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed: ./dev setup as root does it")


@contextlib.contextmanager
def fronted(folder: Path, behind: int) -> Iterator[int]:
    """nginx in front of a server on the port `behind`, as documented but without TLS; its port."""
    assert NGINX
    port, site = free_ports(1)[0], (ROOT / "docs" / "nginx.conf").read_text()
    for there, here in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{behind};",
        "/var/log/nginx/sacoche.log": f"{folder}/error",
    }.items():
        assert there in site
        site = site.replace(there, here)
    kept = [line for line in site.splitlines() if not line.strip().startswith("ssl_")]
    (folder / "site.conf").write_text("\n".join(kept))
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(FRONT.format(folder=folder, user=user))
    process = subprocess.Popen(
        [*dying_with_us(), NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error")]
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.1):
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def test_nobody_is_stopped_behind_nginx_and_the_largest_paper_goes_through(tmp_path: Path) -> None:
    front = tmp_path / "front"
    front.mkdir()
    with (
        served(tmp_path, {"threads": "4", "trusted_proxies": "1"}) as server,
        fronted(front, server.port) as port,
    ):
        holder = settled(server.desk(Remote(port)))
        kept = shown.put(Ledger(), holder, 18)
        assert holder.desk.get_blob(kept.paper).data == kept.body
        paper = shown.put(Ledger(), holder, BUCKET).paper
        bad = Crowd(port, large({"id": b64(paper.id), "read": b64(paper.read)}))
        kinds = [bad.half_head, bad.half_body, bad.slow_reader, bad.stays]
        for where in (one_address, many_addresses):
            assert max(held_up(bad, kinds, 16, 2, where)) < SOON
        assert server.log() == ""
    assert (front / "error").read_text() == ""


def test_browsers_hear_the_time_of_the_wallet_and_not_that_of_nginx(tmp_path: Path) -> None:
    front, site = tmp_path / "front", Site(tmp_path, {"trusted_proxies": "1"})
    front.mkdir()
    with site.served() as desk, fronted(front, int(site.settings["port"])) as port:
        site.machine.wrong(days=1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
            (said,) = answer.headers.get_all("Date")
        desk.clock.forward(days=2)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
            later = parsedate_to_datetime(answer.headers["Date"])
        assert 0 <= (later - parsedate_to_datetime(said)).total_seconds() - 2 * 86_400 < 20

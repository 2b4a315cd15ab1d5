"""Papers and shares when a disk is full, a store away, a line cut: nothing half-written, a retry works."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from time import time

import pytest

from tests import servers
from tests.desk import Desk, Paper, in_process, refused, sealed
from tests.server.clock import SetClock
from tests.test_serve import Running, heard, running
from tests.web import share_calls as calls
from wallet import tickets
from wallet.app import create_app
from wallet.blobs.files import FileStore
from wallet.config import make
from wallet.crypto.bytes import b64
from wallet.db import Database
from wallet.ephemeral import Ephemeral
from wallet.migrations import upgrade
from wallet.models import Blob, LooseObject
from wallet.sweep import sweep


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.web.register_pages", lambda _app: None)


def at_desk(**settings: str) -> Desk:
    clock = SetClock()
    return in_process(create_app(make(settings), clock), clock)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB; skipped where none can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk; tests/blobs has one with a limit on files")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_for_blobs_is_told_and_a_retry_works_once_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    desk = at_desk(folder=str(tmp_path / "var"))
    desk.parts.__dict__["blobs"] = FileStore(small_disk / "blobs")
    kept = [desk.kept(4)[0] for _ in range(8)]
    paper, body, ticket = Paper(), sealed(8), desk.ticket()
    assert refused(desk.put_blob(paper, body, ticket), 507, "store_full")
    assert refused(desk.get_blob(paper), 404, "not_found")
    assert desk.missing("blob/delete", *(one.shown() for one in kept)) == []
    sweep(desk.parts)
    assert desk.put_blob(paper, body, ticket).status_code == 201
    assert desk.get_blob(paper).data == body


def test_a_full_disk_for_the_database_is_told_and_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    desk = at_desk(folder=str(small_disk / "var"), run_folder=str(tmp_path / "run"))
    desk.parts.__dict__["blobs"] = FileStore(tmp_path / "blobs")
    paper, body = desk.kept()
    answers = []
    for _ in range(12):
        share = calls.Shared(manifest=os.urandom(262_144))
        answers.append((share, calls.post_share(desk, share)))
    made = [share for share, answer in answers if answer.status_code == 201]
    full = [answer for _share, answer in answers if answer.status_code != 201]
    assert made
    assert full
    assert all(refused(answer, 507, "store_full") for answer in full)
    assert desk.get_blob(paper).data == body
    with desk.parts.database.read() as session:
        assert session.query(Blob).count() == 1
    assert calls.story(desk, made[0])["ended"] is False


def test_a_locked_database_is_busy_and_a_retry_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.db.BUSY_SECONDS", 0.2)
    desk = at_desk(folder=str(tmp_path))
    paper, body, ticket = Paper(), sealed(), desk.ticket()
    share = calls.made(desk)
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "wallet.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for answer in (desk.put_blob(paper, body, ticket), calls.knock(desk, share.link)):
            assert refused(answer, 503, "busy")
            assert int(answer.headers["Retry-After"]) > 0
        other.execute("ROLLBACK")
    assert refused(desk.get_blob(paper), 404, "not_found")
    assert desk.put_blob(paper, body, ticket).status_code == 201
    assert calls.story(desk, share)["opens"] == 0


def test_a_killed_blob_store_is_away_and_nothing_became_visible(tmp_path: Path) -> None:
    with servers.seaweed() as store:
        s3 = {"s3_endpoint": store.endpoint, "s3_bucket": store.new_bucket()}
        keys = {"s3_key": servers.ACCESS_KEY, "s3_secret": servers.SECRET_KEY}
        desk = at_desk(folder=str(tmp_path), blob_store="s3", **s3, **keys)
        paper, _ = desk.kept()
        store.server.kill()
        lost, ticket = Paper(), desk.ticket()
        assert refused(desk.put_blob(lost, sealed(), ticket), 503, "store_away")
        assert refused(desk.get_blob(paper), 503, "store_away")
        assert refused(desk.get_blob(lost), 404, "not_found")
        assert desk.missing("blob/delete", paper.shown()) == []
        sweep(desk.parts)
    with desk.parts.database.read() as session:
        assert session.query(Blob).count() == 0
        assert session.query(LooseObject).count() == 2  # the marks wait for the store
    assert tickets.spend(desk.parts.ephemeral, ticket, desk.clock.now)  # it was given back


def test_a_killed_database_is_away(tmp_path: Path) -> None:
    with servers.postgres() as database:
        url = database.new_database()
        upgrade(url)
        desk = at_desk(folder=str(tmp_path), database_url=url)
        paper, _ = desk.kept()
        database.server.kill()
        assert refused(desk.get_blob(paper), 503, "store_away")
        assert refused(desk.put_blob(Paper(), sealed()), 503, "store_away")
        assert refused(calls.knock(desk, calls.Door()), 503, "store_away")
        desk.parts.database.close()


# On real sockets


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The production server, which soon loses patience."""
    with running(tmp_path_factory.mktemp("faults"), WALLET_SOCKET_TIMEOUT="2", WALLET_THREADS="8") as made:
        yield made


def request(server: Running, paper: Paper, length: int) -> bytes:
    """The head of a PUT with a good ticket."""
    store = Ephemeral(server.folder / "run" / "ephemeral.db")
    ticket = tickets.issue(store, 1, length, int(time()))[0]
    store.close()
    headers = {
        "Host": "x", "Content-Type": "application/octet-stream", "Content-Length": str(length),
        "X-Ticket": b64(ticket), "X-Blob": b64(paper.id),
        "X-Read-Hash": b64(sha256(paper.read).digest()), "X-Write-Hash": b64(sha256(paper.write).digest()),
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(["PUT /v1/blob HTTP/1.1", *lines, "", ""]).encode()


def visible(server: Running) -> int:
    """How many blobs there are."""
    database = Database(f"sqlite:///{server.folder / 'data' / 'wallet.db'}")
    with database.read() as session:
        number = session.query(Blob).count()
    database.close()
    return number


def test_a_line_cut_at_any_byte_leaves_nothing(server: Running) -> None:
    before, body = visible(server), sealed(2)
    for sent in (0, 1, 100, 4095, 4096, 70_000, len(body) - 1):
        with server.line() as line:
            line.sendall(request(server, Paper(), len(body)) + body[:sent])
    assert server.get("/healthz")
    assert visible(server) == before


def test_a_stalled_upload_is_answered_and_leaves_nothing(server: Running) -> None:
    before, body, paper = visible(server), sealed(2), Paper()
    with server.line() as line:
        line.sendall(request(server, paper, len(body)) + body[:50_000])
        answer = heard(line)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert answer.endswith(b'{"code": "too_slow"}')
    assert visible(server) == before
    with server.line() as line:
        line.sendall(request(server, paper, len(body)) + body)
        assert line.recv(4096).startswith(b"HTTP/1.1 201 ")
    assert visible(server) == before + 1
    assert list((server.folder / "blobs" / "incoming").iterdir()) == []


def test_eight_large_bodies_at_once_take_little_memory(server: Running) -> None:
    body = sealed(18)

    def upload(_number: int) -> None:
        with server.line() as line:
            line.sendall(request(server, Paper(), len(body)) + body)
            assert line.recv(4096).startswith(b"HTTP/1.1 201 ")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(upload, range(8)))  # threads and their arenas are made before the measure
        before = [peak(pid, afresh=True) for pid in workers(server)]
        list(pool.map(upload, range(8)))
    after = [peak(pid) for pid in workers(server)]
    assert sum(after) - sum(before) < 8 * 1_500_000


def workers(server: Running) -> list[int]:
    """The server's processes that serve."""
    pid = server.process.pid
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def peak(pid: int, *, afresh: bool = False) -> int:
    """The most bytes of memory that a process has held; `afresh` forgets what was before."""
    if afresh:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024

"""A back-up is made while four people write, and restored: what was acknowledged before it began is in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests import servers
from tests.conftest import new_bucket
from tests.endure.kills import AGREED, WRITERS, after
from tests.endure.launched import Launched
from tests.endure.ledger import Ledger, Thing, marked
from tests.endure.writer import Writer

BEFORE = 40
"""Acknowledged writes before the back-up begins."""
TRIES = 20
OFTEN = 0.2
"""Seconds between two sweeps: what is removed goes from the store while the back-up is made."""
LASTS = ("a body", "a list")
"""What a restore gives back; shares and grants end with it."""


@pytest.mark.parametrize("stores", ["embedded", "scaled"])
def test_what_was_acknowledged_before_it_began_is_in_it(
    request: pytest.FixtureRequest, tmp_path: Path, stores: str
) -> None:
    settings: dict[str, str] = dict(request.getfixturevalue(stores))
    settings.pop("folder")
    server, ledger = Launched(tmp_path / "used", settings), Ledger()
    server.sweep_every = OFTEN
    crew = [Writer(server.desk(), ledger) for _ in range(WRITERS)]
    server.start()
    try:
        folders = backed_up(server, crew, ledger, tmp_path)
    finally:
        server.stop()
    if settings:
        postgres: servers.Postgres = request.getfixturevalue("postgres")
        bucket = new_bucket(request.getfixturevalue("seaweed")).bucket
        settings |= {"database_url": postgres.new_database(), "s3_bucket": bucket}
    settings["oprf_folder"] = str(tmp_path / "used/var/oprf")
    empty = Launched(tmp_path / "empty", settings, server.port)
    assert empty.says("restore", *folders).returncode == 0
    assert empty.says("fsck", "--bodies").stdout == AGREED
    empty.start()
    try:
        assert [one.name for one in ledger.touched if differs(one)] == []
    finally:
        empty.stop()


def backed_up(server: Launched, crew: list[Writer], ledger: Ledger, place: Path) -> list[str | Path]:
    """The folders of a back-up during which somebody's write was acknowledged."""
    over = Event()
    with ThreadPoolExecutor(len(crew)) as pool:
        writing = [pool.submit(one.writes, over) for one in crew]
        try:
            for number in range(TRIES):
                folders: list[str | Path] = [place / f"backup-{number}", "--keys", place / f"keys-{number}"]
                after(BEFORE)(ledger)
                ledger.notes_what_is()
                before = ledger.acknowledged
                assert server.says("backup", *folders).returncode == 0
                if ledger.acknowledged > before:
                    break
        finally:
            over.set()
        assert [one.result() for one in writing] == [None] * len(crew)
    assert before >= BEFORE
    assert ledger.acknowledged > before
    return folders


def differs(thing: Thing) -> bool:
    """Whether it holds what it never held since the back-up began, or a share came back."""
    return marked(thing.look()) not in (thing.has_been if thing.name in LASTS else {None})

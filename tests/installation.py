"""An installation that was used, whose stores a test takes away or exchanges between two starts."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import pytest

from tests import servers
from tests.conftest import large_pair, new_bucket
from tests.desk import Desk, Paper
from tests.holder import Door, Holder, settled
from tests.live import started
from tests.refused_start import STARTED
from tests.server.clock import NOON, SetClock
from tests.server.http import Remote
from tests.server.starter import launcher
from tests.servers import free_ports
from wallet.cli import main
from wallet.config import Config, make

FOLDERS = {"database": "data", "store": "blobs", "seeds": "oprf"}
SETTINGS = {"database": "database_url", "store": "s3_bucket"}


@dataclass
class Installation:
    """Its folder and settings; `fresh` gives settings of new stores with tables."""

    folder: Path
    settings: dict[str, str]
    fresh: Callable[[], dict[str, str]]
    port: int = field(default_factory=lambda: free_ports(1)[0])

    def __post_init__(self) -> None:
        self.beside = self.folder.with_name(f"{self.folder.name}-beside")
        self.beside.mkdir(parents=True)
        self.clock = SetClock(NOON, self.beside / "clock")

    @property
    def all_settings(self) -> dict[str, str]:
        """What its server is started with."""
        origin = f"http://127.0.0.1:{self.port}"
        return {"folder": str(self.folder), "port": str(self.port), "origin": origin} | self.settings

    @property
    def config(self) -> Config:
        """What `wallet` makes of the settings."""
        return make(self.all_settings)

    @contextmanager
    def runs(self, sweep_every: float | None = None) -> Iterator[Desk]:
        """Serves until the block ends."""
        with started(self.all_settings, self.clock, self.beside, line="", sweep_every=sweep_every) as parts:
            yield Desk(Remote(self.port), self.clock, parts)

    def log(self) -> str:
        """All that its servers wrote."""
        return (self.beside / "log").read_text()

    def starts(self) -> str:
        """The last line of a start that is refused, or STARTED."""
        files = {name: str(self.beside / name) for name in ("clock", "log")}
        try:
            pid = launcher().start(
                settings=self.all_settings, **files, line="", temporary=tempfile.gettempdir()
            )
        except RuntimeError as problem:
            return str(problem).strip().splitlines()[-1]
        launcher().stop(pid)
        return STARTED

    def says(self, *arguments: str | Path) -> tuple[int, str]:
        """What another command on the same stores ends with, and all that it says."""
        given = {f"WALLET_{name.upper()}": value for name, value in self.all_settings.items()}
        said = io.StringIO()
        with mock.patch.dict(os.environ, given), redirect_stdout(said), redirect_stderr(said):
            return main([str(one) for one in arguments]), said.getvalue()

    def is_used(self) -> tuple[Holder, Paper]:
        """Starts it, and somebody makes a wallet with a door and a paper."""
        with self.runs() as desk:
            holder = settled(desk)
            holder.puts(Door())
            return holder, desk.kept()[0]

    def loses(self, place: str) -> None:
        """The database is gone, the disk of bodies not mounted, or the seeds are not put back yet."""
        if place == "seeds" or self.config.embedded_database:
            shutil.rmtree(self.folder / FOLDERS[place])
            (self.folder / FOLDERS[place]).mkdir()
        else:
            self.settings[SETTINGS[place]] = self.fresh()[SETTINGS[place]]

    def takes(self, place: str, other: Installation) -> None:
        """Has that of another installation in the place of its own."""
        if place == "seeds" or self.config.embedded_database:
            shutil.rmtree(self.folder / FOLDERS[place])
            shutil.copytree(other.folder / FOLDERS[place], self.folder / FOLDERS[place])
        else:
            self.settings[SETTINGS[place]] = other.settings[SETTINGS[place]]


@pytest.fixture(params=["embedded", "scaled"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """A vault, a door and a paper on each pair of stores."""
    fresh: Callable[[], dict[str, str]] = dict
    if request.param == "scaled":
        postgres: servers.Postgres = request.getfixturevalue("postgres")
        tables: str = request.getfixturevalue("postgres_tables")
        seaweed: servers.Seaweed = request.getfixturevalue("seaweed")
        fresh = lambda: large_pair(postgres, tables, new_bucket(seaweed))  # noqa: E731
    made = Installation(tmp_path / "var", fresh(), fresh)
    made.is_used()
    return made

"""A whole database as one file, taken while it is in use, and put back into an empty one."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url

from wallet.db import is_sqlite
from wallet.db_trouble import of_sqlite
from wallet.errors import ConfigError, StoreAway

BINARIES: Final = Path("/usr/lib/postgresql")


def name_of(url: str) -> str:
    """What the file of this kind of database is called."""
    return "wallet.db" if is_sqlite(url) else "wallet.dump"


def take(url: str, file: Path) -> None:
    """Writes the database as it is at one moment. Raises ConfigError in one line."""
    if is_sqlite(url):
        _take_sqlite(Path(make_url(url).database or ""), file)
    else:
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={file}")


def put_back(url: str, file: Path) -> None:
    """Fills an empty database from such a file. Raises ConfigError in one line."""
    if is_sqlite(url):
        place = Path(make_url(url).database or "")
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(file, place)
        place.chmod(0o600)
    else:
        _run("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(file))


def _take_sqlite(source: Path, file: Path) -> None:
    if not source.is_file():
        raise ConfigError(f"WALLET_DATABASE_URL: there is no file {source}")
    try:
        _copy_sqlite(source, file)
    except sqlite3.Error as problem:
        said = of_sqlite(problem) or StoreAway()
        raise ConfigError(f"WALLET_DATABASE_URL: {source}: {said.sentence}") from problem


def _copy_sqlite(source: Path, file: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live,
        contextlib.closing(sqlite3.connect(file)) as copy,
    ):
        live.backup(copy)
        copy.execute("VACUUM")  # what was deleted before lies in free pages otherwise
        copy.execute("PRAGMA journal_mode=DELETE")


def _run(program: str, url: str, *arguments: str) -> None:
    database = ["--dbname", make_url(url).database or ""] if program == "pg_restore" else []
    command = [_binary(program), *database, *arguments]
    done = subprocess.run(command, env=_environment(make_url(url)), capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise ConfigError(f"{program}: {said[0]}")


def _binary(program: str) -> str:
    found = shutil.which(program) or next(
        (str(path) for path in sorted(BINARIES.glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise ConfigError(f"{program}: missing; install the PostgreSQL client of the server's version")
    return found


def _environment(url: URL) -> Mapping[str, str]:
    """Who connects where; never as arguments, which everybody on the machine can read."""
    host = url.query.get("host", url.host or "")
    known = {"PGHOST": host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password,
             "PGDATABASE": url.database, "PGCONNECT_TIMEOUT": 10}  # fmt: skip
    return {**os.environ, **{name: str(value) for name, value in known.items() if value}}

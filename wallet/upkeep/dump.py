"""A whole database as one file, taken while it is in use, and put back into an empty one."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine, delete, select, text
from sqlalchemy.engine import URL, make_url

from wallet.db import Database, is_sqlite
from wallet.db_trouble import of_sqlite
from wallet.errors import ConfigError, StoreAway
from wallet.models import Blob

BINARIES: Final = Path("/usr/lib/postgresql")
AT_ONCE: Final = 500
PROGRAM: Final = "sacoche upkeep"
"""What PostgreSQL knows pg_dump and pg_restore by."""


def name_of(url: str) -> str:
    """What the file of this kind of database is called."""
    return "wallet.db" if is_sqlite(url) else "wallet.dump"


@dataclass(frozen=True)
class Row:
    """What a database says of a body: its key, its bytes, their SHA-256 in hex or nothing."""

    key: str
    length: int
    sha256: str


def rows(database: Database) -> Sequence[Row]:
    """As they are now."""
    with database.read() as session:
        return _rows(session.connection())


def take(database: Database, url: str, file: Path) -> Sequence[Row]:
    """Writes the database as it is at one moment; its rows of that moment. Raises ConfigError in one line."""
    if is_sqlite(url):
        _take_sqlite(Path(make_url(url).database or ""), file)
        with _opened(file) as connection:
            return _rows(connection)
    with database.read() as session:
        connection = session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        moment = connection.scalar(text("SELECT pg_export_snapshot()"))
        found = _rows(connection)
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={file}")
    return found


def put_back(url: str, file: Path) -> None:
    """Fills an empty database from such a file. Raises ConfigError in one line."""
    if is_sqlite(url):
        place = Path(make_url(url).database or "")
        shutil.copyfile(file, place)
        place.chmod(0o600)
    else:
        _run("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(file))


def forget(url: str, keys: Sequence[str]) -> None:
    """Deletes the rows of these bodies, whose papers were removed while the database was written."""
    database = Database(url, patient=True)
    try:
        with database.write() as session:
            for start in range(0, len(keys), AT_ONCE):
                gone = Blob.object_key.in_(keys[start : start + AT_ONCE])
                session.execute(delete(Blob).where(gone))
    finally:
        database.close()


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _rows(connection: Connection) -> Sequence[Row]:
    found = connection.execute(select(Blob.object_key, Blob.bucket, Blob.digest))
    return [Row(key, length, (digest or b"").hex()) for key, length, digest in found]


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
             "PGDATABASE": url.database, "PGAPPNAME": PROGRAM, "PGCONNECT_TIMEOUT": 10}  # fmt: skip
    return {**os.environ, **{name: str(value) for name, value in known.items() if value}}

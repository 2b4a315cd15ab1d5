"""A database that is filled aside, and takes its place when all is done: nobody ever serves half a restore.

SQLite: another file, which is renamed in the end. PostgreSQL: the database itself, with a table that says so
until the end; a start is refused meanwhile (`wallet/schema.py`), and the next restore begins anew.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, MetaData, text
from sqlalchemy.engine import make_url

from wallet import schema
from wallet.config import Config
from wallet.db import is_sqlite, make_engine
from wallet.lasting import flush_file, flush_folder
from wallet.upkeep.dump import PROGRAM

ASIDE: Final = ".restoring"
LOGS: Final = ("-wal", "-shm", "-journal")


def is_free(url: str) -> bool:
    """Whether a restore may fill it: there is no table, or what a restore left that was cut."""
    there = schema.tables(url)
    return not there or schema.RESTORING in there


@contextmanager
def filling(config: Config) -> Iterator[Config]:
    """The same settings with an empty database, which is the real one after the block."""
    if is_sqlite(config.database):
        file = Path(make_url(config.database).database or "")
        aside = file.with_name(file.name + ASIDE)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove(aside)
        url = make_url(config.database).set(database=str(aside))
        yield replace(config, database_url=url.render_as_string(hide_password=False))
        _take_place(aside, file)
    else:
        engine = make_engine(config.database)
        try:
            _begin(engine)
            yield config
            with engine.begin() as connection:
                connection.execute(text(f"DROP TABLE {schema.RESTORING}"))
        finally:
            engine.dispose()


def _take_place(aside: Path, file: Path) -> None:
    flush_file(aside)
    for log in LOGS:  # of a database that was here before: SQLite would write it into the new one
        file.with_name(file.name + log).unlink(missing_ok=True)
    os.replace(aside, file)
    flush_folder(file.parent)


def _remove(file: Path) -> None:
    for name in ("", *LOGS):
        file.with_name(file.name + name).unlink(missing_ok=True)


def _begin(engine: Engine) -> None:
    """Marks it, and empties it of what an earlier try left. A pg_restore that outlived that one ends."""
    others = text(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name = :name"
    )
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS {schema.RESTORING} (place integer PRIMARY KEY)"))
    with engine.begin() as connection:
        connection.execute(others, {"name": PROGRAM})
        there = MetaData()
        there.reflect(connection)
        there.drop_all(connection, [one for one in there.sorted_tables if one.name != schema.RESTORING])

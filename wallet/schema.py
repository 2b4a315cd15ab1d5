"""The step that a database's tables are at, against the step of this version."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wallet.db import Database, is_sqlite, make_engine, on_read_only_disk
from wallet.db_trouble import named
from wallet.errors import ConfigError, ReadOnly, StoreAway, WalletError
from wallet.migrations import HERE

SETTING = "WALLET_DATABASE_URL"
RESTORING = "restoring"
"""A table that is there while a restore fills a PostgreSQL database (`wallet/upkeep/aside.py`)."""
CUT = "a restore into it was cut; run `wallet restore` again"


def fault(session: Session) -> str:
    """What is wrong with the tables, for whoever runs this; nothing where they are of this version."""
    if inspect(session.connection()).has_table(RESTORING):
        return CUT
    found = step(session)
    if found in (head(), None):
        return "" if found else "the database is empty; restore a back-up into it, or run `wallet migrate`"
    if found in steps():
        return f"the tables are of an older version (step {found}); run `wallet migrate`"
    return f"the tables are of a newer version (step {found}); start that version"


def check(database: Database) -> None:
    """Raises ConfigError in one line where the database is not one of this version."""
    file = database.engine.url.database or ""
    if database.engine.dialect.name == "sqlite" and not Path(file).exists():
        raise ConfigError(f"{SETTING}: there is no database; is the disk of {file} mounted?")
    try:
        with database.read() as session:
            said = fault(session)
    except WalletError as problem:
        raise ConfigError(f"{SETTING}: the database does not answer: {problem.sentence}") from problem
    if said:
        raise ConfigError(f"{SETTING}: {said}")


def is_empty(url: str) -> bool:
    """Whether there is no table yet. Raises ConfigError where it does not answer or holds half a restore."""
    there = tables(url)
    if RESTORING in there:
        raise ConfigError(f"{SETTING}: {CUT}")
    return not there


def tables(url: str) -> set[str]:
    """Their names. Raises ConfigError where the database does not answer."""
    if is_sqlite(url) and not Path(make_url(url).database or "").exists():
        return set()
    engine = make_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    except DBAPIError as problem:
        said = ReadOnly() if on_read_only_disk(engine.url) else named(problem) or StoreAway()
        raise ConfigError(f"{SETTING}: the database does not answer: {said.sentence}") from problem
    finally:
        engine.dispose()


def step(session: Session) -> str | None:
    """None where there are no tables of ours."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return None
    found = session.scalar(text("SELECT version_num FROM alembic_version WHERE version_num > ''"))
    return None if found is None else str(found)


@cache
def head() -> str:
    """The step of this version."""
    return str(_script().get_current_head())


@cache
def steps() -> frozenset[str]:
    """All steps up to this version's."""
    return frozenset(one.revision for one in _script().walk_revisions())


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(HERE))

"""Migrations: `upgrade` brings a database to the tables of this version, on SQLite and PostgreSQL."""

from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError

from wallet.errors import ConfigError

HERE = Path(__file__).resolve().parent


def upgrade(url: str, to: str = "head") -> None:
    """Applies what is missing up to this step, or nothing. Raises ConfigError."""
    alembic = Alembic()
    alembic.set_main_option("script_location", str(HERE).replace("%", "%%"))
    alembic.attributes["url"] = url
    try:
        command.upgrade(alembic, to)
    except (DBAPIError, CommandError) as problem:
        reason = str(getattr(problem, "orig", None) or problem).splitlines()[0]
        raise ConfigError(
            f"WALLET_DATABASE_URL: the database cannot be brought up to date: {reason}"
        ) from problem

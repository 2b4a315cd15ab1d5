"""What `wallet stats` and `wallet feedback` read; the words on the screen stand in `wallet/cli.py`."""

import json
from collections.abc import Iterator

from sqlalchemy import text

from wallet import VERSION, feedback, secrets_files, totals
from wallet.blobs import open_store
from wallet.clock import system_clock
from wallet.config import Config
from wallet.db import Database
from wallet.errors import ConfigError, WalletError


def stats(settings: Config) -> str:
    """JSON: living wallets (rounded) against the plan, health, versions. Raises ConfigError."""
    database = Database(settings.database)
    now = system_clock()
    try:
        with database.read() as session:
            living = totals.living(session, now)
            tables = session.scalar(text("SELECT version_num FROM alembic_version"))
        healthy = _store_answers(settings)
    except WalletError as problem:
        raise ConfigError(f"the database does not answer: {problem.sentence}") from problem
    finally:
        database.close()
    aims = {str(year): aim for year, aim in totals.AIMS.items()}
    share = {year: None if living is None else round(100 * living / aim) for year, aim in aims.items()}
    return json.dumps(
        {
            "living_wallets": living if living is not None else "fewer than 10",
            "aims": aims,
            "percent_of_aims": share,
            "store_answers": healthy,
            "version": VERSION,
            "tables": tables,
        },
        indent=1,
    )


def said(settings: Config, *, drop: bool) -> Iterator[str]:
    """Each message as a line or more; with `drop` all are deleted after. Raises ConfigError."""
    database = Database(settings.database)
    at_rest = secrets_files.at_rest_keys(settings.at_rest_key)
    try:
        with database.write() as session:
            for one in list(feedback.read(session, at_rest)):
                yield f"{one.month // 12}-{one.month % 12 + 1:02} {one.about}: {one.text}"
            if drop:
                feedback.clear(session)
    except WalletError as problem:
        raise ConfigError(f"the database does not answer: {problem.sentence}") from problem
    finally:
        database.close()


def _store_answers(settings: Config) -> bool:
    try:
        open_store(settings).ready()
    except WalletError:
        return False
    return True

"""What `wallet stats` and `wallet feedback` read; the words on the screen stand in `wallet/cli.py`."""

import json
from collections.abc import Iterator

from wallet import VERSION, clock_command, feedback, secrets_files, state
from wallet.blobs import open_store
from wallet.config import Config
from wallet.db import Database
from wallet.errors import ConfigError, WalletError


def stats(settings: Config) -> str:
    """JSON: living wallets (rounded) against the plan, health, versions. Raises ConfigError."""
    database = Database(settings.database)
    now = clock_command.now(settings)
    try:
        with database.read() as session:
            counted = state.counted(session, now)
        health = state.health(database, lambda: open_store(settings), None)
    except WalletError as problem:
        raise ConfigError(f"the database does not answer: {problem.sentence}") from problem
    finally:
        database.close()
    return json.dumps(
        {
            "living_wallets": counted.living if counted.living is not None else "fewer than 10",
            "aims": {str(one.year): one.wallets for one in counted.aims},
            "percent_of_aims": {str(one.year): one.percent for one in counted.aims},
            "store_answers": health.well["blobs"],
            "version": VERSION,
            "tables": counted.tables,
        },
        indent=1,
    )


def said(settings: Config, *, drop: bool) -> Iterator[str]:
    """Each message as a line or more; with `drop` all are deleted after. Raises ConfigError."""
    at_rest = secrets_files.kept_at_rest_keys(settings.at_rest_key)
    database = Database(settings.database)
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

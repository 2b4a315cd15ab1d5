"""What Alembic runs: one transaction for all steps, so that a failed one leaves nothing half done."""

from typing import cast

from alembic import context
from sqlalchemy import text

import wallet.models  # noqa: F401  (tables register themselves)
from wallet.db import Base, make_engine

ONE_AT_A_TIME = 0x5AC0C4E


def run() -> None:
    engine = make_engine(cast(str, context.config.attributes["url"]))
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=True)
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()


run()

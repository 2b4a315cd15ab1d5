"""The parts of a running server, joined once in `wallet/app.py` and handed to whoever needs them."""

from dataclasses import dataclass
from datetime import datetime

from wallet.clock import Clock
from wallet.config import Config
from wallet.db import Database
from wallet.ephemeral import Ephemeral


@dataclass(frozen=True)
class Parts:
    """Everything that is made at start and lives as long as the process."""

    config: Config
    clock: Clock
    database: Database
    ephemeral: Ephemeral
    at_rest_key: bytes

    def now(self) -> datetime:
        """The present, aware, UTC."""
        return self.clock()

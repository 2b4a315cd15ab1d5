"""The parts of a running server, joined once in `wallet/app.py` and handed to whoever needs them."""

from dataclasses import dataclass
from datetime import datetime

from wallet.blobs import BlobStore
from wallet.clock import Clock
from wallet.config import Config
from wallet.crypto.at_rest import AtRest
from wallet.db import Database
from wallet.door_book import DoorKeys
from wallet.ephemeral import Ephemeral
from wallet.limits import Budgets, Limits
from wallet.oprf import Evaluator
from wallet.room import Room


@dataclass(frozen=True)
class Parts:
    """Everything that is made at start and lives as long as the process."""

    config: Config
    clock: Clock
    database: Database
    ephemeral: Ephemeral
    blobs: BlobStore
    room: Room
    oprf: Evaluator
    at_rest: AtRest
    door_keys: DoorKeys
    limits: Limits
    budgets: Budgets
    network_key: bytes
    """Drawn when the server starts, in memory only: the key of counters that must tell nobody's name."""

    def now(self) -> datetime:
        """The present, aware, UTC."""
        return self.clock()

    def disconnect(self) -> None:
        """Closes this thread's connections; they are opened again when they are needed."""
        self.database.disconnect()
        self.ephemeral.close()
        self.oprf.close()
        self.blobs.disconnect()

    def close(self) -> None:
        """The same, and the database stays closed."""
        self.disconnect()
        self.database.close()

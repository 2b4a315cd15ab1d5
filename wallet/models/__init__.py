"""One table per file. Import this package and every table is known to `Base.metadata`."""

from wallet.models.blob import Blob
from wallet.models.clock_mark import ClockMark
from wallet.models.deposit import Deposit
from wallet.models.door import Door
from wallet.models.feedback import Feedback
from wallet.models.grant import Grant
from wallet.models.host import Host
from wallet.models.identity import Identity
from wallet.models.kiosk import Kiosk
from wallet.models.lock import Lock
from wallet.models.loose_object import LooseObject
from wallet.models.mailbox import Mailbox
from wallet.models.note import Note
from wallet.models.operator import Operator
from wallet.models.organisation import Organisation
from wallet.models.place import Place
from wallet.models.recovery import Recovery
from wallet.models.retired import Retired
from wallet.models.share import Share
from wallet.models.share_door import ShareDoor
from wallet.models.share_event import ShareEvent
from wallet.models.sweep_count import SweepCount
from wallet.models.vault import Vault
from wallet.models.vault_version import VaultVersion
from wallet.models.worker import Worker

__all__ = [
    "Blob",
    "ClockMark",
    "Deposit",
    "Door",
    "Feedback",
    "Grant",
    "Host",
    "Identity",
    "Kiosk",
    "Lock",
    "LooseObject",
    "Mailbox",
    "Note",
    "Operator",
    "Organisation",
    "Place",
    "Recovery",
    "Retired",
    "Share",
    "ShareDoor",
    "ShareEvent",
    "SweepCount",
    "Vault",
    "VaultVersion",
    "Worker",
]

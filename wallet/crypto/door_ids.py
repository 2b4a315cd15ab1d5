"""What the row of a door is called: an HMAC of the door's id, so that a stolen database shows no id.

The keys are of their own. Only an opening shows the id of a door, so a rotation cannot give all rows new
names at once: each is tried under every key, and moves to the newest at its next opening.
"""

import hmac
from collections.abc import Sequence
from typing import Final

from wallet.crypto.bytes import label, sized
from wallet.crypto.errors import BadLength

KEY: Final = 32
NAME: Final = 16
_LABEL: Final = label("WV2/door/row")


class DoorIds:
    """Names rows under each of `keys`, the newest first."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise BadLength
        self._keys = [sized(key, KEY) for key in keys]

    def names(self, door_id: bytes) -> list[bytes]:
        """16 bytes under each key. A new row takes the first; any may be that of one that is there."""
        return [hmac.digest(key, _LABEL + door_id, "sha256")[:NAME] for key in self._keys]

"""Ids: sixteen bytes that somebody drew. Sixteen zeros are nobody's: nothing is made or found with them."""

from typing import Final

LENGTH: Final = 16
ZERO: Final = bytes(LENGTH)
NOWHERE: Final = b""
"""An id that no row can have, asked for where the answer has to be nothing, and the work the same."""

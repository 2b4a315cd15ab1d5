"""What goes on where it cannot be written down: counts and sessions that guard no secret (decision 0029).

Guesses, nonces, tickets and openings are not among it: what cannot be counted or used up is refused there.
"""

import contextlib
from collections.abc import Iterator

from wallet.errors import StoreAway, StoreFull


@contextlib.contextmanager
def goes_on() -> Iterator[None]:
    """Leaves out the rest of the block where the store is full, read-only or away."""
    with contextlib.suppress(StoreFull, StoreAway):
        yield

"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One kind of thing: how many, what they are, and whether a repair mends them."""

    count: int
    what: str
    mends: bool = False
    remark: bool = False
    """Nobody misses anything: it is said, and is no alarm."""

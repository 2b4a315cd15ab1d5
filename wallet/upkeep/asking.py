"""Upkeep that would drop much at once asks first: most likely it is given the wrong database."""

from typing import Final

from wallet.errors import ConfigError

HANDFUL: Final = 10
PART: Final = 10
"""One in so many goes without asking."""


def refuse_many(dropped: int, of: int, things: str, becomes: str, *, yes: bool) -> None:
    """Raises ConfigError in one line where that is more than a handful and more than a tenth."""
    if not yes and dropped > HANDFUL and dropped * PART > of:
        raise ConfigError(
            f"{dropped} of {of} {things} would be {becomes}, more than a tenth;"
            " if that is meant, the same again with --yes"
        )

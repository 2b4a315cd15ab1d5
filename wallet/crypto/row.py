"""A row of seven different pictures: three for the card, five for the secret, two for the name."""

from dataclasses import dataclass
from typing import Final

from wallet.crypto.errors import BadLength

ROW: Final = 7
THREE: Final = 3
SECRET: Final = 5
NAME: Final = 2


@dataclass(frozen=True)
class Row:
    """Pictures are bytes. `three` begins `secret`: the card takes what is remembered best."""

    three: bytes
    secret: bytes
    name: bytes


def different(pictures: bytes, count: int) -> bytes:
    """The same bytes; raises BadLength unless they are `count` different ones."""
    if len(pictures) != count or len(set(pictures)) != count:
        raise BadLength
    return pictures


def read_row(pictures: bytes) -> Row:
    """The parts of seven different pictures, in their order; raises BadLength."""
    row = different(pictures, ROW)
    return Row(row[:THREE], row[:SECRET], row[SECRET:])

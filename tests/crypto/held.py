"""How a vector's function is called in Python: what a person holds, and the keys that come of it."""

from collections.abc import Callable
from typing import Any

from wallet.crypto import argon, card, doorkey, name, row, secret

Fields = dict[str, Any]


def un(text: str) -> bytes:
    """The bytes of a hex field."""
    return bytes.fromhex(text)


def _name(given: Fields) -> Fields:
    found = name.name_bytes(bytes(given["pictures"]))
    return {"name": found, "lookup": name.lookup(found)}


def _row(given: Fields) -> Fields:
    return {part: list(found) for part, found in vars(row.read_row(bytes(given["pictures"]))).items()}


def _outputs(given: Fields) -> list[bytes]:
    return [un(one) for one in given["outputs"]]


HELD: dict[str, Callable[[Fields], Fields]] = {
    "card_groups": lambda g: {"groups": card.card_groups(un(g["card"]))},
    "card_qr": lambda g: {"qr": card.card_qr(un(g["card"]))},
    "digits_salt": lambda g: {"salt": argon.digits_salt(un(g["share_id"]), un(g["door_id"]), g["start"])},
    "door_salt": lambda g: {"salt": argon.door_salt(g["kind"], un(g["lookup"]))},
    "name_bytes": _name,
    "parse_groups": lambda g: {"card": card.parse_groups(g["groups"])},
    "parse_qr": lambda g: {"card": card.parse_qr(g["qr"])},
    "phrase_bytes": lambda g: {"input": secret.phrase_bytes(g["text"])},
    "pocket_lookup": lambda g: {"lookup": card.pocket_lookup(un(g["card"]))},
    "read_row": _row,
    "row_bytes": lambda g: {"input": secret.row_bytes(bytes(g["pictures"]))},
    "suk_phrase": lambda g: {"suk": doorkey.suk_phrase(_outputs(g), un(g["s"]))},
    "suk_pocket": lambda g: {"suk": doorkey.suk_pocket(un(g["card"]), _outputs(g), un(g["s"]))},
    "suk_row": lambda g: {"suk": doorkey.suk_row(_outputs(g), un(g["s"]))},
    "three_bytes": lambda g: {"input": card.three_bytes(bytes(g["pictures"]))},
}

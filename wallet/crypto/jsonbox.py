"""JSON as it stands inside the formats: one object with `v`, written short, read strictly."""

import json
from typing import Any, Final

from wallet.crypto.errors import BadJson, BadVersion

_VERSION: Final = 1

Object = dict[str, Any]


def dump(value: Object) -> bytes:
    """UTF-8 without needless space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def load(data: bytes) -> Object:
    """The object; raises BadJson unless it is one object in UTF-8, BadVersion unless its `v` is 1."""
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadJson from None
    if not isinstance(value, dict):
        raise BadJson
    if value.get("v") != _VERSION or isinstance(value["v"], bool):
        raise BadVersion
    return value


def _refuse(text: str) -> None:
    raise ValueError(text)

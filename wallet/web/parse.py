"""Strict reading of requests: sizes before bytes, exact fields, one way to write each value."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from werkzeug.exceptions import ClientDisconnected

from wallet import ids
from wallet.crypto.bytes import unb64
from wallet.crypto.errors import FormatError
from wallet.errors import BadRequest, BadType, LengthRequired, TooLarge, TooSlow

JSON_BYTES = 64 * 1024
PIECE = 64 * 1024
TEXT = "application/json"
BYTES = "application/octet-stream"
LINE = r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""One character of a line of text that somebody typed, for `Body.text`."""
_LENGTH = re.compile(r"[0-9]{1,15}\Z")


class Body:
    """A JSON object of exactly the named fields, `optional` ones perhaps. Every getter raises BadRequest."""

    def __init__(self, value: object, *names: str, optional: tuple[str, ...] = ()) -> None:
        if not isinstance(value, dict):
            raise BadRequest
        self._value: dict[str, Any] = value
        if not set(names) <= value.keys() or not value.keys() <= {*names, *optional}:
            raise BadRequest

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def raw(self, name: str, length: int) -> bytes:
        """Exactly `length` bytes, written as base64url without padding."""
        return raw(self._value[name], length)

    def identifier(self, name: str) -> bytes:
        """An id under which something is looked for; see `identifier`."""
        return identifier(self._value[name])

    def new_identifier(self, name: str) -> bytes:
        """An id under which something is made; see `new_identifier`."""
        return new_identifier(self._value[name])

    def integer(self, name: str, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        value = self._value[name]
        if type(value) is not int or not low <= value <= high:
            raise BadRequest
        return value

    def text(self, name: str, pattern: str) -> str:
        """A text that the regular expression matches as a whole."""
        value = self._value[name]
        if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
            raise BadRequest
        return value

    def flag(self, name: str) -> bool:
        """true or false."""
        value = self._value[name]
        if type(value) is not bool:
            raise BadRequest
        return value

    def rows(self, name: str, most: int) -> list[Any]:
        """A list of 1 to `most` values, to be read one by one with `Body` or `raw`."""
        value = self._value[name]
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise BadRequest
        return value

    def object(self, name: str) -> object:
        """The value as it is, to be read with `Body`."""
        return self._value[name]


def raw(value: object, length: int) -> bytes:
    """Exactly `length` bytes of base64url without padding. Raises BadRequest."""
    if not isinstance(value, str):
        raise BadRequest
    try:
        return unb64(value, length)
    except FormatError as problem:
        raise BadRequest from problem


def identifier(value: object) -> bytes:
    """An id under which something is looked for; of zeros: one under which nothing is. Raises BadRequest."""
    found = raw(value, ids.LENGTH)
    return ids.NOWHERE if found == ids.ZERO else found


def new_identifier(value: object) -> bytes:
    """An id under which something is made, not of zeros. Raises BadRequest."""
    found = raw(value, ids.LENGTH)
    if found == ids.ZERO:
        raise BadRequest
    return found


def header(name: str, length: int) -> bytes:
    """A header that holds exactly `length` bytes of base64url. Raises BadRequest."""
    return raw(request.headers.get(name), length)


def body(*names: str, optional: tuple[str, ...] = ()) -> Body:
    """The request's JSON object. Raises BadRequest, BadType, LengthRequired, TooLarge, TooSlow."""
    require_type(TEXT)
    return Body(parse_json(whole_body(JSON_BYTES)), *names, optional=optional)


def maybe(name: str) -> bool:
    """A flag that may be missing, in a body that may be missing. Raises as `body` does."""
    if request.content_length == 0 or (request.content_length is None and not _chunked()):
        return False
    said = body(optional=(name,))
    return name in said and said.flag(name)


def nothing() -> None:
    """Returns where the request has no body, or `{}`. Raises as `body` does."""
    if request.content_length == 0 or (request.content_length is None and not _chunked()):
        return
    body()


def frame(most: int, *names: str, optional: tuple[str, ...] = ()) -> tuple[Body, bytes]:
    """A frame of at most `most` bytes: u32 length, that much JSON, and the bytes that follow it."""
    require_type(BYTES)
    whole = whole_body(most)
    end = 4 + int.from_bytes(whole[:4], "big")
    if len(whole) < 4 or end > len(whole):
        raise BadRequest
    return Body(parse_json(whole[4:end]), *names, optional=optional), whole[end:]


def require_type(mimetype: str) -> None:
    """Raises BadType for any other Content-Type."""
    if request.mimetype != mimetype:
        raise BadType


def content_length(most: int) -> int:
    """The length that the request announces, 1 to `most`. Raises LengthRequired, TooLarge, BadRequest."""
    announced = request.headers.get("Content-Length")
    if announced is None or _chunked():
        raise LengthRequired
    if not _LENGTH.match(announced) or int(announced) == 0:
        raise BadRequest
    if int(announced) > most:
        raise TooLarge
    return int(announced)


def whole_body(most: int) -> bytes:
    """All of the body. Raises LengthRequired, TooLarge, TooSlow, BadRequest (the line was cut)."""
    length = content_length(most)
    return b"".join(pieces(length))


def pieces(length: int) -> Iterator[bytes]:
    """The body piece by piece, `length` bytes in all. Raises TooSlow, or BadRequest when the line is cut."""
    left = length
    while left:
        piece = read(min(PIECE, left))
        if not piece:
            raise BadRequest
        left -= len(piece)
        yield piece


def read(size: int) -> bytes:
    """At most `size` bytes of the body. Raises TooSlow, BadRequest."""
    try:
        return request.stream.read(size)
    except TimeoutError as problem:
        raise TooSlow from problem
    except ClientDisconnected as problem:  # what Werkzeug makes of every failing read
        if isinstance(problem.__cause__ or problem.__context__, TimeoutError):
            raise TooSlow from problem
        raise BadRequest from problem
    except OSError as problem:
        raise BadRequest from problem


def parse_json(text: bytes) -> object:
    """What the JSON says; no key twice, no NaN, UTF-8. Raises BadRequest."""
    try:
        value: object = json.loads(
            text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse
        )
    except (ValueError, RecursionError) as problem:
        raise BadRequest from problem
    return value


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadRequest
    return value


def _refuse(_text: str) -> object:
    raise BadRequest


def _chunked() -> bool:
    return "Transfer-Encoding" in request.headers

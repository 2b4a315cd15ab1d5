"""Every id that a request of docs/openapi.json may carry, and how another one is put in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.web.request_shape import BYTES, JSON, Request, random
from wallet.crypto.bytes import b64, unb64

DESCRIPTION: dict[str, Any] = json.loads(Path("docs/openapi.json").read_text("utf-8"))
SCHEMAS: dict[str, Any] = DESCRIPTION["components"]["schemas"]
HEADER, ROWS = "header", "rows"
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """Where an id stands in a request; `new`: something is made under it."""

    operation: str
    method: str
    path: str
    place: Place
    new: bool

    @property
    def name(self) -> str:
        return " ".join([self.operation, *map(str, self.place)])

    def put(self, asked: Request, value: bytes) -> Request:
        """The same request with this id instead."""
        if self.place[0] == HEADER:
            return replace(asked, headers={**asked.headers, str(self.place[1]): b64(value)})
        if asked.kind == JSON:
            return replace(asked, body=_put(asked.body, self.place, b64(value)))
        head, rest = _unframed(asked.body)
        if self.place[0] == ROWS:
            return replace(asked, body=_framed(*_row_put(head, rest, str(self.place[1]), value)))
        return replace(asked, body=_framed(_put(head, self.place, b64(value)), rest))


def fields() -> list[Field]:
    """All of them, in the order of the description."""
    return list(dict.fromkeys(_fields()))


def tokens() -> set[str]:
    """Names of what has sixteen bytes in a request and is no id."""
    return {str(place[-1]) for *_, place, schema in _asked() if schema == "Bytes16"}


def _fields() -> Iterator[Field]:
    for operation, method, path, place, schema in _asked():
        if schema in ("Id", "NewId"):
            yield Field(operation, method, path, place, schema == "NewId")


def _asked() -> Iterator[tuple[str, str, str, Place, str]]:
    """Operation, method, path, place and name of the schema of everything that a request carries."""
    for path, methods in DESCRIPTION["paths"].items():
        for method, told in methods.items():
            for place, schema in _carried(told):
                yield told["operationId"], method, path, place, schema


def _carried(told: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    for one in told.get("parameters", []):
        yield from _named(one.get("schema", {}), (HEADER, one.get("name", "")))
    contents = told.get("requestBody", {}).get("content", {})
    yield from _named(contents.get(JSON, {}).get("schema", {}), ())
    yield from _named(contents.get(BYTES, {}).get("x-head", {}), ())
    for kind in contents.get(BYTES, {}).get("x-rows", []):
        yield (ROWS, kind), "Id"


def _named(schema: dict[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        yield place, name
        yield from _named(SCHEMAS[name], place)
    for name, inner in schema.get("properties", {}).items():
        yield from _named(inner, (*place, name))
    for inner in schema.get("oneOf", []):
        yield from _named(inner, place)
    if "items" in schema:
        yield from _named(schema["items"], (*place, 0))


def _put(value: Any, place: Place, written: str) -> Any:
    if not place:
        return written
    changed, step = deepcopy(value), place[0]
    if isinstance(step, int) and not changed:
        changed = [None]
    changed[step] = _put(changed[step], place[1:], written)
    return changed


def _row_put(head: Any, rows: bytes, kind: str, value: bytes) -> tuple[Any, bytes]:
    """The first row of this kind, put in where there is none, has that id and a token of ours."""
    at = 32 * sum(head[name] for name in list(head)[: list(head).index(kind)])
    end = at + 32 if head[kind] else at
    return {**head, kind: max(1, head[kind])}, rows[:at] + value + unb64(random(), 16) + rows[end:]


def _unframed(whole: bytes) -> tuple[Any, bytes]:
    end = 4 + int.from_bytes(whole[:4], "big")
    return json.loads(whole[4:end]), whole[end:]


def _framed(head: Any, rest: bytes) -> bytes:
    text = json.dumps(head).encode()
    return len(text).to_bytes(4, "big") + text + rest

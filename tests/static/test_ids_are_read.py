"""Views read ids as ids: what the API's description calls one is never read with plain `raw` or `header`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.node import ROOT
from tests.web.id_fields import fields, tokens

IDS = {str(next(part for part in reversed(one.place) if isinstance(part, str))) for one in fields()}
PLAIN = ("raw", "header")
IN_ROWS = {"blobs", "doors", "recoveries"}
"""Rows of bytes: wallet/closing.py reads them, and looks for nothing before thirty days are over."""


def reads(code: str) -> Iterator[tuple[str, str | None]]:
    """Every call that reads sixteen bytes or an id: how, and the field's name where it is written there."""
    for call in (one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Call)):
        how = getattr(call.func, "attr", getattr(call.func, "id", ""))
        sixteen = any(isinstance(one, ast.Constant) and one.value == 16 for one in call.args)
        if (how in PLAIN and sixteen) or how in ("identifier", "new_identifier"):
            named = [one.value for one in ast.walk(call) if isinstance(one, ast.Constant)]
            yield how, next((str(one) for one in named if isinstance(one, str)), None)


def all_reads() -> list[tuple[str, str | None]]:
    views = [path for path in (ROOT / "wallet/web").glob("*.py") if path.name != "parse.py"]
    return [one for path in views for one in reads(path.read_text("utf-8"))]


def wrong(found: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Those that read an id as bytes, or bytes of which nobody says what they are."""
    return [one for one in found if one[0] in PLAIN and one[1] not in tokens()]


def test_no_name_is_that_of_an_id_and_of_a_token() -> None:
    assert IDS & tokens() == set()


def test_no_view_reads_an_id_as_plain_bytes() -> None:
    assert wrong(all_reads()) == []


def test_every_name_of_an_id_is_read_as_one() -> None:
    read = {name for how, name in all_reads() if how not in PLAIN}
    in_lists = {"grants", "deposits", "notes", "ids", "done"}
    assert IDS - IN_ROWS - in_lists - read == set()


def test_an_id_that_is_read_as_plain_bytes_is_found() -> None:
    assert wrong(list(reads('body.raw("door_id", 16)'))) == [("raw", "door_id")]
    assert wrong(list(reads('parse.header("X-Blob", 16)'))) == [("header", "X-Blob")]
    assert wrong(list(reads("[parse.raw(one, 16) for one in value]"))) == [("raw", None)]
    assert wrong(list(reads('body.raw("write", 16)'))) == []

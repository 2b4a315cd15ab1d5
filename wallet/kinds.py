"""Kinds of papers: data, in every language. They are suggestions; what a person picks is encrypted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent / "data" / "kinds.json"


@dataclass(frozen=True)
class Kind:
    """One kind of paper. `start`: where it is suggested to begin, "E" everyday, "P" private, "E/P" either."""

    code: str
    start: str
    icon: str
    label: str


@dataclass(frozen=True)
class Group:
    """Kinds that lie near each other: a person picks the group first, then the kind."""

    key: str
    icon: str
    label: str
    kinds: tuple[Kind, ...]


@cache
def read_kinds(lang: str) -> tuple[Group, ...]:
    """All groups in the order of the file, labelled in `lang`."""
    return tuple(_group(row, lang) for row in json.loads(FILE.read_text())["groups"])


def _group(row: dict[str, Any], lang: str) -> Group:
    kinds = tuple(_kind(kind, lang) for kind in row["kinds"])
    return Group(row["key"], row["icon"], row["labels"][lang], kinds)


def _kind(row: dict[str, Any], lang: str) -> Kind:
    return Kind(row["code"], row["start"], row["icon"], row["labels"][lang])

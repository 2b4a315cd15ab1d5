"""Reads a wallet that was saved closed: boxes, lists and bodies as the server had them, and a safe card.

Nobody's server is asked. A pocket card needs one for its pictures, so it opens nothing here. Nothing that
serves requests imports this.
"""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from wallet.crypto.agefile import open_age
from wallet.crypto.bytes import b64, unb64
from wallet.crypto.card import parse_groups
from wallet.crypto.catalogue import open_catalogue
from wallet.crypto.document import check_document
from wallet.crypto.door import door_id, open_box
from wallet.crypto.doorkey import suk_safe
from wallet.crypto.errors import FormatError
from wallet.crypto.root import vault_keys
from wallet.errors import ConfigError

LIST: Final = "vault.json"
_FIELDS: Final = ("name", "kind", "issued", "expires", "group")
_UNSAFE: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "text/plain": ".txt"}


@dataclass(frozen=True)
class Outcome:
    """How many papers were written, and the names of those that did not open."""

    written: int
    broken: list[str]


def open_archive(file: Path, typed: str, out: Path) -> Outcome:
    """Writes every paper and `index.csv` into a new folder. Raises ConfigError in one line."""
    try:
        card = parse_groups(typed.split())
    except FormatError as problem:
        raise ConfigError("the card's ten groups of five digits are not right") from problem
    try:
        with zipfile.ZipFile(file) as archive:
            lists = list(_lists(archive, _root(archive, card)))
            out.mkdir(mode=0o700)
            return _written(archive, lists, out)
    except (FormatError, OSError, zipfile.BadZipFile, KeyError, ValueError) as problem:
        said = f"{file.name}: is no wallet that was saved closed, or {out} is in the way"
        raise ConfigError(said) from problem


def _root(archive: zipfile.ZipFile, card: bytes) -> bytes:
    said = json.loads(archive.read(LIST))
    if not isinstance(said, dict) or said.get("v") != 1:
        raise ConfigError("it was saved by another version")
    suk = suk_safe(card)
    box = said["boxes"].get(b64(door_id(suk)))
    if box is None:
        raise ConfigError("this card opens nothing in it; only a safe card can")
    return open_box(suk, unb64(box)).root


def _lists(archive: zipfile.ZipFile, root: bytes) -> Iterator[dict[str, Any]]:
    """The list of this vault, then those of the vaults whose roots it holds, where they were saved too."""
    waiting, seen = [root], set[bytes]()
    while waiting:
        keys = vault_keys(waiting.pop())
        name = f"vaults/{b64(keys.vault_id)}.bin"
        if keys.vault_id in seen or name not in archive.namelist():
            continue
        seen.add(keys.vault_id)
        catalogue = open_catalogue(keys, archive.read(name))
        waiting += [unb64(one["root"], 32) for one in catalogue["vaults"] if not one.get("gone")]
        yield catalogue


def _written(archive: zipfile.ZipFile, lists: list[dict[str, Any]], out: Path) -> Outcome:
    papers = [one for catalogue in lists for one in catalogue["docs"] if not one.get("gone")]
    broken, rows = list[str](), list[list[str]]()
    for number, paper in enumerate(sorted(papers, key=lambda one: int(one["added"])), 1):
        name = _name(number, paper)
        try:
            (out / name).write_bytes(_content(archive, paper))
        except (FormatError, KeyError):
            broken.append(name)
            continue
        rows.append([name, *(cell(str(paper.get(field) or "")) for field in _FIELDS)])
    with (out / "index.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([["file", *_FIELDS], *rows])
    return Outcome(len(rows), broken)


def cell(text: str) -> str:
    """With a mark in front where a spreadsheet would take it for a formula; as ui/csv.js does."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _content(archive: zipfile.ZipFile, paper: dict[str, Any]) -> bytes:
    plain = open_age(unb64(paper["file_key"], 16), archive.read(f"blobs/{paper['blob']}.age"))
    return check_document(plain, int(paper["len"]), unb64(paper["sha256"], 32))


def _name(number: int, paper: dict[str, Any]) -> str:
    clean = _UNSAFE.sub(" ", str(paper["name"])).strip().strip(".")[:100] or "paper"
    return f"{number:03} {clean}{_ENDINGS.get(str(paper['mime']), '')}"

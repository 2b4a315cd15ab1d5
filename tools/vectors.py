"""Writes tests/vectors: `python -m tools.vectors`. The same bytes at every run; nobody edits them by hand."""

from pathlib import Path

from tools.vector_areas import (
    age,
    badge,
    keys,
    mailbox,
    mandate,
    offline,
    oprf,
    recovery,
    sealed,
    shares,
    text,
)
from tools.vector_areas.book import Book

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "vectors"


def make() -> Book:
    """All vectors."""
    book = Book()
    for area in (text, oprf, keys, recovery, sealed, shares, mandate, offline, mailbox, badge, age):
        area.write(book)
    return book


if __name__ == "__main__":
    made = make()
    print(f"{len(made.pages)} vectors, {made.save(FOLDER)} of them written")

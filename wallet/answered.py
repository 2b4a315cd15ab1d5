"""What people said and what was done about it: data, in every language, for the page "Say something"."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "data" / "answers.json"


@dataclass(frozen=True)
class Answer:
    """One thing that was said, and what followed. `month` is like "2027-03"."""

    month: str
    said: str
    did: str


@cache
def read_answers(lang: str) -> tuple[Answer, ...]:
    """All of them in the order of the file, in `lang`."""
    rows = json.loads(FILE.read_text())["answers"]
    return tuple(Answer(row["month"], row["said"][lang], row["did"][lang]) for row in rows)

"""What opens a wallet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Known:
    """What opens a wallet, as somebody may learn it: name, secret, the groups of a card and its code."""

    name: list[str]
    secret: list[str]
    groups: list[str]
    code: str | None

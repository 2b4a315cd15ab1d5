"""What opens a wallet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Known:
    """What opens a wallet, as somebody may learn it.

    `pictures`: seven in a row; or, with words of one's own, the three of the card and the two that go with
    the words. `pocket`: the card with these groups asks for the first three.
    """

    pictures: list[str]
    phrase: str | None
    groups: list[str]
    pocket: bool

    def copy(self) -> Known:
        """The same, for somebody whose own changes later."""
        return Known(list(self.pictures), self.phrase, list(self.groups), self.pocket)

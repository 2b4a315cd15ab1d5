"""What a share may be, and whether it may be opened now: pure rules, no database, no clock of its own."""

from dataclasses import dataclass
from typing import Final

from wallet.clock import DAY, HOUR
from wallet.errors import BadRequest

LONGEST: Final = 30 * DAY
LONGEST_CARD: Final = 366 * DAY
"""For a share that opens by cards alone: one year, whatever year it is."""
SKEW: Final = 5 * 60
"""How far a browser's clock may be ahead of ours."""
MOST_OPENS: Final = 1000
CODE_LIFE: Final = DAY
ADDRESS_LIFE: Final = 2 * HOUR
EARLY: Final = HOUR
"""Digits for later are told from a second of the hour before: no round time tells them from fakes."""
TOLD: Final = CODE_LIFE + EARLY
"""How long digits of papers are told, whatever became of them; those of an address as long as they work."""
AHEAD: Final = 30 * DAY
"""How long before they work digits are made."""
TRIES: Final = 8
"""Wrong digits that a code door takes; the last of them burns it."""
PAUSES: Final = (0, 0, 5, 10, 20, 40, 80, 160)
"""Seconds to wait after the first, second … wrong try."""
DOORS: Final = 8


@dataclass(frozen=True)
class Facts:
    """All that decides about an opening. `code_until` and `code_start` are None for a link."""

    not_before: int | None
    expires_at: int | None
    max_opens: int | None
    opens: int | None
    code_until: int | None = None
    code_start: int | None = None
    tries: int = 0


def may_open(facts: Facts, now: int, *, resumed: bool = False) -> bool:
    """Whether this door of this share opens now; `resumed`: an opening that was counted already goes on."""
    if None in (facts.not_before, facts.expires_at, facts.max_opens, facts.opens):
        return False  # ended
    return _runs(facts, now) and door_works(facts, now) and (resumed or _left(facts))


def door_works(facts: Facts, now: int) -> bool:
    """Whether the door takes a try at all: a link always, digits in their time and until they are burnt."""
    if facts.code_until is None:
        return True
    return (facts.code_start or 0) <= now < facts.code_until and facts.tries < TRIES


def pause_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries."""
    return PAUSES[min(wrong, len(PAUSES)) - 1] if wrong > 0 else 0


def check_times(not_before: int, expires_at: int, now: int, longest: int = LONGEST) -> None:
    """Raises BadRequest unless it starts before it ends, ends in the future and within `longest` seconds."""
    if not not_before < expires_at or not now < expires_at <= now + longest + SKEW:
        raise BadRequest


def check_terms(not_before: int, expires_at: int, max_opens: int, now: int, *, by_cards: bool) -> None:
    """Raises BadRequest unless a share, all of whose doors are cards or not, may have these terms."""
    check_times(not_before, expires_at, now, LONGEST_CARD if by_cards else LONGEST)
    if not 1 <= max_opens <= MOST_OPENS:
        raise BadRequest


def _runs(facts: Facts, now: int) -> bool:
    return (facts.not_before or 0) <= now < (facts.expires_at or 0)


def _left(facts: Facts) -> bool:
    return (facts.opens or 0) < (facts.max_opens or 0)

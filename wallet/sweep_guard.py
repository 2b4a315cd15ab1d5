"""How much the sweep may take away: in portions, and never far more than on any day before (decision 0027).

Where far more is due, that step stops until an operator confirms: a fault or a wrong clock looks like that.
"""

import logging
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet.models import SweepCount

PORTION: Final = 1_000
"""Rows of one step in one round."""
FEW: Final = 200
"""As many never need to be asked about."""
PART: Final = 10
"""Nor does less than one in so many rows of a table."""
TIMES: Final = 10
"""Nor what is not so many times more than on the fullest day."""
log = logging.getLogger(__name__)


def is_far_more(due: int, there: int, most: int) -> bool:
    """Whether `due` of the rows that are there are far more than ever went in a day."""
    return due > FEW and due * PART > there and due > TIMES * most


def allowed(session: Session, step: str, due: int, there: int, today: int) -> int:
    """How many rows of the step may be met in this round; notes and says that it stops."""
    count = session.get(SweepCount, step, with_for_update=True)
    most = max(count.most, count.ended if count.day < today else 0) if count else 0
    stops = is_far_more(due, there, most)
    if stops and not (count and count.waiting):
        log.warning(
            "sweep: %d of %d %s are due, far more than ever, and wait: `wallet sweep`", due, there, step
        )
    if stops or (count and count.waiting):
        _row(session, step, today).waiting = due if stops else 0
    return 0 if stops else PORTION


def note(session: Session, step: str, ended: int, today: int) -> None:
    """Counts what went today."""
    count = _row(session, step, today)
    if count.day != today:
        count.most, count.day, count.ended = max(count.most, count.ended), today, 0
    count.ended += ended


def waiting(session: Session) -> Sequence[SweepCount]:
    """The steps that wait for an operator."""
    found = session.scalars(select(SweepCount).where(SweepCount.waiting > 0))
    return sorted(found, key=lambda count: count.step)


def confirm(session: Session) -> Sequence[SweepCount]:
    """Lets go on what waits: a day so full is ordinary from now on."""
    found = waiting(session)
    for count in found:
        count.most, count.waiting = max(count.most, count.waiting), 0
    return found


def _row(session: Session, step: str, today: int) -> SweepCount:
    count = session.get(SweepCount, step, with_for_update=True)
    if count is None:
        count = SweepCount(step=step, day=today, ended=0, most=0, waiting=0)
        session.add(count)
    return count

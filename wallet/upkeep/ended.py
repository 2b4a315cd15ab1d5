"""What a restore ends, since the back-up cannot know whether it had ended meanwhile.

A share that its owner ended, a link that was used up, an invitation, a session: all would be back. They end,
and are made again. Wallets, doors and people at work stay: ended, they would be lost to those whose they are.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select

from wallet.clock import seconds
from wallet.config import Config
from wallet.db import Database
from wallet.ephemeral import Ephemeral
from wallet.guess_budget import KEY
from wallet.models import Grant, Share, Worker
from wallet.sharing import ends

AT_ONCE: Final = 200


@dataclass(frozen=True)
class Outcome:
    """How many shares ended, and how many people at work are there who may have been let go since."""

    shares: int
    workers: int


def end(config: Config, now: datetime) -> Outcome:
    """Ends all shares and grants, and what this machine's run folder still holds of before."""
    _forget(config)
    database = Database(config.database, patient=True)
    try:
        shares = 0
        while wiped := _wipe(database, seconds(now)):
            shares += wiped
        with database.write() as session:
            session.execute(delete(Grant))
            workers = session.scalar(select(func.count()).select_from(Worker)) or 0
    finally:
        database.close()
    return Outcome(shares, workers)


def _wipe(database: Database, now: int) -> int:
    living = select(Share).where(Share.expires_at.is_not(None)).order_by(Share.id).limit(AT_ONCE)
    with database.write() as session:
        rows = session.scalars(living).all()
        for share in rows:
            ends.wipe(session, share, now)
    return len(rows)


def _forget(config: Config) -> None:
    """Sessions, invitations, tickets, tokens of openings; counters and their key of the day stay."""
    path = config.run / "ephemeral.db"
    if path.exists():
        store = Ephemeral(path)
        store.clear(but=KEY)
        store.empty_log()
        store.close()

"""What has ended goes away by itself, without an outside cron and without keeping anybody waiting.

Each step finds a few rows by an index, in a transaction of a few milliseconds, and pauses before the next: a
request never waits long for the writer. Steps may be cut short anywhere: what is left is found again.
`wallet/sweep_guard.py` says how much may go in a round, and what an operator is asked about first.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from wallet import (
    background,
    blobs_service,
    clock,
    closing,
    deposits,
    feedback,
    high_water,
    lock_sweep,
    mailboxes,
    steady,
    sweep_guard,
    vaults,
)
from wallet.blobs import BlobStore
from wallet.db import Database
from wallet.errors import WalletError
from wallet.models import (
    Blob,
    Deposit,
    Feedback,
    Grant,
    Lock,
    LooseObject,
    Mailbox,
    Note,
    Place,
    Share,
    ShareDoor,
    Vault,
    VaultVersion,
)
from wallet.parts import Parts
from wallet.sharing import ends

EVERY: Final = 15
"""Seconds between two rounds."""
PAUSE: Final = 0.02
"""Seconds between two transactions, in which requests get their turn."""
ABANDONED: Final = 4 * clock.HOUR
"""After which what an interrupted upload left in the store is nobody's."""
AT_ONCE: Final = 8
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """Rows of `table` that meet `over` are ended by `end`, at most `most` in a transaction.

    `name` is what the operator is told of them.
    """

    name: str
    table: Any
    over: ColumnElement[bool]
    end: Callable[[Session, Sequence[Any], datetime], None]
    most: int


def sweep(parts: Parts) -> None:
    """One round: everything that is over now. Rounds may overlap and be cut short.

    Where a store fails, the rest is done all the same; the first failure is raised in the end.
    """
    failed = list[WalletError]()
    for work in _round(parts, parts.now()):
        try:
            work()
        except WalletError as problem:
            failed.append(problem)
    if failed:
        raise failed[0]


def _round(parts: Parts, now: datetime) -> Iterator[Callable[[], None]]:
    """What a round does, one after the other: first what makes room on a full disk."""
    database, second = parts.database, clock.seconds(now)
    bodies = partial(empty, database, parts.blobs, now)
    yield bodies
    yield partial(parts.ephemeral.forget, second)
    yield partial(high_water.move, database, second)
    for step in steps(parts, now):
        yield partial(_take, database, step, now)
    yield bodies
    yield database.empty_log
    yield parts.ephemeral.empty_log
    if steady.believed(parts.clock):  # files bear the times of the machine's clock
        yield partial(parts.blobs.tidy, second - ABANDONED)


def _take(database: Database, step: Step, now: datetime) -> None:
    if _any(database, step) or _waits(database, step):
        drain(database, step, now)


def start(parts: Parts, every: float) -> threading.Thread:
    """Rounds for ever, `every` so many seconds, in one worker of those that share a run folder."""
    return background.start(lambda: sweep(parts), parts.config.run / "sweep.lock", every)


def steps(parts: Parts, now: datetime) -> list[Step]:
    """Everything in the database that ends by itself. Rows with large fields go a few at a time."""
    second, today, keys = clock.seconds(now), clock.day(now), parts.door_keys
    month, forget = clock.month(now), partial(_forget_mailboxes, parts)
    return [
        Step("shares", Share, Share.expires_at <= second, _end_shares, 4),
        Step("messages", Feedback, Feedback.month < month - feedback.KEPT_MONTHS, _delete, 20),
        Step("notes", Note, Note.day < today, _delete, 20),
        Step("deposits", Deposit, Deposit.day <= today, deposits.delete, 10),
        Step("places", Place, Place.day <= today, _delete, 50),
        Step("mailboxes", Mailbox, Mailbox.lease_until < month, forget, 4),
        Step("papers", Blob, Blob.lease_until < month, blobs_service.forget, 50),
        Step("grants", Grant, Grant.day < today, _delete, 50),
        Step("doors of shares", ShareDoor, ShareDoor.expires_at <= second, _delete, 50),
        Step("ended shares", Share, Share.forget_on <= today, _delete, 4),
        Step("former lists", VaultVersion, VaultVersion.day <= today - vaults.KEPT_DAYS, _delete, 2),
        Step("closed wallets", Vault, Vault.closing_at <= today, partial(closing.end, keys), 1),
        Step("locks", Lock, Lock.day < today, partial(lock_sweep.end, keys), 4),
    ]


def drain(database: Database, step: Step, now: datetime) -> None:
    """Ends the rows of a step that may go in this round, transaction by transaction."""
    due, most = _due(database, step, now)
    done = 0
    while done < most and _any(database, step):
        with database.write() as session:
            # What another machine holds just now, that one ends.
            over = select(step.table).where(step.over).with_for_update(skip_locked=True)
            rows = list(session.scalars(over.limit(min(step.most, most - done))))
            step.end(session, rows, now)
        if not rows:
            break
        done += len(rows)
        time.sleep(PAUSE)
    if done:  # a row with a long list is met several times
        with database.write() as session:
            sweep_guard.note(session, step.name, min(done, due), clock.day(now))


def _due(database: Database, step: Step, now: datetime) -> tuple[int, int]:
    """How many rows are due, and how many may be met in this round."""
    rows = select(func.count()).select_from(step.table)
    with database.write() as session:
        due = session.scalar(rows.where(step.over)) or 0
        there = session.scalar(rows) or 0 if due > sweep_guard.FEW else 0
        return due, sweep_guard.allowed(session, step.name, due, there, clock.day(now))


def empty(database: Database, store: BlobStore, now: datetime) -> None:
    """Deletes due bodies from the store, then their marks; a mark stays while the store is away."""
    due = select(LooseObject.object_key).where(LooseObject.due <= clock.seconds(now)).limit(100)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(sweep_guard.PORTION // 100):
            with database.read() as session:
                keys = list(session.scalars(due))
            if not keys:
                return
            gone = [
                key
                for key, done in zip(keys, pool.map(lambda key: _gone(store, key), keys), strict=True)
                if done
            ]
            with database.write() as session:
                session.execute(delete(LooseObject).where(LooseObject.object_key.in_(gone)))
            if len(gone) < len(keys):
                return
            time.sleep(PAUSE)


def _gone(store: BlobStore, key: str) -> bool:
    try:
        store.delete(key)
    except WalletError as problem:
        log.error("a body waits for its deletion: %s", problem.code)
        return False
    return True


def _waits(database: Database, step: Step) -> bool:
    with database.read() as session:
        return any(count.step == step.name for count in sweep_guard.waiting(session))


def _any(database: Database, step: Step) -> bool:
    key = step.table.__mapper__.primary_key[0]
    with database.read() as session:
        return session.scalar(select(key).where(step.over).limit(1)) is not None


def _end_shares(session: Session, rows: Sequence[Share], now: datetime) -> None:
    for share in rows:
        ends.wipe(session, share, clock.seconds(now))


def _forget_mailboxes(parts: Parts, session: Session, rows: Sequence[Mailbox], now: datetime) -> None:
    mailboxes.forget(session, parts.ephemeral, parts.at_rest, rows, now)


def _delete(session: Session, rows: Sequence[Any], _now: datetime) -> None:
    for row in rows:
        session.delete(row)

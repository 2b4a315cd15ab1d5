"""A mailbox with the id of sixteen zeros, as anybody could make one before such ids were refused."""

from __future__ import annotations

import os
from datetime import datetime

from wallet import clock, ids
from wallet.models import Blob, Deposit, Mailbox, Note
from wallet.parts import Parts

DAYS = 60


def put(parts: Parts, now: datetime) -> None:
    """The mailbox, and in it a paper and a note."""
    goes, lease = clock.day(now) + DAYS, clock.month(now) + 12
    blob, sums = os.urandom(16), os.urandom(32)
    keys = {"recipient": os.urandom(1216), "fetch_pub": os.urandom(32)}
    with parts.database.write() as session:
        session.add(Mailbox(id=ids.ZERO, lease_until=lease, **keys))
        session.add(
            Blob(
                id=blob,
                read_hash=sums,
                write_hash=sums,
                bucket=69_632,
                object_key="0" * 32,
                lease_until=lease,
            )
        )
        session.flush()
        session.add(Deposit(id=os.urandom(16), mailbox_id=ids.ZERO, blob_id=blob, day=goes))
        session.add(Note(id=os.urandom(16), mailbox_id=ids.ZERO, sealed=os.urandom(4096), day=goes))

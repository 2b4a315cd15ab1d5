"""Strangers who fill a mailbox: they take its places as many senders would, without what they would send."""

from __future__ import annotations

import os

from wallet import places
from wallet.db import Database
from wallet.models import Place
from wallet.places import Kind

SMALLEST = 65_736
"""Bytes of the smallest paper."""


def fill(database: Database, mailbox_id: bytes, kind: Kind, count: int, day: int) -> None:
    """Takes so many places until that day."""
    length = 4096 if kind is Kind.NOTE else SMALLEST
    with database.write() as session:
        for _ in range(count):
            where = {"id": os.urandom(16), "mailbox_id": mailbox_id}
            places.take(session, Place(**where, kind=kind, bytes=length, day=day))

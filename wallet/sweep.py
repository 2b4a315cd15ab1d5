"""What has ended goes away by itself: no outside cron."""

import threading

from wallet import background, vaults
from wallet.clock import seconds
from wallet.parts import Parts

EVERY = 300
"""Seconds between two rounds."""


def sweep(parts: Parts) -> None:
    """One round; rounds may overlap and be cut short, for each step is a transaction of its own."""
    now = parts.now()
    parts.ephemeral.forget(seconds(now))
    with parts.database.write() as session:
        vaults.sweep(session, now)


def start(parts: Parts) -> threading.Thread:
    """Rounds for ever, in one worker of those that share a run folder."""
    return background.start(lambda: sweep(parts), parts.config.run / "sweep.lock", EVERY)

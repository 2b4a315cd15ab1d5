"""Transactions of a session: inside them it is asked once more whether it goes on.

A body may come minutes after the head that named the session. What ended it meanwhile (a lock, a closing, an
end from another device) has to hold for that request, too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from wallet import sessions
from wallet.clock import seconds
from wallet.web.login import holder
from wallet.web.parts import parts


@contextmanager
def acting() -> Iterator[Session]:
    """A transaction that may write, in which the session cannot end. Raises NoSession where it has."""
    with parts().database.write() as session:
        _ask(session, changing=True)
        yield session


@contextmanager
def looking() -> Iterator[Session]:
    """The same for one that only reads."""
    with parts().database.read() as session:
        _ask(session, changing=False)
        yield session


def _ask(session: Session, *, changing: bool) -> None:
    here, who = parts(), holder()
    live = sessions.Live(who.vault_id, who.token)
    sessions.go_on(session, here.ephemeral, here.at_rest, live, seconds(here.now()), changing=changing)

"""The session of somebody at work, `Authorization: Worker`. It opens nothing of a wallet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, TypeVar

from flask import Request, request
from flask_login import UserMixin, current_user, login_required  # type: ignore[import-untyped]
from sqlalchemy.orm import Session

from wallet import worker_sessions
from wallet.clock import seconds
from wallet.errors import BadRequest, NotFound, SignIn
from wallet.web.parse import raw
from wallet.web.parts import parts
from wallet.web.taking import taking_workers

SCHEME: Final = "Worker "
View = TypeVar("View", bound=Callable[..., Any])


class Worker(UserMixin):  # type: ignore[misc]
    """A signed-in worker, and the token of this session."""

    def __init__(self, worker_id: bytes, organisation_id: bytes, token: bytes, *, steward: bool) -> None:
        self.worker_id = worker_id
        self.organisation_id = organisation_id
        self.token = token
        self.steward = steward


def working(view: View) -> View:
    """Marks a view that needs a worker's session."""
    return taking_workers(login_required(view))  # type: ignore[no-any-return]


def stewarding(view: View) -> View:
    """The same for a steward's. To everybody else there is nothing."""

    @wraps(view)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if not worker().steward:
            raise NotFound
        return view(*arguments, **named)

    return working(guarded)  # type: ignore[return-value]


@contextmanager
def at_work() -> Iterator[Session]:
    """A transaction that may write, in which the session cannot end. Raises SignIn where it has meanwhile.

    A body may come minutes after the head that named the session; see `wallet/web/acting.py`.
    """
    here = parts()
    with here.database.write() as session:
        found = worker_sessions.go_on(session, here.ephemeral, worker().token, seconds(here.now()))
        if worker().steward and not found.steward:
            raise SignIn
        yield session


def may_work(view: View) -> View:
    """Marks a view that anybody may ask, and a worker as one; see `worker_id`. Refuses a wallet's token."""

    @wraps(view)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if not request.headers.get("Authorization", SCHEME).startswith(SCHEME):
            raise BadRequest
        return view(*arguments, **named)

    return taking_workers(guarded)  # type: ignore[return-value]


def worker() -> Worker:
    """Whose session it is; only inside a view marked with `working` or `stewarding`."""
    found: Worker = current_user._get_current_object()
    return found


def worker_id() -> bytes | None:
    """Whose session it is, None where the request carries none. Raises SignIn for one that has ended."""
    if "Authorization" not in request.headers:
        return None
    if not current_user.is_authenticated:
        raise SignIn
    return worker().worker_id


def load(incoming: Request) -> Worker | None:
    """Whose token it is; None where it opens nothing."""
    carried = incoming.headers.get("Authorization", "")
    try:
        token = raw(carried.removeprefix(SCHEME), 32)
    except BadRequest:
        return None
    if not carried.startswith(SCHEME):
        return None
    with parts().database.read() as session:
        found = worker_sessions.load(session, parts().ephemeral, token, seconds(parts().now()))
        if found is None:
            return None
        return Worker(found.id, found.organisation_id, token, steward=found.steward)

"""Which views take an Authorization header, and whose. Others refuse a request that carries one."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

TAKES: Final = "takes_authorization"
OF_WORKERS: Final = "takes_workers"
View = TypeVar("View", bound=Callable[..., Any])


def taking_authorization(view: View) -> View:
    """Lets a request with an Authorization header through to this view, which has to read it."""
    setattr(view, TAKES, True)
    return view


def taking_workers(view: View) -> View:
    """The same for a view that knows sessions of people at work, and no wallet's."""
    setattr(view, OF_WORKERS, True)
    return taking_authorization(view)

"""POST /v1/work, and X-Work: where a network has used up a budget, work lets a request through."""

from flask import Blueprint, Response, request

from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.errors import SlowDown, WorkNeeded
from wallet.limits import Budget
from wallet.puzzles import BITS, WHOLE, Puzzles
from wallet.web import parse
from wallet.web.answers import told
from wallet.web.budget import charge
from wallet.web.parts import parts

blueprint = Blueprint("work", __name__, url_prefix="/v1")
HEADER = "X-Work"


@blueprint.post("/work")
def draw() -> Response:
    parse.body()
    return told({"puzzle": b64(_puzzles().draw(seconds(parts().now()))), "bits": BITS})


def charge_or_work(budget: Budget) -> None:
    """Counts one against a budget of the caller's network, unless they bring work. Raises WorkNeeded."""
    if HEADER in request.headers and _worked():
        return
    try:
        charge(budget)
    except SlowDown as problem:
        raise WorkNeeded(problem.retry_after) from problem


def _worked() -> bool:
    return _puzzles().solved(parse.header(HEADER, WHOLE), seconds(parts().now()))


def _puzzles() -> Puzzles:
    return Puzzles(parts().ephemeral, parts().network_key)

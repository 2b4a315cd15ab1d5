"""POST /v1/oprf: one guess."""

from flask import Blueprint, Response

from wallet.crypto.bytes import b64
from wallet.guess_budget import Guess, Kind
from wallet.oprf import Evaluation
from wallet.web import parse
from wallet.web.answers import told
from wallet.web.budget import sources
from wallet.web.parts import parts
from wallet.web.work import charge_or_work

blueprint = Blueprint("oprf", __name__, url_prefix="/v1")


@blueprint.post("/oprf")
def guess() -> Response:
    body = parse.body("kind", "lookup", "blinded")
    kind, lookup = Kind(body.text("kind", "|".join(Kind))), body.raw("lookup", 16)
    blinded = body.raw("blinded", 32)
    charge_or_work(parts().budgets.guesses)
    answer = parts().oprf.guess(Guess(kind, lookup, sources()), blinded)
    former = answer.former and _shown(answer.former)
    return told({**_shown(answer.present), "former": former, "busy": answer.busy})


def _shown(evaluation: Evaluation) -> dict[str, object]:
    return {"epoch": evaluation.epoch, "evaluation": b64(evaluation.point)}

"""Reads a proof of ownership from a request."""

from wallet.proofs import Proof
from wallet.web.parse import Body


def proof(body: Body) -> Proof:
    """Of `id`, `nonce` and `sig`. Raises BadRequest."""
    return Proof(body.identifier("id"), body.raw("nonce", 32), body.raw("sig", 64))

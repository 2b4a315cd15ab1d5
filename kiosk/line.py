"""The line to the wallet: an answer, or a Problem."""

import http.client
import json
import ssl
import urllib.error
import urllib.request

from kiosk.problems import Problem

TIMEOUT = 4
LARGEST = 100_000
REFUSALS = {"not_found": "code", "slow_down": "slow"}
"""What the wallet refuses, and the name of our sentence for it."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token goes to the wallet and to nobody it points at."""

    def redirect_request(self, *_asked: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def ask(origin: str, path: str, body: object = None, authorization: str = "") -> bytes:
    """The body of the answer; with `body` it is a POST. Raises Problem."""
    headers = {"Content-Type": "application/json"}
    if authorization:
        headers["Authorization"] = authorization
    sent = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(f"{origin}{path}", sent, headers)  # noqa: S310
    try:
        with _opener.open(asked, timeout=TIMEOUT) as answer:
            found: bytes = answer.read(LARGEST)
            return found
    except urllib.error.HTTPError as refusal:
        with refusal:
            raise _refused(origin, refusal) from None
    except (OSError, ValueError, http.client.HTTPException) as problem:
        raise _broken(origin, problem) from problem


def ask_object(origin: str, path: str, body: object, authorization: str = "") -> dict[str, object]:
    """The JSON object of the answer. Raises Problem."""
    try:
        found = json.loads(ask(origin, path, body, authorization))
    except ValueError as problem:
        raise Problem("answer", origin=origin) from problem
    if not isinstance(found, dict):
        raise Problem("answer", origin=origin)
    return found


def _refused(origin: str, refusal: urllib.error.HTTPError) -> Problem:
    if refusal.code >= 500:
        return Problem("server", status=str(refusal.code))
    try:
        code = json.loads(refusal.read(LARGEST))["code"]
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        code = ""
    return Problem(REFUSALS[code]) if code in REFUSALS else Problem("answer", origin=origin)


def _broken(origin: str, problem: Exception) -> Problem:
    if isinstance(getattr(problem, "reason", problem), ssl.SSLError):
        return Problem("certificate", origin=origin)
    return Problem("reach" if isinstance(problem, OSError) else "answer", origin=origin)

"""The one table from codes to statuses, and the one shape of every refusal."""

import traceback

from flask import Flask, Response, current_app, json, request
from werkzeug.exceptions import HTTPException

from wallet.crypto.errors import FormatError
from wallet.errors import WalletError
from wallet.web.pages import not_found_page

STATUS = {
    "bad_request": 400,
    "no_session": 401,
    "ticket": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "too_slow": 408,
    "exists": 409,
    "sign_in": 401,
    "full": 409,
    "length_required": 411,
    "stale": 412,
    "too_large": 413,
    "bad_type": 415,
    "not_age": 422,
    "slow_down": 429,
    "work_needed": 429,
    "too_many_guesses": 429,
    "quota": 429,
    "too_soon": 429,
    "broken": 500,
    "damaged": 500,
    "store_away": 503,
    "busy": 503,
    "store_full": 507,
}
MACHINES = ("/v1/", "/host/v1/", "/operator/v1/", "/kiosk/v1/", "/static/", "/healthz", "/readyz",
            "/.well-known/")  # fmt: skip
"""Where nobody reads a page: what is missing there is told as JSON."""
FROM_HTTP = {404: "not_found", 405: "method_not_allowed", 408: "too_slow", 411: "length_required",
             413: "too_large", 415: "bad_type"}  # fmt: skip


def answer(code: str, retry_after: int | None = None) -> Response:
    """A refusal: `{"code": …}` and, where it helps to wait, `retry_after` in seconds, also as a header."""
    told: dict[str, str | int] = {"code": code}
    if retry_after is not None:
        told["retry_after"] = retry_after = max(1, retry_after)
    response = Response(json.dumps(told), STATUS[code], content_type="application/json")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def register(app: Flask) -> None:
    """Every failure of every view passes here."""
    app.register_error_handler(WalletError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(problem: WalletError) -> Response:
    # A code of the formats is for clients; here it says that the request was wrong.
    code = "bad_request" if isinstance(problem, FormatError) else problem.code
    waits = STATUS[code] in (429, 503)
    return answer(code, (problem.retry_after or 5) if waits else None)


def _http(problem: HTTPException) -> Response:
    status = problem.code or 500
    if status == 404 and not request.path.startswith(MACHINES):
        return not_found_page()
    response = answer(FROM_HTTP.get(status, "bad_request" if status < 500 else "broken"))
    allowed = problem.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _broken(problem: Exception) -> Response:
    """An error of ours. Its message may hold an id, so only its kind and its place are logged."""
    steps = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(problem.__traceback__)]
    current_app.logger.error("broken: %s at %s", type(problem).__name__, " < ".join(reversed(steps[-6:])))
    return answer("broken")

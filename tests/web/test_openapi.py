"""docs/openapi.json is the API: everything it says is so, and there is nothing besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.desk import Desk, in_process
from tests.holder import settled
from tests.host_desk import enrolled, signed_in
from tests.operator_desk import signed_in as operator_signed_in
from tests.server.clock import SetClock
from tests.staff_desk import StaffAtDesk
from tests.web.good_requests import Good
from tests.web.request_shape import BYTES, random
from tests.web.worker_calls import steward
from wallet.app import create_app
from wallet.config import make

PATHS: dict[str, dict[str, Any]] = json.loads(Path("docs/openapi.json").read_text())["paths"]
OPERATIONS = {
    told["operationId"]: (method, path) for path, methods in PATHS.items() for method, told in methods.items()
}
ANSWERS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
CHECKS = [*ANSWERS, negative_data_rejection, unsupported_method, ignored_auth]


def can_be_wrong(operation: str) -> bool:
    """Whether it takes anything that the description is exact about: JSON or headers."""
    method, path = OPERATIONS[operation]
    told = PATHS[path][method]
    return "parameters" in told or "application/json" in told.get("requestBody", {}).get("content", {})


MODES = [
    pytest.param(operation, mode, id=f"{operation}-{mode.value}")
    for operation in OPERATIONS
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if mode is GenerationMode.POSITIVE or can_be_wrong(operation)
]
WIDE = {"network_requests_an_hour": 10**9, "network_guesses_an_hour": 10**9, "network_vaults_a_day": 10**9,
        "network_code_tries_an_hour": 10**9, "network_bytes_a_day": 10**15,
        "network_host_tries_a_minute": 10**9, "origin": "https://sacoche.example"}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One server with budgets that no test reaches."""
    clock = SetClock()
    folder = str(tmp_path_factory.mktemp("openapi"))
    made = in_process(create_app(make({"folder": folder, **WIDE}), clock), clock)
    yield made
    made.parts.close()


@pytest.fixture(scope="module")
def described(desk: Desk) -> schemathesis.BaseSchema:
    """The description, as a client reads it from the server."""
    # Who asks is said by `Alive`: a made-up cookie would be taken for data, and put right by ours.
    # A made-up body may be wrong and too large at once: then "too large" is a refusal as good as any.
    refused = {"expected-statuses": [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]}
    made = SchemathesisConfig.from_dict(
        {
            "generation": {"with-security-parameters": False},
            "checks": {"negative_data_rejection": refused},
        }
    )
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", desk.server, config=made)


def test_every_route_of_the_server_is_described_and_no_other(desk: Desk) -> None:
    assert isinstance(desk.server, Flask)
    served = {
        (method.lower(), rule.rule)
        for rule in desk.server.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint.split(".")[0] not in ("pages", "release")
    }
    assert served == set(OPERATIONS.values())


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_good_request_is_answered_as_described(
    desk: Desk, described: schemathesis.BaseSchema, operation: str
) -> None:
    method, path = OPERATIONS[operation]
    asked = Good(desk).request(operation)
    data: dict[str, Any] = {} if method == "get" else {"data": asked.sent, "content_type": asked.kind}
    for name, value in asked.cookies.items():
        desk.client.set_cookie(name, value)
    answer = desk.client.open(path, method=method.upper(), headers=asked.headers, **data)
    assert 200 <= answer.status_code < 300, answer.text
    case = described[path][method.upper()].Case(
        headers=asked.headers, media_type=asked.kind, body=asked.sent if asked.kind == BYTES else asked.body
    )
    case.validate_response(answer, checks=ANSWERS)


@pytest.mark.parametrize(("operation", "mode"), MODES)
def test_whatever_is_sent_is_answered_as_described(
    desk: Desk, described: schemathesis.BaseSchema, operation: str, mode: GenerationMode
) -> None:
    method, path = OPERATIONS[operation]
    told = described[path][method.upper()]
    schemes = [name for row in PATHS[path][method].get("security", []) for name in row]
    alive = Alive(desk)

    @settings(
        max_examples=40, deadline=None, database=None, phases=[Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=told.as_strategy(generation_mode=mode))
    def each(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS, **alive.shown(schemes))

    each()


class Alive:
    """Whoever may ask, of each kind; made anew where the last request ended it."""

    def __init__(self, desk: Desk) -> None:
        self.holder, self.host = settled(desk), signed_in(desk, f"host-{random().lower()}")
        self.operator = operator_signed_in(desk, f"operator-{random().lower()}")
        self.pc = enrolled(self.host)
        self.worker = steward(desk, random())

    def shown(self, schemes: list[str]) -> dict[str, Any]:
        """What goes with the next request: headers, or a cookie."""
        made = {
            "bearer": self._bearer,
            "host": lambda: _cookie(self.host),
            "operator": lambda: _cookie(self.operator),
            "kiosk": self._kiosk,
            "worker": self._worker,
        }
        return made[schemes[0]]() if schemes else {}

    def _bearer(self) -> dict[str, Any]:
        if self.holder.reads().status_code != 200 and self.holder.unlocks().status_code != 200:
            self.holder.makes_a_vault()
            self.holder.unlocks()
        return {"headers": self.holder.bearer}

    def _worker(self) -> dict[str, Any]:
        if self.worker.gets("worker/me").status_code != 200:
            self.worker.enters()
        return {"headers": self.worker.carried}

    def _kiosk(self) -> dict[str, Any]:
        return {"headers": {"Authorization": f"Kiosk {self.pc.token}"}}


def _cookie(one: StaffAtDesk) -> dict[str, Any]:
    cookies = one.cookie()
    # Named twice: the client takes it from one place, the checks look for it in the other.
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"cookies": cookies, "headers": {"Cookie": header}}

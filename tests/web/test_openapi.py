"""docs/openapi.json is the API: everything it says is so, and there is nothing besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.desk import Desk, SetClock
from tests.holder import Holder, settled
from tests.web.good_requests import BYTES, Good
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
        "network_code_tries_an_hour": 10**9, "network_bytes_a_day": 10**15}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One server with budgets that no test reaches."""
    clock = SetClock()
    folder = str(tmp_path_factory.mktemp("openapi"))
    made = Desk(create_app(make({"folder": folder, **WIDE}), clock), clock)
    yield made
    made.parts.close()


@pytest.fixture(scope="module")
def described(desk: Desk) -> schemathesis.BaseSchema:
    """The description, as a client reads it from the server."""
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", desk.app)


def test_every_route_of_the_server_is_described_and_no_other(desk: Desk) -> None:
    served = {
        (method.lower(), rule.rule)
        for rule in desk.app.url_map.iter_rules()
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
    bearer = "security" in PATHS[path][method]
    holder = settled(desk)

    @settings(
        max_examples=40, deadline=None, database=None, phases=[Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=told.as_strategy(generation_mode=mode))
    def each(case: Case[Any]) -> None:
        case.call_and_validate(headers=alive(holder) if bearer else {}, checks=CHECKS)

    each()


def alive(holder: Holder) -> dict[str, str]:
    """The session's header, of a new session and vault where the last request ended it."""
    if holder.reads().status_code != 200 and holder.unlocks().status_code != 200:
        holder.makes_a_vault()
        holder.unlocks()
    return holder.bearer

"""Every name that the browser code hands over stands where it is looked for.

How a name is followed through the code: tests/static/names/. That a wrong one is told: test_wrong_names.py.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.node import ROOT
from tests.static.name_faults import (
    faults,
    missing_endpoints,
    missing_methods,
    never_shown,
    not_practised,
)
from tests.static.page_names import PageNames, printed_pages
from tests.static.used_names import SCRIPTS, Use, bundles, read_uses

PRACTICE = "practice_worker.js"
NOT_A_FAULT = {
    # the list of cards leaves out the secret, which is a door too
    "no word doors.secret",
}
UNKNOWN = {
    # the forms of an export: the names of a table's rows
    ("ref", "views/export.js"),
}
"""Where the source does not tell a name at all."""
NOT_IN_PRACTICE = {
    # nobody invites in practice, and nobody is signed in at work: "not found", as for a wrong code
    *("GET /v1/worker/me", "GET /v1/worker/colleagues", "POST /v1/worker/join", "POST /v1/worker/enter"),
    *("POST /v1/worker/leave", "POST /v1/worker/renew", "POST /v1/worker/invite", "POST /v1/worker/sign"),
    *("POST /v1/worker/remove", "POST /v1/deposit/pass"),
    # nobody puts in a paper or a note, so there is none to fetch, to open or to report
    *("POST /v1/mailbox/get", "POST /v1/note/fetch", "POST /v1/share/open", "POST /v1/feedback"),
    # the wallet is open from the start, and nothing that opens it is ever typed
    *("POST /v1/recovery/start", "POST /v1/recovery/finish"),
    # no budget is ever used up
    "POST /v1/work",
    # a lock's other vault is met only by opening it
    *("POST /v1/vault/lock/take", "POST /v1/vault/lock/end"),
}
"""What the practice server does not answer, since no screen of it leads there."""


@pytest.fixture(scope="module")
def uses() -> list[Use]:
    return read_uses(ROOT / "tsconfig.json", SCRIPTS, sorted(bundles().values()))


@pytest.fixture(scope="module")
def pages() -> list[PageNames]:
    return printed_pages()


def test_every_word_template_screen_and_place_is_on_its_page(uses: list[Use], pages: list[PageNames]) -> None:
    found = [line for line in faults(uses, pages) if not any(known in line for known in NOT_A_FAULT)]
    assert not found, "\n".join(found)


def test_every_method_that_a_page_calls_is_one(uses: list[Use]) -> None:
    found = missing_methods(uses)
    assert not found, "\n".join(found)


def test_every_request_and_every_practice_route_is_in_the_api(uses: list[Use]) -> None:
    paths = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))["paths"]
    endpoints = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    found = missing_endpoints(uses, endpoints)
    assert not found, "\n".join(found)


def test_practice_answers_all_that_its_screens_lead_to(uses: list[Use]) -> None:
    assert not_practised(uses, PRACTICE) == NOT_IN_PRACTICE


def test_no_word_stands_that_no_script_shows(uses: list[Use], pages: list[PageNames]) -> None:
    assert never_shown(uses, pages) == set()


def test_hardly_a_name_is_beyond_what_the_source_tells(uses: list[Use]) -> None:
    unknown = [use for use in uses if any(name.split("/")[-1] == "*" for name in use.names)]
    assert {(use.kind, use.at.split(":")[0]) for use in unknown} == UNKNOWN


def test_the_code_is_read_whole(uses: list[Use]) -> None:
    found = Counter(use.kind for use in uses)
    least = {"word": 250, "template": 180, "ref": 450, "text": 180, "slot": 60, "go": 140, "method": 120}
    assert {kind: found[kind] for kind, n in least.items() if found[kind] < n} == {}
    assert found["request"] > 80
    assert all(use.entries for use in uses if use.kind == "word")

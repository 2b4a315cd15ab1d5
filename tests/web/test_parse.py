"""Bad bodies: refused by size, type and shape before anything is done with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, in_process, refused
from tests.server.clock import SetClock
from wallet import ids
from wallet.app import create_app
from wallet.config import make
from wallet.errors import BadRequest
from wallet.web import parse

ID = "A" * 22
GOOD = json.dumps({"door_id": ID})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One server is enough: no store is reached."""
    clock = SetClock()
    made = in_process(create_app(make({"folder": str(tmp_path)}), clock), clock)
    yield made
    made.parts.close()


def post(desk: Desk, body: bytes | str, kind: str = "application/json", **environ: object):  # type: ignore[no-untyped-def]
    """POST /v1/door/open with any body."""
    return desk.client.post("/v1/door/open", data=body, content_type=kind, environ_overrides=environ)


BAD = [
    " ", "{", "[]", "1", "null", '"x"', "{}", f'{{"door_id": "{ID}", "more": 1}}', f'{{"door_id": "{ID}"}} x',
    f'{{"door_id": "{ID}", "door_id": "{ID}"}}', '{"door_id": 1}', '{"door_id": null}', '{"door_id": ["A"]}',
    '{"door_id": NaN}', '{"door_id": 1e999}', '{"door_id": ""}', f'{{"door_id": "{ID}="}}',
    f'{{"door_id": "{ID[:-1]}B"}}', f'{{"door_id": "{ID}AA"}}', f'{{"door_id": "{ID[:-1]}+"}}',
    f'{{"door_id": "{ID}\\n"}}', f'{{"door_id": " {ID}"}}', '{"door_id": "\\ud800"}', "[" * 30_000,
    '{"door_id": ' + "9" * 5000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("body", BAD, ids=range(len(BAD)))
def test_a_body_of_another_shape_is_a_bad_request(desk: Desk, body: str) -> None:
    assert refused(post(desk, body), 400, "bad_request")


ODD = [GOOD.encode("utf-16"), b"\xff" + GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode()]


@pytest.mark.parametrize("body", ODD, ids=["utf-16", "latin", "mark"])
def test_a_body_in_another_encoding_is_a_bad_request(desk: Desk, body: bytes) -> None:
    assert refused(post(desk, body), 400, "bad_request")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_of_another_type_is_refused(desk: Desk, kind: str) -> None:
    assert refused(post(desk, GOOD, kind), 415, "bad_type")


def test_a_body_is_announced_and_small(desk: Desk) -> None:
    assert refused(post(desk, " " * 65_537), 413, "too_large")
    assert refused(post(desk, GOOD, CONTENT_LENGTH="10000000000"), 413, "too_large")
    assert refused(post(desk, GOOD, HTTP_TRANSFER_ENCODING="chunked"), 411, "length_required")
    for odd in ("-1", "+5", "0x10", "1_0", "9" * 30):
        assert refused(post(desk, GOOD, CONTENT_LENGTH=odd), 400, "bad_request")


def test_a_body_that_ends_early_is_a_bad_request(desk: Desk) -> None:
    assert refused(post(desk, GOOD, CONTENT_LENGTH=str(len(GOOD) + 1)), 400, "bad_request")


def test_a_good_body_is_read_to_its_end(desk: Desk) -> None:
    assert refused(post(desk, GOOD), 404, "not_found")
    assert refused(post(desk, GOOD, "application/json; charset=utf-8"), 404, "not_found")


def test_an_id_of_zeros_is_one_that_no_row_can_have() -> None:
    assert parse.identifier(ID) == ids.NOWHERE
    assert len(ids.NOWHERE) != ids.LENGTH
    assert parse.identifier("A" * 21 + "Q") == parse.new_identifier("A" * 21 + "Q") == bytes(15) + b"\1"
    with pytest.raises(BadRequest):
        parse.new_identifier(ID)


def test_a_path_that_takes_another_method_says_which(desk: Desk) -> None:
    answer = desk.client.get("/v1/door/open")
    assert refused(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "POST"

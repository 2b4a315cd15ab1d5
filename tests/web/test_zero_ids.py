"""The id of sixteen zeros is nobody's: nobody makes it theirs, and nothing that has it is ever shown."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.desk import BYTES, Desk, refused, sealed
from tests.operator_desk import signed_in
from tests.server import stores
from tests.web.mailbox_calls import ELSEWHERE, Box
from tests.web.share_calls import knock, made, opened
from wallet.crypto.address import mailbox_address
from wallet.crypto.bytes import b64

ZERO = bytes(16)
ANYBODY = {"sig": os.urandom(64)}
"""What a stand-in shows: its mailboxes are there under their names, with keys that open nothing."""
VOUCHER = b"WV1/voucher\0"


def puts_in(desk: Desk, mailbox: str) -> TestResponse:
    """Somebody drops a paper, if they are let."""
    body = sealed()
    told = desk.post("deposit/ticket", {"mailbox": mailbox, "bytes": len(body)})
    if told.json is None or told.status_code != 200:
        return told
    headers = {"X-Mailbox": mailbox, "X-Deposit": b64(os.urandom(16)), "X-Ticket": told.json["ticket"]}
    return desk.client.put("/v1/deposit", data=body, headers=headers, content_type=BYTES)


def shown(answer: TestResponse) -> dict[str, Any]:
    """What a look into a mailbox shows."""
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json or {}
    return {name: told[name] for name in ("deposits", "notes")}


NOTHING: dict[str, Any] = {"deposits": [], "notes": []}


def test_nobody_makes_a_mailbox_with_the_id_zero(desk: Desk) -> None:
    assert refused(desk.post("mailbox/put", {**Box(desk).wanted(), "id": b64(ZERO)}), 400, "bad_request")


def test_a_locked_wallet_is_shown_no_paper_that_nobody_sent_it(desk: Desk) -> None:
    mine, trap = Box(desk), Box(desk)
    assert mine.is_made().status_code == 201
    desk.post("mailbox/put", {**trap.wanted(), "id": b64(ZERO)})
    puts_in(desk, b64(ZERO))
    desk.post("note/put", {**trap.note(), "mailbox": b64(ZERO)})
    assert shown(mine.fetched(**ANYBODY)) == NOTHING
    assert shown(Box(desk).fetched()) == NOTHING


@pytest.fixture
def trap(desk: Desk) -> Box:
    """A mailbox that was made with the id zero before this was refused, with a paper and a note in it."""
    box = Box(desk)
    assert box.is_made().status_code == 201
    assert box.is_given(address=ELSEWHERE).status_code == 201
    assert desk.post("note/put", box.note()).status_code == 201
    there = stores.rows(desk.parts)
    stores.empty(desk.parts)
    there["mailbox"][0]["id"] = ZERO
    for row in there["deposit"] + there["note"] + there["place"]:
        row["mailbox_id"] = ZERO
    stores.insert(desk.parts, there)
    return box


@pytest.mark.usefixtures("trap")
def test_what_lies_in_a_mailbox_zero_from_before_is_shown_to_nobody(desk: Desk) -> None:
    mine, note = Box(desk), stores.rows(desk.parts)["note"][0]["id"]
    assert mine.is_made().status_code == 201
    assert shown(mine.fetched(**ANYBODY)) == NOTHING
    assert shown(mine.fetched(id=ZERO)) == NOTHING
    assert isinstance(note, bytes)
    assert mine.some([b64(note)], **ANYBODY) == []
    assert mine.some([b64(note)], id=ZERO) == []


@pytest.mark.usefixtures("trap")
def test_a_mailbox_zero_from_before_takes_nothing_more(desk: Desk) -> None:
    before = stores.rows(desk.parts)
    assert refused(desk.post("mailbox/info", {"id": b64(ZERO)}), 404, "not_found")
    assert refused(puts_in(desk, b64(ZERO)), 404, "not_found")
    assert refused(desk.post("note/put", {**Box(desk).note(), "mailbox": b64(ZERO)}), 404, "not_found")
    assert stores.rows(desk.parts) == before


def test_its_maker_does_not_get_into_a_mailbox_zero_from_before(desk: Desk, trap: Box) -> None:
    asked = {"vault_id": b64(ZERO)}
    nonce = (desk.post("session/nonce", asked).json or {})["nonce"]
    proof = {**trap.proof(id=ZERO), "nonce": nonce}
    assert shown(desk.post("mailbox/fetch", proof)) == NOTHING


@pytest.mark.parametrize("voucher", [b"", ZERO], ids=["nothing", "zero"])
def test_a_note_with_the_voucher_of_nothing_opens_no_share(desk: Desk, voucher: bytes) -> None:
    box = Box(desk)
    door = box.door(voucher)
    made(desk, door)
    assert box.is_made().status_code == 201
    left = {**box.note(), "voucher_hash": b64(sha256(VOUCHER + voucher).digest())}
    assert desk.post("note/put", left).status_code == 201
    assert refused(knock(desk, door), 404, "not_found")


def test_a_key_with_its_voucher_opens_as_before(desk: Desk) -> None:
    box = Box(desk)
    door = box.door()
    made(desk, door)
    assert box.is_made().status_code == 201
    assert desk.post("note/put", box.note()).status_code == 201
    opened(knock(desk, door, voucher=box.voucher))


def test_a_mailbox_zero_from_before_is_no_address_of_an_organisation(desk: Desk, trap: Box) -> None:
    one = signed_in(desk, "ines")
    asked = {"name": "Samusocial", "address": mailbox_address(ZERO, trap.keys.recipient)}
    assert refused(one.posts("organisations/add", asked), 404, "not_found")


def test_a_batch_names_a_zero_id_among_the_missing(desk: Desk) -> None:
    paper, _ = desk.kept()
    items = [{"id": b64(ZERO), "write": b64(paper.write)}, paper.shown()]
    answer = desk.post("blob/renew", {"items": items})
    assert json.loads(answer.data) == {"missing": [b64(ZERO)]}

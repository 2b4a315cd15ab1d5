"""Sealed papers over the API: put, got, renewed, rotated, deleted, on both pairs of stores."""

from __future__ import annotations

import os

import pytest

from tests.desk import AGE, Desk, Paper, refused, sealed
from wallet import tokens
from wallet.clock import month
from wallet.crypto.bytes import b64
from wallet.crypto.format import BLOB_MAX
from wallet.models import Blob, LooseObject


def row(desk: Desk, paper: Paper) -> Blob:
    with desk.parts.database.read() as session:
        blob = session.get(Blob, paper.id)
    assert blob is not None
    return blob


def loose(desk: Desk) -> list[LooseObject]:
    with desk.parts.database.read() as session:
        return list(session.query(LooseObject))


def test_a_paper_comes_back_as_it_was_put(desk: Desk) -> None:
    for bucket in (0, 1, 7):
        paper, body = desk.kept(bucket)
        answer = desk.get_blob(paper)
        assert answer.status_code == 200
        assert answer.data == body
        assert answer.headers["Content-Length"] == str(len(body))
    assert loose(desk) == []


def test_a_part_of_a_paper_comes_back(desk: Desk) -> None:
    paper, body = desk.kept()
    answer = desk.get_blob(paper, {"Range": "bytes=100-199"})
    assert (answer.status_code, answer.data) == (206, body[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(body)}"
    assert desk.get_blob(paper, {"Range": "bytes=-7"}).data == body[-7:]
    assert desk.get_blob(paper, {"Range": f"bytes={len(body) - 1}-"}).data == body[-1:]
    assert desk.get_blob(paper, {"Range": "bytes=1-2,5-6"}).data == body
    assert desk.get_blob(paper, {"Range": "nonsense"}).data == body
    assert refused(desk.get_blob(paper, {"Range": f"bytes={len(body)}-"}), 400, "bad_request")


def test_without_the_read_token_there_is_nothing(desk: Desk) -> None:
    paper, _ = desk.kept()
    wrong = Paper(id=paper.id)
    assert refused(desk.get_blob(wrong), 404, "not_found")
    assert desk.get_blob(wrong).data == desk.get_blob(Paper()).data


def test_an_id_is_used_once(desk: Desk) -> None:
    paper, body = desk.kept()
    assert refused(desk.put_blob(paper, sealed()), 409, "exists")
    assert desk.get_blob(paper).data == body
    assert loose(desk) == []


def test_a_ticket_pays_one_body_of_its_size(desk: Desk) -> None:
    ticket, body = desk.ticket(), sealed()
    assert refused(desk.put_blob(Paper(), body, os.urandom(16)), 403, "ticket")
    assert refused(desk.put_blob(Paper(), body, desk.ticket(len(body) - 1)), 403, "ticket")
    assert desk.put_blob(Paper(), body, ticket).status_code == 201
    assert refused(desk.put_blob(Paper(), body, ticket), 403, "ticket")


def test_a_write_of_which_nothing_came_costs_no_ticket(desk: Desk) -> None:
    ticket = desk.ticket()
    assert refused(desk.put_blob(Paper(), b"no age file" * 9000, ticket), 422, "not_age")
    assert desk.put_blob(Paper(), sealed(), ticket).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7" + bytes(70_000),
        AGE,
        AGE + bytes(16),
        sealed() + b"x",
        sealed()[:-1],
        AGE.replace(b"v1", b"v2") + bytes(66_000),
        AGE[:-1] + bytes(66_000),
        b"x",
    ],
)
def test_what_is_no_age_file_of_a_bucket_is_refused(desk: Desk, body: bytes) -> None:
    paper = Paper()
    assert refused(desk.put_blob(paper, body), 422, "not_age")
    assert refused(desk.get_blob(paper), 404, "not_found")


def test_too_much_is_refused_before_it_is_read(desk: Desk) -> None:
    assert refused(desk.put_blob(Paper(), b"x", announced=BLOB_MAX + 1), 413, "too_large")


def test_a_cut_line_leaves_nothing_and_the_ticket_is_good_again(desk: Desk) -> None:
    paper, body, ticket = Paper(), sealed(3), desk.ticket()
    for sent in (0, 1, len(AGE), 4096, 5000, len(body) - 1):
        answer = desk.put_blob(paper, body[:sent], ticket, announced=len(body))
        assert refused(answer, 400, "bad_request"), sent
        assert refused(desk.get_blob(paper), 404, "not_found")
    assert desk.put_blob(paper, body, ticket).status_code == 201
    assert desk.get_blob(paper).data == body


def test_a_new_paper_is_kept_a_week_and_a_renewed_one_five_years(desk: Desk) -> None:
    paper, _ = desk.kept()
    assert row(desk, paper).lease_until == month(desk.clock.at)
    assert desk.missing("blob/renew", paper.shown()) == []
    assert row(desk, paper).lease_until == month(desk.clock.at) + 60
    stranger = Paper(id=paper.id)
    assert desk.missing("blob/renew", stranger.shown(), Paper(id=bytes(16)).shown()) == [paper.id, bytes(16)]


def test_a_deleted_paper_is_gone_and_only_its_owner_deletes_it(desk: Desk) -> None:
    paper, body = desk.kept()
    other, other_body = desk.kept()
    assert desk.missing("blob/delete", Paper(id=paper.id).shown()) == [paper.id]
    assert desk.get_blob(paper).data == body
    assert desk.missing("blob/delete", paper.shown()) == []
    assert refused(desk.get_blob(paper), 404, "not_found")
    assert desk.missing("blob/delete", paper.shown()) == [paper.id]
    assert desk.get_blob(other).data == other_body


def test_rotating_gives_new_tokens_and_may_be_repeated(desk: Desk) -> None:
    paper, body = desk.kept()
    new = Paper(id=paper.id)
    change = paper.shown(read_hash=tokens.hashed(new.read), write_hash=tokens.hashed(new.write))
    for _ in range(2):
        assert desk.missing("blob/rotate", change) == []
        assert refused(desk.get_blob(paper), 404, "not_found")
        assert desk.get_blob(new).data == body
    other = paper.shown(read_hash=bytes(32), write_hash=bytes(32))
    assert desk.missing("blob/rotate", other) == [paper.id]
    assert desk.missing("blob/delete", new.shown()) == []


def test_a_wallet_is_no_file_host(desk: Desk) -> None:
    paper, _ = desk.kept()
    for _ in range(desk.parts.config.downloads_a_day):
        assert desk.get_blob(paper).status_code == 200
    answer = desk.get_blob(paper)
    assert refused(answer, 429, "slow_down")
    assert answer.headers["Retry-After"] == str(12 * 3600)
    desk.clock.forward(hours=12)
    assert desk.get_blob(paper).status_code == 200


@pytest.mark.parametrize(
    "path", ["blob/get", "blob/delete", "blob/renew", "blob/rotate", "grant/put", "grant/get"]
)
def test_no_call_on_a_paper_takes_a_session(desk: Desk, path: str) -> None:
    answer = desk.post(path, {}, {"Authorization": f"Bearer {b64(bytes(32))}"})
    assert refused(answer, 400, "bad_request")


def test_a_batch_has_a_limit(desk: Desk) -> None:
    items = [Paper().shown() for _ in range(200)]
    assert len(desk.missing("blob/delete", *items)) == 200
    assert refused(desk.post("blob/delete", {"items": [*items, Paper().shown()]}), 400, "bad_request")
    assert refused(desk.post("blob/delete", {"items": []}), 400, "bad_request")

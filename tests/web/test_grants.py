"""Grants over the API: a second right to read that ends, on both pairs of stores."""

from __future__ import annotations

import pytest

from tests.desk import Desk, Paper, refused
from tests.web import share_calls as calls
from tests.web.share_calls import Grant, Shared, put_grants
from wallet.clock import DAY
from wallet.crypto.bytes import b64
from wallet.models import Grant as Row


def granted(desk: Desk, paper: Paper, share: Shared | None = None, **terms: int) -> Grant:
    grant = Grant(paper, share or Shared())
    answer = put_grants(desk, grant.shown(desk, **terms))
    assert answer.status_code == 201, answer.text
    return grant


def test_a_grant_reads_until_its_end(desk: Desk) -> None:
    paper, body = desk.kept()
    grant = granted(desk, paper)
    assert grant.get(desk).data == body
    assert grant.get(desk, {"Range": "bytes=5-9"}).data == body[5:10]
    desk.clock.forward(minutes=29, seconds=59)
    assert grant.get(desk).data == body
    desk.clock.forward(seconds=1)
    assert refused(grant.get(desk), 404, "not_found")


def test_a_grant_starts_when_its_share_does(desk: Desk) -> None:
    paper, body = desk.kept()
    grant = granted(desk, paper, not_before=desk.clock.now + 60)
    assert refused(grant.get(desk), 404, "not_found")
    desk.clock.forward(minutes=1)
    assert grant.get(desk).data == body


def test_without_its_token_a_grant_reads_nothing(desk: Desk) -> None:
    paper, _ = desk.kept()
    grant = granted(desk, paper)
    assert refused(Grant(paper, Shared(), id=grant.id).get(desk), 404, "not_found")
    assert refused(Grant(paper, Shared()).get(desk), 404, "not_found")


def test_grants_are_made_all_or_none_and_by_the_owner_only(desk: Desk) -> None:
    paper, _ = desk.kept()
    good, bad = Grant(paper, Shared()), Grant(Paper(id=paper.id), Shared())
    assert refused(put_grants(desk, good.shown(desk), bad.shown(desk)), 404, "not_found")
    assert refused(good.get(desk), 404, "not_found")
    assert put_grants(desk, good.shown(desk)).status_code == 201
    assert refused(put_grants(desk, good.shown(desk)), 409, "exists")


@pytest.mark.parametrize("ahead", [0, -5, 366 * DAY + 301])
def test_a_grant_ends_within_a_year(desk: Desk, ahead: int) -> None:
    paper, _ = desk.kept()
    row = Grant(paper, Shared()).shown(desk, expires_at=desk.clock.now + ahead)
    assert refused(put_grants(desk, row), 400, "bad_request")


def test_a_grant_dies_with_its_paper_and_with_new_tokens(desk: Desk) -> None:
    (kept, _), (gone, _) = desk.kept(), desk.kept()
    first, second = granted(desk, kept), granted(desk, gone)
    assert desk.missing("blob/rotate", kept.shown(read_hash=bytes(32), write_hash=bytes(32))) == []
    assert desk.missing("blob/delete", gone.shown()) == []
    assert refused(first.get(desk), 404, "not_found")
    assert refused(second.get(desk), 404, "not_found")
    with desk.parts.database.read() as session:
        assert session.query(Row).count() == 0


def test_ending_a_share_ends_its_grants_and_no_other(desk: Desk) -> None:
    paper, body = desk.kept()
    share, other = calls.made(desk), calls.made(desk)
    mine, theirs = granted(desk, paper, share), granted(desk, paper, other)
    assert calls.end(desk, share, mine.id, theirs.id).status_code == 204
    assert refused(mine.get(desk), 404, "not_found")
    assert theirs.get(desk).data == body
    assert calls.end(desk, share, mine.id).status_code == 204


def test_no_column_of_a_grant_tells_its_times_or_its_share(desk: Desk) -> None:
    paper, _ = desk.kept()
    share = calls.made(desk)
    grant = granted(desk, paper, share)
    with desk.parts.database.read() as session:
        row = session.get(Row, grant.id)
    assert row is not None
    values = [getattr(row, column.name) for column in Row.__table__.columns]
    for told in (share.id, share.owner, share.link.id):
        assert not any(isinstance(value, bytes) and told in value for value in values)
    assert row.day == (desk.clock.now + 1800) // DAY
    assert desk.clock.now.to_bytes(8, "big") not in row.times


def test_many_downloads_of_a_grant_leave_the_owner_theirs(desk: Desk) -> None:
    paper, body = desk.kept()
    grant = granted(desk, paper)
    for _ in range(desk.parts.config.downloads_a_day):
        assert grant.get(desk).status_code == 200
    assert refused(grant.get(desk), 429, "slow_down")
    assert desk.get_blob(paper).data == body
    assert b64(grant.id) not in grant.get(desk).text


def test_ten_grants_of_a_blob_have_one_budget(desk: Desk) -> None:
    paper, _body = desk.kept()
    grants = [granted(desk, paper) for _ in range(10)]
    other, _ = desk.kept()
    for i in range(desk.parts.config.downloads_a_day):
        assert grants[i % 10].get(desk).status_code == 200
    assert [refused(grant.get(desk), 429, "slow_down") for grant in grants] == [True] * 10
    assert granted(desk, other).get(desk).status_code == 200

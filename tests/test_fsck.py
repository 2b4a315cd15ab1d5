"""`wallet fsck`: a wrong key is seen, what goes on meanwhile is no fault, an alarm is not a remark."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, Paper
from tests.installation import Installation, installation
from tests.test_generations import removed
from tests.test_upkeep import kept
from wallet.blobs import open_store
from wallet.crypto.at_rest import AtRest
from wallet.db import Base
from wallet.models import Blob, Feedback, Host, Lock, Operator
from wallet.upkeep import fsck
from wallet.upkeep.sealed_rows import KINDS, WRONG

__all__ = ["installation"]
WALLET = Path(__file__).parent.parent / "wallet"


def host(row: bytes, key: AtRest) -> Base:
    return Host(id=row, name="h", password_hash="", totp_secret=key.seal("host.totp_secret", row, b"s"))


def operator(row: bytes, key: AtRest) -> Base:
    return Operator(
        id=row, name="o", password_hash="", totp_secret=key.seal("operator.totp_secret", row, b"s")
    )


def words(row: bytes, key: AtRest) -> Base:
    return Feedback(id=row, month=600, about="help", words=key.seal("feedback.words", row, b"w"))


def lock(row: bytes, key: AtRest) -> Base:
    return Lock(id=row, day=30000, sealed=key.seal("lock.sealed", row, b"l"))


def found(desk: Desk, key: AtRest) -> list[tuple[int, str]]:
    parts = desk.parts
    findings = fsck.check(parts.database, parts.blobs, key, desk.clock(), repair=False)
    return [(one.count, one.what) for one in findings]


@pytest.mark.parametrize("made", [host, operator, words, lock])
def test_a_wrong_key_file_is_seen_by_any_row_that_was_sealed(
    desk: Desk, made: Callable[[bytes, AtRest], Base]
) -> None:
    with desk.parts.database.write() as session:
        session.add(made(os.urandom(16), desk.parts.at_rest))
    assert found(desk, desk.parts.at_rest) == []
    assert found(desk, AtRest([os.urandom(32)])) == [(1, WRONG)]


def test_rows_that_do_not_open_among_those_that_do_are_told_by_their_kind(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.add(words(os.urandom(16), desk.parts.at_rest))
        session.add(lock(os.urandom(16), AtRest([os.urandom(32)])))
    said = "rows (lock.sealed) that no key of the at-rest key file opens"
    assert found(desk, desk.parts.at_rest) == [(1, said)]


def test_every_kind_that_the_server_seals_is_looked_at() -> None:
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.c}
    text = "\n".join(file.read_text() for file in WALLET.glob("*.py"))
    constants = {one for one in re.findall(r'^\w+(?:: Final)? = "(\w+\.\w+)"$', text, re.MULTILINE)}
    accounts = {"host.totp_secret", "operator.totp_secret"}
    assert (constants & columns) | accounts == {kind.place for kind in KINDS}


class Slow:
    """A store; something goes on once its bodies were listed."""

    def __init__(self, desk: Desk, meanwhile: Callable[[], object]) -> None:
        self.get = desk.parts.blobs.get
        self._listed, self._meanwhile = desk.parts.blobs.listed, meanwhile

    def listed(self) -> Iterator[tuple[str, int, float]]:
        yield from self._listed()
        self._meanwhile()


def test_what_comes_or_goes_during_a_check_is_no_fault_and_what_is_lost_is(desk: Desk) -> None:
    paper, _ = kept(desk)
    desk.clock.at = desk.clock.at.replace(year=2050)
    desk.missing("blob/renew", paper.shown())
    parts = desk.parts

    def said(meanwhile: Callable[[], object]) -> list[str]:
        store = Slow(desk, meanwhile)
        findings = fsck.check(parts.database, store, parts.at_rest, desk.clock(), repair=False)  # type: ignore[arg-type]
        return [one.what for one in findings]

    assert said(lambda: kept(desk)) == []
    assert said(lambda: removed(desk, paper)) == []
    lost, _ = kept(desk)
    parts.blobs.delete(key_of(desk, lost))
    assert said(lambda: None) == ["papers whose body is missing from the store"]


def key_of(desk: Desk, paper: Paper) -> str:
    with desk.parts.database.read() as session:
        return session.get_one(Blob, paper.id).object_key


def test_an_alarm_ends_with_1_and_a_remark_does_not(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(installation.config)
    (key,) = [key for key, _length, _put in store.listed()]
    body = b"".join(store.get(key)[0])
    store.put("0" * 32, io.BytesIO(b"body"), 4)
    monkeypatch.setattr(fsck, "GRACE", -(10**9))  # what lies in the store is no upload any more
    remark = "remark: 1 bodies in the store that no paper names\n"
    assert installation.says("fsck") == (0, f"{remark}Database and store agree.\n")
    store.delete(key)
    missing = "alarm: 1 papers whose body is missing from the store\n"
    assert installation.says("fsck") == (1, missing + remark)
    store.put(key, io.BytesIO(body), len(body))
    assert installation.says("fsck")[0] == 0

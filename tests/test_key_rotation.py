"""`wallet key rotate`: people open before it, after it, and where it was cut."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.desk import Desk
from tests.holder import Door, settled
from tests.installation import Installation, installation
from tests.web.lock_calls import StandIn, wish
from wallet import in_use
from wallet.crypto.at_rest import AtRest, read_keys
from wallet.crypto.bytes import b64, unb64
from wallet.db import Database
from wallet.models import Door as DoorRow
from wallet.models import Feedback, Operator
from wallet.upkeep import key_rotation
from wallet.upkeep.sealed_rows import KINDS

__all__ = ["installation"]
ROTATE = ("key", "rotate")


class People:
    """One whose door opens, and one who locked their wallet, with a door behind which a stand-in lies."""

    def __init__(self, desk: Desk) -> None:
        self.holder, self.door = settled(desk), Door()
        self.holder.puts(self.door)
        self.locked, self.swapped, self.stand_in = settled(desk), Door(), StandIn(desk)
        self.locked.puts(self.swapped)
        assert self.stand_in.makes_a_vault().status_code == 201
        asked = wish(self.locked, self.stand_in, {self.swapped: self.stand_in.box}, hours=23)
        assert self.locked.asks("vault/lock", asked).status_code == 204

    def are_served(self, desk: Desk) -> None:
        """All is as it was: the door opens, the session begins, the lock lasts."""
        for person in (self.holder, self.locked):
            person.desk, person.client = desk, desk.server.test_client()
        assert box(desk, self.door) == self.door.box
        assert self.holder.unlocks().status_code == 200
        assert box(desk, self.swapped) == self.stand_in.box
        assert self.locked.unlocks().status_code == 404


def box(desk: Desk, door: Door) -> bytes:
    answer = desk.post("door/open", {"door_id": b64(door.id)})
    assert answer.json is not None, answer.status_code
    return unb64(answer.json["box"], len(door.box))


@contextmanager
def rows(made: Installation) -> Iterator[Session]:
    database = Database(made.config.database)
    try:
        with database.write() as session:
            yield session
    finally:
        database.close()


def keys(made: Installation) -> list[bytes]:
    return read_keys(made.config.at_rest_key.read_text())


def sealed_by(made: Installation) -> set[bytes]:
    """The first bytes of all that is sealed (docs/format.md: the id of the key)."""
    with rows(made) as session:
        found = [session.scalars(select(kind.sealed)).all() for kind in KINDS]
    return {sealed[:4] for kind in found for sealed in kind if sealed is not None}


def key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"WV1/at-rest/id\0" + key).digest()[:4]


def forget_old_keys(made: Installation) -> None:
    file = made.config.at_rest_key
    file.write_text(file.read_text().splitlines()[0] + "\n")


def used(made: Installation) -> People:
    with made.runs() as desk:
        return People(desk)


def test_people_open_before_and_after_and_nothing_needs_the_old_key(installation: Installation) -> None:
    people = used(installation)
    (old,) = keys(installation)
    status, said = installation.says(*ROTATE)
    assert status == 0, said
    new, kept = keys(installation)
    assert kept == old
    assert said.startswith("A new key seals; ")
    assert sealed_by(installation) == {key_id(new)}
    with installation.runs() as desk:
        people.are_served(desk)
    forget_old_keys(installation)
    with installation.runs() as desk:
        people.are_served(desk)


@pytest.mark.parametrize("done", [0, 2])
def test_one_that_was_cut_is_gone_on_with_and_people_open_meanwhile(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    people = used(installation)
    (old,) = keys(installation)
    with monkeypatch.context() as cut:
        cut.setattr(key_rotation, "AT_ONCE", 1)
        cut.setattr(key_rotation, "_seal", cut_after(done))
        with pytest.raises(InterruptedError):
            installation.says(*ROTATE)
    new, _old = keys(installation)
    with installation.runs() as desk:
        people.are_served(desk)
        late = Door()
        people.holder.puts(late)
    assert key_id(old) in sealed_by(installation)
    status, said = installation.says(*ROTATE)
    assert (status, keys(installation)) == (0, [new, old])
    assert said.startswith("An earlier rotation is finished: ")
    assert sealed_by(installation) == {key_id(new)}
    forget_old_keys(installation)
    with installation.runs() as desk:
        people.are_served(desk)
        assert box(desk, late) == late.box


def cut_after(rows: int):  # type: ignore[no-untyped-def]
    """The sealing of one row, which is cut after so many."""
    whole = key_rotation._seal
    done: list[None] = []

    def seal(*arguments):  # type: ignore[no-untyped-def]
        if len(done) == rows:
            raise InterruptedError
        done.append(None)
        return whole(*arguments)

    return seal


def test_it_is_refused_while_the_wallet_runs(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with installation.runs(), monkeypatch.context() as hurry:
        hurry.setattr(in_use, "PATIENCE", 0)
        status, said = installation.says(*ROTATE, "--yes")
        assert (status, len(keys(installation))) == (2, 1)
        assert said.endswith("`wallet run` is running; stop it first\n")
    assert installation.says(*ROTATE)[0] == 0


def test_a_start_is_refused_while_keys_are_changed(installation: Installation) -> None:
    with in_use.alone(installation.config.run):
        assert "the keys at rest are being changed" in installation.starts()
    with installation.runs():
        pass


def test_another_machine_on_the_same_database_is_seen(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    if installation.config.embedded_database:
        pytest.skip("one machine alone uses SQLite's file")
    with rows(installation) as session, monkeypatch.context() as hurry:
        hurry.setattr(in_use, "PATIENCE", 0)
        session.scalars(select(DoorRow.id)).all()
        status, said = installation.says(*ROTATE)
        assert (status, len(keys(installation))) == (2, 1)
        assert "1 others use the database" in said
        assert installation.says(*ROTATE, "--yes")[0] == 0


def test_door_ids_get_a_new_key_where_asked(installation: Installation) -> None:
    people = used(installation)
    assert installation.says(*ROTATE, "--doors")[0] == 0
    assert len(read_keys(installation.config.door_key.read_text())) == 2
    with installation.runs() as desk:
        people.are_served(desk)
    door_file = installation.config.door_key
    door_file.write_text(door_file.read_text().splitlines()[0] + "\n")
    with installation.runs() as desk:
        people.are_served(desk)  # their doors moved when they were opened


def test_every_kind_of_sealed_row_is_sealed_anew(installation: Installation) -> None:
    at_rest = AtRest(keys(installation))
    with rows(installation) as session:
        session.add(words(at_rest))
        session.add(operator(at_rest))
    assert installation.says(*ROTATE)[0] == 0
    now = AtRest(keys(installation)[:1])
    with rows(installation) as session:
        said, who = session.scalars(select(Feedback)).one(), session.scalars(select(Operator)).one()
        assert now.open("feedback.words", said.id, said.words) == b"w"
        assert now.open("operator.totp_secret", who.id, who.totp_secret) == b"s"


def words(at_rest: AtRest) -> Feedback:
    row = os.urandom(16)
    return Feedback(id=row, month=600, about="help", words=at_rest.seal("feedback.words", row, b"w"))


def operator(at_rest: AtRest) -> Operator:
    row = os.urandom(16)
    secret = at_rest.seal("operator.totp_secret", row, b"s")
    return Operator(id=row, name="o", password_hash="", totp_secret=secret)


def test_a_wrong_key_file_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    file = installation.config.at_rest_key
    right = file.read_text()
    file.write_text(b64(os.urandom(32)) + "\n")
    wrong = file.read_text()
    status, said = installation.says(*ROTATE)
    assert (status, file.read_text()) == (2, wrong)
    assert "opens none" in said
    file.write_text(right)
    assert installation.says(*ROTATE)[0] == 0


def test_fsck_tells_what_waits_for_it_as_a_remark(installation: Installation) -> None:
    used(installation)
    file = installation.config.at_rest_key
    file.write_text(b64(os.urandom(32)) + "\n" + file.read_text())
    status, said = installation.says("fsck")
    assert status == 0
    assert "rows that an older key of the at-rest key file sealed" in said
    assert installation.says(*ROTATE)[0] == 0
    assert "older key" not in installation.says("fsck")[1]

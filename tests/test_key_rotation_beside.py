"""`wallet key rotate` beside what else an operator does: links to key files, back-ups, accounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.installation import Installation
from tests.test_key_rotation import ROTATE, keys, operator, rows
from wallet.crypto.at_rest import AtRest, read_keys
from wallet.models import Operator
from wallet.upkeep import dump, key_files, key_rotation


@pytest.fixture
def embedded(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "var", {}, dict)
    made.is_used()
    return made


def test_the_file_behind_a_link_gets_the_new_line_and_the_link_stays(embedded: Installation) -> None:
    link, behind = embedded.config.at_rest_key, embedded.folder / "mounted" / "at_rest.key"
    behind.parent.mkdir()
    link.rename(behind)
    link.symlink_to(behind)
    assert embedded.says(*ROTATE)[0] == 0
    assert link.is_symlink()
    assert len(read_keys(behind.read_text())) == 2
    assert [one.name for one in behind.parent.iterdir()] == ["at_rest.key"]


def test_a_back_up_during_which_the_key_changes_has_the_new_key(
    embedded: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = dump.take

    def after_a_rotation(*given):  # type: ignore[no-untyped-def]
        assert embedded.says(*ROTATE)[0] == 0
        return whole(*given)

    kept = tmp_path / "keys"
    asked = ("backup", tmp_path / "backup", "--keys", kept)
    assert embedded.says(*asked)[0] == 0
    assert len(read_keys((kept / key_files.AT_REST).read_text())) == 1
    monkeypatch.setattr(dump, "take", after_a_rotation)
    assert embedded.says(*asked)[0] == 0
    assert read_keys((kept / key_files.AT_REST).read_text()) == keys(embedded)


def test_a_secret_that_is_new_meanwhile_is_not_replaced_by_the_former(
    embedded: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, whole = AtRest(keys(embedded)), key_rotation._after
    place = "operator.totp_secret"
    with rows(embedded) as session:
        session.add(operator(old))

    def before_a_reset(database, kind, last):  # type: ignore[no-untyped-def]
        """As `wallet operator reset` does, which began with the old key."""
        found = whole(database, kind, last)
        if found and kind.place == place and len(keys(embedded)) == 2:
            with rows(embedded) as session:
                for who in session.scalars(select(Operator)):
                    who.totp_secret = old.seal(place, who.id, b"new")
        return found

    with monkeypatch.context() as beside:
        beside.setattr(key_rotation, "_after", before_a_reset)
        assert embedded.says(*ROTATE)[0] == 0
    assert secret(embedded, place) == b"new"
    assert embedded.says(*ROTATE)[1].startswith("An earlier rotation is finished: 1 ")
    assert secret(embedded, place) == b"new"


def secret(made: Installation, place: str) -> bytes:
    with rows(made) as session:
        who = session.scalars(select(Operator)).one()
        return AtRest(keys(made)).open(place, who.id, who.totp_secret)

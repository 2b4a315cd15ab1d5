"""`wallet seed epoch`: a new seed on an installation that runs, and the end of the former one."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
import rbcl

from tests.desk import Desk
from tests.installation import Installation
from wallet import clock_command, secrets_files
from wallet.crypto.bytes import b64
from wallet.errors import ConfigError

NOBODY = 65534


@pytest.fixture
def made(tmp_path: Path) -> Installation:
    installed = Installation(tmp_path / "var", {}, dict)
    installed.is_used()
    return installed


def seeds(made: Installation) -> dict[str, bytes]:
    """What lies in the folder, but for the identity."""
    return {
        path.name: path.read_bytes() for path in (made.folder / "oprf").iterdir() if path.name != "identity"
    }


def refused(made: Installation, *more: str) -> str:
    """The one line of a refusal, which changes nothing."""
    before = seeds(made)
    status, said = made.says("seed", "epoch", *more)
    assert (status, len(said.splitlines()), seeds(made)) == (2, 1, before), said
    return said


def test_a_new_seed_lies_beside_the_present_one_and_belongs_to_its_owner(made: Installation) -> None:
    (first,) = seeds(made).items()
    if not os.geteuid():
        os.chown(made.folder / "oprf/seed-1", NOBODY, NOBODY)
    status, said = made.says("seed", "epoch")
    assert status == 0, said
    day = (clock_command.now(made.config) + timedelta(days=730)).date()
    assert f"may end on {day}" in said
    held = seeds(made)
    assert first in held.items()
    assert (set(held), len(held["seed-2"])) == ({"seed-1", "seed-2"}, 32)
    assert held["seed-2"] != held["seed-1"]
    new, old = ((made.folder / "oprf" / name).stat() for name in ("seed-2", "seed-1"))
    assert (stat.S_IMODE(new.st_mode), new.st_uid, new.st_gid) == (0o600, old.st_uid, old.st_gid)


def test_two_epochs_at_most_and_an_end_that_is_meant(made: Installation) -> None:
    assert "no former seed" in refused(made, "end", "--yes")
    assert made.says("seed", "epoch")[0] == 0
    assert "seed-1 lasts still" in refused(made)
    assert "dies; with `--yes`" in refused(made, "end")
    newest = seeds(made)["seed-2"]
    assert made.says("seed", "epoch", "end", "--yes")[0] == 0
    assert seeds(made) == {"seed-2": newest}
    assert "no former seed" in refused(made, "end", "--yes")
    assert made.says("seed", "epoch")[0] == 0
    assert set(seeds(made)) == {"seed-2", "seed-3"}


def test_there_is_no_new_epoch_where_the_seeds_are_not_there(made: Installation) -> None:
    made.loses("seeds")
    for more in ((), ("end", "--yes")):
        assert "there are no seeds" in refused(made, *more)


def test_there_is_no_new_epoch_of_another_installation(made: Installation, tmp_path: Path) -> None:
    other = Installation(tmp_path / "other", {}, dict)
    other.is_used()
    assert other.says("seed", "epoch")[0] == 0
    made.takes("seeds", other)
    for more in ((), ("end", "--yes")):
        assert "another installation" in refused(made, *more)


def epochs(desk: Desk) -> set[tuple[int, int | None]]:
    """The epochs of what many questions at once get, from whatever worker."""
    body = {"kind": "card", "blinded": b64(rbcl.crypto_core_ristretto255_random())}
    answers = [desk.another().post("oprf", {**body, "lookup": b64(os.urandom(16))}) for _ in range(40)]
    said = [answer.json or {} for answer in answers]
    return {(one["epoch"], one["former"] and one["former"]["epoch"]) for one in said}


def test_all_processes_go_over_with_the_command(made: Installation) -> None:
    with made.runs() as desk:
        assert epochs(desk) == {(1, None)}
        assert made.says("seed", "epoch")[0] == 0
        assert epochs(desk) == {(2, 1)}
        assert made.says("seed", "epoch", "end", "--yes")[0] == 0
        assert epochs(desk) == {(2, None)}


def test_two_who_make_one_at_once_do_not_get_two(made: Installation) -> None:
    file = made.folder / "oprf/seed-1"
    held = file.read_bytes()
    with pytest.raises(ConfigError, match="is there already"):
        secrets_files.add(file, bytes(32), like=file)
    assert file.read_bytes() == held

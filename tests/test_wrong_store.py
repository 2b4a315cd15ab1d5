"""Database, blob store and seeds that do not belong together: the start is refused and nothing is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.desk import refused
from tests.holder import settled
from tests.installation import Installation, installation
from tests.refused_start import STARTED
from wallet.blobs import open_store
from wallet.migrations import upgrade

__all__ = ["installation"]
PLACES = ("database", "store", "seeds")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SAID = {
    "database": "WALLET_DATABASE_URL: the database is new",
    "store": "WALLET_BLOB_STORE: the store is new",
    "seeds": "WALLET_OPRF_FOLDER: there are no seeds",
}


@pytest.mark.parametrize("place", PLACES)
def test_one_that_is_new_beside_old_ones_is_refused_and_nothing_is_made(
    installation: Installation, place: str
) -> None:
    assert installation.starts() == STARTED
    installation.loses(place)
    if place == "seeds":
        shutil.rmtree(installation.folder / "secrets")
    before = files(installation.folder)
    assert SAID[place] in installation.starts()
    made = files(installation.folder) - before
    assert {path for path in made if not path.startswith("run")} <= {"blobs/incoming"}


@pytest.mark.parametrize("place", PLACES)
def test_one_of_another_installation_is_refused(
    installation: Installation, tmp_path: Path, place: str
) -> None:
    other = Installation(tmp_path / "other", installation.fresh(), installation.fresh)
    other.is_used()
    installation.takes(place, other)
    assert "another installation" in installation.starts()


def test_seeds_that_are_put_back_let_it_start(installation: Installation, tmp_path: Path) -> None:
    assert installation.says("seed", "seal", tmp_path / "parts")[0] == 0
    installation.loses("seeds")
    shutil.rmtree(installation.folder / "secrets")
    assert SAID["seeds"] in installation.starts()
    first, second, _third = sorted((tmp_path / "parts").iterdir())
    assert installation.says("seed", "open", first, second)[0] == 0
    assert installation.starts() == STARTED


def test_a_database_that_is_restored_lets_it_start(
    installation: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert installation.says("backup", tmp_path / "backup")[0] == 0
    installation.loses("database")
    if not installation.config.embedded_database:
        installation.settings["database_url"] = request.getfixturevalue("postgres").new_database()
    said = SAID["database"] if installation.config.embedded_database else "the database is empty"
    assert said in installation.starts()
    assert installation.says("restore", tmp_path / "backup")[0] == 0
    assert installation.starts() == STARTED


def test_migrate_makes_no_tables_beside_a_store_in_use(
    installation: Installation, request: pytest.FixtureRequest
) -> None:
    url = installation.settings["database_url"] = request.getfixturevalue("postgres").new_database()
    status, said = installation.says("migrate")
    assert (status, SAID["database"] in said) == (2, True)
    upgrade(url)  # as an operator may do it all the same
    assert SAID["database"] in installation.starts()


@pytest.mark.parametrize("command", [("backup", "backup"), ("fsck", "--repair")])
@pytest.mark.parametrize("place", ["database", "store"])
def test_upkeep_touches_nothing_where_they_do_not_belong_together(
    installation: Installation,
    tmp_path: Path,
    command: tuple[str, str],
    place: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert installation.says("backup", "backup")[0] == 0
    other = Installation(tmp_path / "other", installation.fresh(), installation.fresh)
    other.is_used()
    before = contents(tmp_path / "backup")
    installation.takes(place, other)
    status, said = installation.says(*command)
    assert (status, "another installation" in said) == (2, True)
    assert contents(tmp_path / "backup") == before


def test_no_back_up_takes_the_place_of_another_s(installation: Installation, tmp_path: Path) -> None:
    assert installation.says("backup", tmp_path / "backup")[0] == 0
    assert installation.says("backup", tmp_path / "backup")[0] == 0
    other = Installation(tmp_path / "other", installation.fresh(), installation.fresh)
    other.is_used()
    before = contents(tmp_path / "backup")
    status, said = other.says("backup", tmp_path / "backup")
    assert (status, "the back-up of another installation" in said) == (2, True)
    assert contents(tmp_path / "backup") == before


def test_a_store_of_another_installation_takes_no_restore(
    installation: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = Installation(tmp_path / "other", installation.fresh(), installation.fresh)
    other.is_used()
    assert installation.says("backup", tmp_path / "backup")[0] == 0
    if not installation.config.embedded_database:
        installation.settings["database_url"] = request.getfixturevalue("postgres").new_database()
    else:
        installation.loses("database")
    installation.takes("store", other)
    before = set(open_store(installation.config).listed())
    status, said = installation.says("restore", tmp_path / "backup")
    assert (status, "another installation than the back-up" in said) == (2, True)
    assert set(open_store(installation.config).listed()) == before


def test_upkeep_on_an_empty_database_is_one_line(postgres_url: str, tmp_path: Path) -> None:
    made = Installation(tmp_path / "var", {"database_url": postgres_url}, dict)
    for command in (("backup", tmp_path / "backup"), ("fsck",)):
        status, said = made.says(*command)
        assert (status, len(said.splitlines()), "the database is empty" in said) == (2, 1, True)
    assert not (tmp_path / "backup").exists()


@pytest.mark.parametrize("name", ["at_rest.key", "door_ids.key"])
def test_no_key_is_drawn_beside_a_database_in_use(embedded: dict[str, str], name: str) -> None:
    made = Installation(Path(embedded["folder"]), {}, dict)
    made.is_used()
    key = made.folder / "secrets" / name
    key.rename(made.folder / "aside")
    assert f"{name}: missing" in made.starts()
    assert not key.exists()
    (made.folder / "aside").rename(key)
    assert made.starts() == STARTED


@pytest.mark.parametrize("installation", ["embedded"], indirect=True)
@pytest.mark.parametrize("command", ["fsck", "feedback", "operator add anna"])
def test_no_command_draws_a_key_in_the_place_of_one_that_is_away(
    installation: Installation, command: str
) -> None:
    installation.is_used()
    key, away = installation.config.at_rest_key, installation.folder / "away"
    key.rename(away)
    status, said = installation.says(*command.split())
    assert (status, len(said.splitlines()), f"{key}: missing" in said) == (2, 1, True)
    assert not key.exists()
    assert f"{key}: missing" in installation.starts()
    away.rename(key)
    assert installation.says(*command.split())[0] == 0


def test_a_database_that_is_moved_away_under_the_service_is_a_store_away(tmp_path: Path) -> None:
    made = Installation(tmp_path / "var", {}, dict)
    made.is_used()
    data, away = made.folder / "data", made.folder / "away"
    with made.runs() as desk:
        holder = settled(desk)
        assert holder.reads().status_code == 200
        data.rename(away)
        data.mkdir()
        assert refused(holder.reads(), 503, "store_away")
        assert refused(holder.makes_a_vault(), 503, "store_away")
        ready = desk.server.test_client().get("/readyz")
        assert ready.status_code == 503
        assert ready.json is not None
        assert not ready.json["database"]
        assert not list(data.glob("*.db*"))
        shutil.rmtree(data)
        away.rename(data)
        assert holder.reads().status_code == 200

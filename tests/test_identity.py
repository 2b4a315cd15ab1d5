"""The identity of an installation: made once, by one of many, and given on with what it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from tests.desk import refused
from tests.installation import Installation, installation
from tests.refused_start import STARTED, begin, heard
from wallet import identity_row
from wallet.blobs import open_store
from wallet.config import make
from wallet.db import Database
from wallet.identity import SEE, shown
from wallet.models import Identity
from wallet.opening import places

__all__ = ["installation"]
PLACES = ("database", "store", "seeds")


def carried(made: Installation) -> dict[str, bytes | None]:
    """What each place says."""
    with places(made.config) as three:
        return {
            "database": identity_row.value(three.database),
            "store": three.store.identity(),
            "seeds": three.seeds.identity(),
        }


def forgets(made: Installation, *where: str) -> None:
    """As an installation of before identities, or one whose first start was cut."""
    if "database" in where:
        database = Database(made.config.database)
        with database.write() as session:
            session.execute(delete(Identity))
        database.close()
    if "store" in where:
        if made.config.embedded_database:
            (made.folder / "blobs/identity").unlink()
        else:
            store = open_store(made.config)
            store._client.delete_object(Bucket=made.config.s3_bucket, Key="identity")  # type: ignore[attr-defined]
    if "seeds" in where:
        (made.folder / "oprf/identity").unlink()


def test_a_first_start_gives_it_to_all_three_and_no_later_one_changes_it(installation: Installation) -> None:
    first = carried(installation)
    assert len(set(first.values())) == 1
    assert len(first["database"] or b"") == 16
    assert installation.starts() == STARTED
    assert carried(installation) == first


def test_an_installation_of_before_gets_one(installation: Installation) -> None:
    first = carried(installation)
    forgets(installation, *PLACES)
    assert installation.starts() == STARTED
    made = carried(installation)
    assert len(set(made.values())) == 1
    assert None not in made.values()
    assert made != first


@pytest.mark.parametrize("place", PLACES)
def test_one_of_before_that_lacks_a_place_gets_none(installation: Installation, place: str) -> None:
    forgets(installation, *PLACES)
    installation.loses(place)
    names = {"database": "DATABASE_URL", "store": "BLOB_STORE", "seeds": "OPRF_FOLDER"}
    assert f"WALLET_{names[place]}" in installation.starts()


@pytest.mark.parametrize("place", PLACES)
def test_a_place_without_it_beside_two_with_it_waits_for_the_operator(
    installation: Installation, place: str
) -> None:
    first = carried(installation)
    forgets(installation, place)
    assert SEE in installation.starts()
    assert installation.says("identity", "show")[0] == 1
    assert installation.says("identity", "adopt")[0] == 0
    assert carried(installation) == first
    assert installation.starts() == STARTED


def test_two_that_differ_are_never_made_one(installation: Installation, tmp_path: Path) -> None:
    other = Installation(tmp_path / "other", installation.fresh(), installation.fresh)
    other.is_used()
    installation.takes("seeds", other)
    before = carried(installation)
    status, said = installation.says("identity", "adopt")
    assert (status, "not of one installation" in said) == (2, True)
    assert carried(installation) == before


def test_a_first_start_that_was_cut_goes_on(installation: Installation) -> None:
    first = carried(installation)
    database = Database(installation.config.database)
    with database.write() as session:
        session.execute(update(Identity).values(everywhere=False))
    database.close()
    forgets(installation, "seeds")
    assert installation.starts() == STARTED
    assert carried(installation) == first


@pytest.mark.parametrize("stores", ["embedded", "scaled"])
def test_of_two_first_starts_at_once_both_serve(
    request: pytest.FixtureRequest, tmp_path: Path, stores: str
) -> None:
    settings: dict[str, str] = dict(request.getfixturevalue(stores))
    begun = [begin(tmp_path / "var", settings) for _ in range(2)]
    assert [heard(one) for one in begun] == [STARTED] * 2
    with places(make(settings)) as three:
        assert len(set(shown(three).values())) == 1


def test_a_disk_that_goes_while_it_runs_is_a_store_away(tmp_path: Path) -> None:
    made = Installation(tmp_path / "var", {}, dict)
    with made.runs() as desk:
        paper, body = desk.kept()
        (made.folder / "blobs").rename(made.folder / "elsewhere")
        (made.folder / "blobs/incoming").mkdir(parents=True)  # below the mount
        assert refused(desk.get_blob(paper), 503, "store_away")
        (made.folder / "blobs/incoming").rmdir()
        (made.folder / "blobs").rmdir()
        (made.folder / "elsewhere").rename(made.folder / "blobs")
        assert desk.get_blob(paper).data == body

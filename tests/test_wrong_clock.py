"""A machine's clock that is wrong for a moment: nothing ends, opens or goes by it, and what is done about it.

Each on the processes of `wallet run`, with a machine whose clock the test sets.
"""

from __future__ import annotations

import os
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from tests.desk import Desk, refused
from tests.holder import settled
from tests.operator_desk import signed_in
from tests.test_sweep_rounds import count, many
from tests.web.lock_calls import behind
from tests.web.share_calls import kinds, story
from tests.web.test_oprf import guess
from tests.wrong_clock import Kept, Site, a_whole_round, health, told, until
from wallet import clock_command
from wallet.config import make
from wallet.models import Blob, LooseObject

YEAR = 365
AT_FIRST = datetime(1970, 1, 2, tzinfo=UTC)


@pytest.fixture(params=["embedded", "scaled"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A machine on each pair of stores."""
    return Site(tmp_path, request.getfixturevalue(request.param))


@pytest.fixture
def small_site(tmp_path: Path) -> Site:
    """A machine on SQLite and files."""
    return Site(tmp_path, {})


@pytest.mark.parametrize("ahead", [{"days": 6 * YEAR}, {"days": 2}, {"days": 60}, {"hours": 2}])
def test_nothing_ends_by_a_clock_that_went_ahead_for_a_round(small_site: Site, ahead: dict[str, int]) -> None:
    goes_ahead(small_site, ahead)


def test_nothing_ends_on_postgresql_either(scaled: dict[str, str], tmp_path: Path) -> None:
    goes_ahead(Site(tmp_path, scaled), {"days": 6 * YEAR})


def goes_ahead(site: Site, ahead: dict[str, int]) -> None:
    """Ahead for a round of the sweep, then right again, and a day passes."""
    with site.served() as desk:
        kept = Kept(desk)
        assert health(desk)["clock"]
        site.machine.wrong(**ahead)
        a_whole_round(desk)
        assert kept.is_whole(desk)
        until(lambda: not health(desk)["clock"])
        until(lambda: "wallet clock confirm" in told(desk))
        site.machine.wrong()
        assert kept.is_whole(desk)
        until(lambda: health(desk)["clock"])
        until(lambda: "right again" in told(desk))
        assert kept.ends_in_time(desk)
        assert told(desk).count("wallet clock confirm") == 1


def test_an_idle_session_ends_while_the_clock_is_a_day_behind(site: Site) -> None:
    with site.served() as desk:
        holder = settled(desk)
        holder.unlocks()
        desk.clock.forward(minutes=9)
        assert holder.reads().status_code == 200
        site.machine.wrong(days=-1)
        desk.clock.forward(minutes=11)
        assert refused(holder.reads(), 401, "no_session")


@pytest.mark.parametrize("ahead", [{"days": 2}, {"days": -2}])
def test_an_operator_confirms_a_clock_and_all_processes_follow(site: Site, ahead: dict[str, int]) -> None:
    with site.served() as desk:
        kept = Kept(desk)
        site.machine.wrong(**ahead)
        until(lambda: not health(desk)["clock"])
        clock_command.confirm(make(site.settings), site.its_own())
        until(lambda: all(health(desk)["clock"] for _ in range(20)))
        assert abs(told_time(desk, kept) - desk.clock.now - ahead["days"] * 86_400) < 10
        if ahead["days"] > 0:
            until(lambda: "ended" in kinds(desk, kept.share))
            assert behind(desk, kept.door) == kept.door.box
            assert desk.get_blob(kept.paper).status_code == 200


def test_a_clock_that_is_put_back_for_good_lets_no_session_live_longer(small_site: Site) -> None:
    with small_site.served() as desk:
        idle, busy = settled(desk), settled(desk)
        small_site.machine.wrong(days=-1)
        clock_command.confirm(make(small_site.settings), small_site.its_own())
        until(lambda: all(health(desk)["clock"] for _ in range(20)))
        assert busy.reads().status_code == 200
        desk.clock.forward(minutes=11)
        assert refused(idle.reads(), 401, "no_session")


def test_an_operators_code_is_good_while_the_clock_is_wrong(small_site: Site) -> None:
    with small_site.served() as desk:
        small_site.machine.wrong(days=1)
        mila = signed_in(desk)
        told = mila.reads("state")["health"]
        assert told == {"database": True, "blobs": True, "oprf": True, "clock": False, "sweep": True}


def test_a_day_ahead_gives_nobody_new_guesses(small_site: Site) -> None:
    with small_site.served() as desk:
        name = os.urandom(16)
        desk.clock.forward(seconds=3600 - desk.clock.now % 3600)
        assert {guess(desk, name).status_code for _ in range(20)} == {200}
        assert refused(guess(desk, name), 429, "too_many_guesses")
        small_site.machine.wrong(days=1)
        a_whole_round(desk)
        assert refused(guess(desk, name), 429, "too_many_guesses")
        small_site.machine.wrong()
        desk.clock.forward(hours=1)
        assert guess(desk, name).status_code == 200


def test_no_upload_is_tidied_away_by_the_times_that_a_wrong_clock_gives_to_files(small_site: Site) -> None:
    with small_site.served() as desk:
        small_site.machine.shows(AT_FIRST)
        coming = desk.parts.config.blob_folder / "incoming" / "half"
        coming.write_bytes(b"half a paper")
        os.utime(coming, (90_000, 90_000))
        a_whole_round(desk)
        assert coming.exists()
        small_site.machine.wrong()
        until(lambda: not coming.exists())


def test_browsers_are_told_the_time_that_the_service_goes_by(small_site: Site) -> None:
    with small_site.served() as desk:
        small_site.machine.wrong(days=1)
        desk.clock.forward(days=3)
        port = int(small_site.settings["port"])
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
            said = parsedate_to_datetime(answer.headers["Date"])
        assert abs(said.timestamp() - desk.clock.now) < 10


def test_far_more_than_ever_waits_until_it_is_confirmed(site: Site) -> None:
    settings = make(site.settings)
    with site.served() as desk:
        many(desk, 120)
        until(lambda: count(desk, Blob) == 0)
        kept = desk.kept()[0]
        many(desk, 1300)
        until(lambda: not health(desk)["sweep"])
        a_whole_round(desk)
        assert count(desk, Blob) == 1301
        assert "1300 of 1301 papers are due" in told(desk)
        waiting = clock_command.waiting(settings, go_on=False)
        assert [(one.step, one.rows) for one in waiting] == [("papers", 1300)]
        clock_command.waiting(settings, go_on=True)
        until(lambda: count(desk, Blob) == 1)
        until(lambda: health(desk)["sweep"])
        # While it deletes many, the S3 store of the tests can miss a body that it has.
        until(lambda: count(desk, LooseObject) == 0)
        assert desk.get_blob(kept).status_code == 200


def told_time(desk: Desk, kept: Kept) -> int:
    """The time of the service, as an owner of a share hears it."""
    return int(story(desk, kept.share)["now"])

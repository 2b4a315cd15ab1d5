"""Seeds that come and go while the evaluator runs."""

from __future__ import annotations

from pathlib import Path

import pytest
import rbcl

from tests.test_oprf import card, evaluator, put_seed
from wallet.errors import ConfigError, StoreAway
from wallet.oprf import Answer, LocalEvaluator
from wallet.seed_folder import SeedFolder


def guessed(asked: LocalEvaluator) -> Answer:
    """What it answers for one name and point."""
    return asked.guess(card(bytes(16)), POINT)


POINT = rbcl.crypto_core_ristretto255_random()


@pytest.fixture
def running(tmp_path: Path) -> LocalEvaluator:
    made = evaluator(tmp_path)
    guessed(made)
    return made


def test_a_new_seed_counts_from_the_next_question_on_and_so_does_the_end(
    running: LocalEvaluator, tmp_path: Path
) -> None:
    before = guessed(running)
    put_seed(tmp_path, 2)
    during = guessed(running)
    assert (during.present.epoch, during.former) == (2, before.present)
    (tmp_path / "seed-1").unlink()
    after = guessed(running)
    assert (after.present, after.former) == (during.present, None)


def test_a_broken_new_seed_is_a_store_away_until_it_is_mended(
    running: LocalEvaluator, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for broken in (b"short", bytes(32)):
        put_seed(tmp_path, 2, broken).chmod(0o644)
        with pytest.raises(StoreAway):
            guessed(running)
        assert not running.ready()
    assert "seed-2: others can read this secret; set its mode to 0600" in caplog.text
    (tmp_path / "seed-2").chmod(0o600)
    assert running.ready()
    assert guessed(running).present.epoch == 2


def test_a_file_that_is_no_seed_stops_a_start_and_nothing_that_runs(
    running: LocalEvaluator, tmp_path: Path
) -> None:
    (tmp_path / "seed-copy-1.txt").write_text("part: 1")
    with pytest.raises(ConfigError):
        evaluator(tmp_path)
    assert guessed(running).present.epoch == 1
    put_seed(tmp_path, 2)
    assert guessed(running).present.epoch == 2


def test_seeds_that_are_held_outlive_a_folder_that_is_away(running: LocalEvaluator, tmp_path: Path) -> None:
    before = guessed(running)
    (tmp_path / "seed-1").rename(tmp_path / "away")
    assert guessed(running) == before


def test_no_seed_is_drawn_in_the_place_of_one_that_was_deleted_just_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_seed(tmp_path, 2)
    folder = SeedFolder(tmp_path)
    monkeypatch.setattr(SeedFolder, "names", lambda _: frozenset(("seed-1", "seed-2")))
    assert set(folder.seeds()) == {2}
    assert not (tmp_path / "seed-1").exists()

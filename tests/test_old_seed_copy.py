"""A sealed copy that was printed opens for ever: tests/sealed_copy was made with pycryptodome 3.23.0."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from wallet.cli import main
from wallet.crypto.bytes import b64

PRINTED = Path(__file__).parent / "sealed_copy"
SEALED = {
    "oprf/seed-1": bytes([1]) * 32,
    "oprf/seed-2": bytes([2]) * 32,
    "secrets/at_rest.key": (b64(bytes([3]) * 32) + "\n").encode(),
    "secrets/door_ids.key": (b64(bytes([4]) * 32) + "\n").encode(),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a server that has lost everything."""
    for name in ("oprf", "secrets"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("WALLET_FOLDER", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("pair", [*combinations("123", 2)])
def test_any_two_parts_of_an_old_copy_give_everything_back(folder: Path, pair: tuple[str, str]) -> None:
    assert main(["seed", "open", *(str(PRINTED / f"seed-copy-{one}.txt") for one in pair)]) == 0
    assert {name: (folder / name).read_bytes() for name in SEALED} == SEALED


def test_an_old_part_with_another_share_gives_nothing(folder: Path, tmp_path: Path) -> None:
    first, second = ((PRINTED / f"seed-copy-{one}.txt").read_text() for one in "12")
    (tmp_path / "other.txt").write_text(first.replace("part: 1", "part: 3"))
    (tmp_path / "second.txt").write_text(second)
    assert main(["seed", "open", str(tmp_path / "other.txt"), str(tmp_path / "second.txt")]) == 2
    assert not any((folder / name).exists() for name in SEALED)

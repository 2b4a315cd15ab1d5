"""The sealed copy of seeds and keys at rest: two printed parts of three give them back, one gives nothing."""

from __future__ import annotations

import re
import secrets
import stat
from itertools import combinations
from pathlib import Path

import pytest

from wallet.cli import main
from wallet.crypto.at_rest import new_key_line


@pytest.fixture(autouse=True)
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var/oprf"
    folder.mkdir(parents=True)
    for name in ("seed-1", "seed-2"):
        (folder / name).write_bytes(secrets.token_bytes(32))
    keys = tmp_path / "var/secrets"
    keys.mkdir()
    for name in ("at_rest.key", "door_ids.key"):
        (keys / name).write_text(new_key_line() + new_key_line())
        (keys / name).chmod(0o600)
    monkeypatch.setenv("WALLET_FOLDER", str(tmp_path / "var"))
    return folder


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    assert main(["seed", "seal", str(tmp_path / "copy")]) == 0
    return sorted((tmp_path / "copy").iterdir())


def there(seeds: Path) -> dict[str, bytes]:
    """Every seed and key file of the server."""
    return {path.name: path.read_bytes() for path in files(seeds)}


def files(seeds: Path) -> list[Path]:
    return [*seeds.iterdir(), *(seeds.parent / "secrets").iterdir()]


def lose(seeds: Path) -> dict[str, bytes]:
    held = there(seeds)
    for path in files(seeds):
        path.unlink()
    return held


@pytest.mark.parametrize("pair", [*combinations(range(3), 2)])
def test_any_two_parts_give_all_seeds_and_keys_back(
    seeds: Path, parts: list[Path], pair: tuple[int, int]
) -> None:
    held = lose(seeds)
    assert main(["seed", "open", *(str(parts[n]) for n in reversed(pair))]) == 0
    assert there(seeds) == held
    assert set(held) == {"seed-1", "seed-2", "at_rest.key", "door_ids.key"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files(seeds))


def test_no_copy_is_made_without_the_keys(seeds: Path, tmp_path: Path) -> None:
    (seeds.parent / "secrets/door_ids.key").unlink()
    assert main(["seed", "seal", str(tmp_path / "copy")]) == 2
    assert list((tmp_path / "copy").iterdir()) == []


def test_a_key_that_is_there_is_never_replaced(seeds: Path, parts: list[Path]) -> None:
    lose(seeds)
    other = seeds.parent / "secrets/door_ids.key"
    other.write_text("another")
    assert main(["seed", "open", str(parts[0]), str(parts[1])]) == 2
    assert there(seeds) == {"door_ids.key": b"another"}


@pytest.mark.parametrize("gone", [{"at_rest.key", "door_ids.key"}, {"door_ids.key"}])
def test_keys_come_back_beside_their_own_seeds(
    seeds: Path, parts: list[Path], gone: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    held = there(seeds)
    for name in gone:
        (seeds.parent / "secrets" / name).unlink()
    capsys.readouterr()
    assert main(["seed", "open", str(parts[0]), str(parts[2])]) == 0
    assert capsys.readouterr().out == f"{', '.join(sorted(gone))}: back.\n"
    assert there(seeds) == held


@pytest.mark.parametrize("seed", ["seed-2", "seed-3"])
def test_keys_do_not_come_back_beside_other_seeds(seeds: Path, parts: list[Path], seed: str) -> None:
    (seeds.parent / "secrets/at_rest.key").unlink()
    (seeds / seed).write_bytes(secrets.token_bytes(32))
    held = there(seeds)
    assert main(["seed", "open", str(parts[0]), str(parts[1])]) == 2
    assert there(seeds) == held


def test_no_part_holds_a_seed(seeds: Path, parts: list[Path]) -> None:
    text = "".join(part.read_text() for part in parts)
    for seed in seeds.iterdir():
        assert seed.read_bytes().hex() not in text
    for key in (seeds.parent / "secrets").iterdir():
        assert not any(line in text for line in key.read_text().splitlines())
    assert len({re.search("part: (.*)", part.read_text())[1] for part in parts}) == 3  # type: ignore[index]
    assert all(stat.S_IMODE(part.stat().st_mode) == 0o600 for part in parts)


def spoilt(parts: list[Path], how: str) -> list[str]:
    first, second = str(parts[0]), str(parts[1])
    text = parts[1].read_text()
    if how == "twice":
        return [first, first]
    if how == "digit":
        at = text.index("part: 2 ") + 8
        text = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    elif how == "group":
        text = re.sub(r"(part: 2) \d{5}", r"\1", text)
    elif how == "copy":
        text = text.replace("copy: ", "copy: AAAA", 1)
    elif how == "no part":
        text = "hello"
    parts[1].write_text(text)
    return [first, second]


@pytest.mark.parametrize("how", ["twice", "digit", "group", "copy", "no part"])
def test_what_is_wrong_is_one_line_and_writes_nothing(
    seeds: Path, parts: list[Path], how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lose(seeds)
    assert main(["seed", "open", *spoilt(parts, how)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert files(seeds) == []


def test_parts_of_two_copies_do_not_fit(seeds: Path, parts: list[Path], tmp_path: Path) -> None:
    assert main(["seed", "seal", str(tmp_path / "other")]) == 0
    lose(seeds)
    assert main(["seed", "open", str(parts[0]), str(tmp_path / "other/seed-copy-2.txt")]) == 2


def test_seeds_that_are_there_are_never_replaced(seeds: Path, parts: list[Path]) -> None:
    held = {path.name: path.read_bytes() for path in seeds.iterdir()}
    assert main(["seed", "open", str(parts[0]), str(parts[1])]) == 2
    assert {path.name: path.read_bytes() for path in seeds.iterdir()} == held


@pytest.mark.parametrize("where", ["var/oprf/parts", "var/secrets", "backup/parts", "backup/database"])
def test_parts_are_not_written_beside_what_they_hold_or_into_a_back_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    for name in ("database", "blobs"):
        (tmp_path / "backup" / name).mkdir(parents=True)
    assert main(["seed", "seal", str(tmp_path / where)]) == 2
    assert "name another folder" in capsys.readouterr().err
    assert not list(tmp_path.rglob("seed-copy-*"))
    assert main(["seed", "seal", str(tmp_path / "apart")]) == 0

"""`wallet seed`: what it prints."""

import argparse
from datetime import timedelta
from pathlib import Path
from typing import Final

from wallet import clock_command
from wallet.config import Config
from wallet.errors import ConfigError
from wallet.upkeep import key_files

LASTS: Final = timedelta(days=730)
"""A former seed, at least: a pocket card may lie unused for long."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its parsers."""
    seed = commands.add_parser("seed", help="the OPRF seed: a sealed copy, with the keys; a new epoch")
    doing = seed.add_subparsers(dest="do", required=True)
    seal = doing.add_parser("seal", help="write three parts to print; any two give all back")
    seal.add_argument("folder", type=Path)
    opening = doing.add_parser("open", help="put seeds and keys back from two parts")
    opening.add_argument("first", type=Path)
    opening.add_argument("second", type=Path)
    epoch = doing.add_parser("epoch", help="a new seed beside the present one, which goes on for a while")
    epoch.add_argument("what", nargs="?", choices=("end",), help="end: delete the former seed")
    epoch.add_argument("--yes", action="store_true", help="what was not opened since is dead")


def run(settings: Config, asked: argparse.Namespace) -> int:
    """The exit status. Raises ConfigError."""
    {"seal": _seal, "open": _open, "epoch": _epoch}[asked.do](settings, asked)
    return 0


def _seal(settings: Config, asked: argparse.Namespace) -> None:
    from wallet.upkeep import seed_copy

    _refuse_beside_secrets(settings, asked.folder.resolve())
    asked.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number, part in enumerate(seed_copy.make(settings), 1):
        path = asked.folder / f"seed-copy-{number}.txt"
        path.touch(mode=0o600)
        path.write_text(part)
    print(f"Three parts are in {asked.folder}. Print them, keep them at three places, delete the files.")


def _refuse_beside_secrets(settings: Config, folder: Path) -> None:
    """Two parts open everything: they lie neither beside what they hold nor in a back-up."""
    secret = (settings.oprf, *(file.parent for file in key_files.places(settings).values()))
    if any(folder.is_relative_to(one.resolve()) for one in secret):
        raise ConfigError(f"{folder}: there the parts would lie beside seeds or keys; name another folder")
    if any((one / "database").is_dir() and (one / "blobs").is_dir() for one in (folder, *folder.parents)):
        raise ConfigError(f"{folder}: there the parts would lie in a back-up; name another folder")


def _open(settings: Config, asked: argparse.Namespace) -> None:
    from wallet.upkeep import seed_copy

    try:
        first, second = asked.first.read_text(), asked.second.read_text()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError("a part cannot be read") from problem
    print(f"{', '.join(seed_copy.put_back(first, second, settings))}: back.")


def _epoch(settings: Config, asked: argparse.Namespace) -> None:
    from wallet.upkeep import seed_epoch

    if asked.what == "end":
        gone = seed_epoch.end(settings, yes=asked.yes)
        print(f"{', '.join(gone)}: deleted. What was not opened since a newer seed was made opens no more.")
        print("Do the same on every other machine; then `wallet seed seal FOLDER`, and burn the old parts.")
        return
    day = (clock_command.now(settings) + LASTS).date()
    made = seed_epoch.begin(settings)
    print(f"{made} is made. It answers from now on, and the former besides it.")
    print("Copy it to every other machine, with its time, before that serves anybody again.")
    print("`wallet seed seal FOLDER`: the old parts lack it. Burn them.")
    print(f"The former may end on {day}, in 24 months, at the earliest: publish the day. It ends by")
    print("`wallet seed epoch end`, and whoever has opened their wallet until then notices nothing.")

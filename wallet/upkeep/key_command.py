"""`wallet key rotate`: what it prints."""

import argparse

from wallet.config import Config


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its parser."""
    key = commands.add_parser("key", help="the keys at rest")
    rotate = key.add_subparsers(dest="do", required=True).add_parser(
        "rotate", help="a new key at rest, and all that is sealed sealed anew; `wallet run` is stopped"
    )
    rotate.add_argument("--doors", action="store_true", help="a new key of door ids, too")
    rotate.add_argument("--yes", action="store_true", help="nobody else who uses the database is a wallet")


def run(settings: Config, asked: argparse.Namespace) -> int:
    """The exit status: 1 where a row does not open. Raises ConfigError."""
    from wallet.upkeep.key_rotation import rotate

    done = rotate(settings, doors=asked.doors, yes=asked.yes)
    if done.drawn:
        print(f"A new key seals; {done.sealed} rows are sealed anew.")
        print("Copy the key files to every machine, then start. `wallet seed seal FOLDER`: the old parts")
        print("lack the new key. The old lines stay: back-ups of before need them.")
    else:
        print(f"An earlier rotation is finished: {done.sealed} rows are sealed anew, and no key is new.")
        print("For a new key, the same again.")
    if done.closed:
        print(f"{done.closed} rows are left: no key of the file opens them.")
    return 1 if done.closed else 0

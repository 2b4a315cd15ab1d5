"""The command `wallet-kiosk`: run, enrol, check, install, policies."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk import policies, settings, token
from kiosk.check import check
from kiosk.desk import enrol
from kiosk.install import install
from kiosk.settings import SettingsError
from kiosk.visit import NotInMemory
from kiosk.words import CHECKS


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is well."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(format="wallet-kiosk: %(message)s")
    try:
        return int(COMMANDS[asked.command](asked))
    except (SettingsError, NotInMemory, OSError) as problem:
        print(f"wallet-kiosk: {problem}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wallet-kiosk", description="The free-access PC of the wallet.")
    parser.add_argument("--settings", type=Path, default=settings.FILE)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve one visitor after another, on the X display of this session")
    commands.add_parser("enrol", help="let a day centre's host look after this PC").add_argument("code")
    checking = commands.add_parser("check", help="say what is not as it must be")
    checking.add_argument("--lang", choices=("nl", "fr", "en"), default="nl")
    for name in ("install", "policies"):
        made = commands.add_parser(name)
        made.add_argument("origin", help="the wallet's address, as in https://wallet.example")
        made.add_argument("--dry-run", action="store_true")
    return parser


def _run(asked: argparse.Namespace) -> int:
    from kiosk.launcher import run

    run(settings.load(asked.settings))
    return 0


def _enrol(asked: argparse.Namespace) -> int:
    told = settings.load(asked.settings)
    given, name = enrol(told.origin, asked.code)
    token.write(told.token, given)
    print(f"This PC is now called: {name}")
    return 0


def _check(asked: argparse.Namespace) -> int:
    found = check(settings.load(asked.settings), asked.lang)
    for sentence in found or [CHECKS["well"][asked.lang]]:
        print(sentence)
    return 1 if found else 0


def _install(asked: argparse.Namespace) -> int:
    for line in install(asked.origin.rstrip("/"), dry=asked.dry_run):
        print(line)
    return 0


def _policies(asked: argparse.Namespace) -> int:
    print(policies.text(asked.origin.rstrip("/")), end="")
    return 0


COMMANDS = {"run": _run, "enrol": _enrol, "check": _check, "install": _install, "policies": _policies}

if __name__ == "__main__":
    sys.exit(main())

"""The command `wallet-kiosk`: run, enrol, check, install, policies."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk import policies, settings, token
from kiosk.check import check
from kiosk.desk import enrol
from kiosk.install import install
from kiosk.problems import Problem
from kiosk.settings import SettingsError, is_origin
from kiosk.visit import NotInMemory
from kiosk.words import CHECKS, ENROLLED

LANGUAGES = ("nl", "fr", "en")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 when `check` found something, 2 when a command stopped."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(format="wallet-kiosk: %(message)s")
    os.umask(0o022)  # what root writes here is for the user of the service to read
    try:
        return int(COMMANDS[asked.command](asked))
    except Problem as problem:
        told = problem.told(asked.lang)
    except (SettingsError, NotInMemory) as problem:
        told = str(problem)
    except OSError as problem:
        told = f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem)
    except KeyboardInterrupt:
        return 130
    print(f"wallet-kiosk: {told}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wallet-kiosk", description="The free-access PC of the wallet.")
    parser.add_argument("--settings", type=Path, default=settings.FILE)
    commands = parser.add_subparsers(dest="command", required=True)
    said = argparse.ArgumentParser(add_help=False)
    said.add_argument("--lang", choices=LANGUAGES, default="nl", help="of what it says")
    commands.add_parser(
        "run", parents=[said], help="serve one visitor after another, on the X display of this session"
    )
    enrolling = commands.add_parser("enrol", parents=[said], help="let a host look after this PC")
    enrolling.add_argument("code", nargs="+", help="the ten digits that the page for hosts shows")
    commands.add_parser("check", parents=[said], help="say what is not as it must be")
    for name in ("install", "policies"):
        made = commands.add_parser(name, parents=[said])
        made.add_argument("origin", help="the wallet's address, as in https://wallet.example")
        made.add_argument("--dry-run", action="store_true")
    return parser


def _administrator() -> None:
    if os.geteuid() != 0:
        raise Problem("administrator")


def _origin(asked: argparse.Namespace) -> str:
    origin = str(asked.origin).rstrip("/")
    if not is_origin(origin):
        raise Problem("address", origin=origin)
    return origin


def _run(asked: argparse.Namespace) -> int:
    from kiosk.launcher import run

    run(settings.load(asked.settings))
    return 0


def _enrol(asked: argparse.Namespace) -> int:
    _administrator()
    token.user()  # before the code is used up
    code = "".join(asked.code)
    if not (len(code) == 10 and code.isascii() and code.isdigit()):
        raise Problem("digits")
    told = settings.load(asked.settings)
    given, name = enrol(told.origin, code)
    token.write(told.token, given)
    print(ENROLLED[asked.lang].format(name=name))
    return 0


def _check(asked: argparse.Namespace) -> int:
    _administrator()
    found = check(settings.load(asked.settings), asked.lang)
    for sentence in found or [CHECKS["well"][asked.lang]]:
        print(sentence)
    return 1 if found else 0


def _install(asked: argparse.Namespace) -> int:
    origin = _origin(asked)
    if not asked.dry_run:
        _administrator()
    for line in install(origin, dry=asked.dry_run):
        print(line)
    return 0


def _policies(asked: argparse.Namespace) -> int:
    print(policies.text(_origin(asked)), end="")
    return 0


COMMANDS = {"run": _run, "enrol": _enrol, "check": _check, "install": _install, "policies": _policies}

if __name__ == "__main__":
    sys.exit(main())

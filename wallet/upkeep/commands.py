"""The operator's commands: what they print, in plain words, and their exit status."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path

from wallet import clock_command, identity, opening, organisation_command, stats_command, steady
from wallet.config import Config
from wallet.errors import ConfigError, WalletError
from wallet.invitations import DAYS
from wallet.secrets_files import kept_at_rest_keys
from wallet.upkeep import key_command, seed_command

NAMES = ("backup", "restore", "fsck", "identity", "seed", "key", "stats", "feedback", "org", "clock", "sweep")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their parsers."""
    commands.add_parser("stats", help="living wallets, rounded, and versions")
    said = commands.add_parser("feedback", help="what was said to whoever runs this, without a name")
    said.add_argument("--clear", action="store_true", help="delete it once it is printed")
    for name, help_ in ASKED_ABOUT.items():
        asked = commands.add_parser(name, help=help_)
        asked.add_argument("do", nargs="?", choices=("confirm",))
    org = commands.add_parser("org", help="organisations: the public directory; their stewards")
    org.add_argument("do", choices=("list", "add", "remove", "admit"))
    org.add_argument("name", nargs="?", default="")
    org.add_argument("address", nargs="?", default="", help="of its mailbox, as its badge has it")
    backup = commands.add_parser("backup", help="bring a folder with a whole back-up up to date")
    backup.add_argument("folder", type=Path)
    backup.add_argument("--keys", type=Path, help="another folder, for the keys at rest")
    backup.add_argument(
        "--keep", type=_some, default=30, help="so many generations at most; none over 30 days"
    )
    backup.add_argument("--yes", action="store_true", help="even if many papers of the last one are gone")
    restore = commands.add_parser("restore", help="put such a back-up into an empty database and store")
    restore.add_argument("folder", type=Path)
    restore.add_argument("--keys", type=Path, help="the folder with the keys at rest")
    restore.add_argument("--generation", default="", help="a folder in database/; without it, the newest")
    restore.add_argument("--yes", action="store_true", help="even if papers are missing or damaged in it")
    fsck = commands.add_parser("fsck", help="check that database and store agree")
    fsck.add_argument("--repair", action="store_true", help="mend what is safe to mend")
    fsck.add_argument("--bodies", action="store_true", help="read every body and compare its digest")
    fsck.add_argument("--yes", action="store_true", help="even if many bodies are deleted")
    whose = commands.add_parser("identity", help="whether database, store and seeds belong together")
    whose.add_argument("do", choices=("show", "adopt"), help="adopt: say that they do")
    key_command.add(commands)
    seed_command.add(commands)


def run(settings: Config, asked: argparse.Namespace) -> int:
    """Does one of them; the exit status. Raises ConfigError in one line."""
    try:
        return DOES[asked.command](settings, asked)
    except ConfigError:
        raise
    except WalletError as problem:
        raise ConfigError(f"database or store: {problem.sentence}") from problem


def _some(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and int(typed)):
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of generations")
    return int(typed)


def _backup(settings: Config, asked: argparse.Namespace) -> int:
    from wallet.upkeep.backup import backup

    now = clock_command.now(settings)
    done = backup(settings, asked.folder, now, asked.keys, keep=asked.keep, yes=asked.yes)
    print(f"{done.bodies} papers are in the back-up, {done.fresh} of them new; {done.dropped} were dropped.")
    print(f"Generations in it: {done.generations}; what was dropped goes with the last that names it.")
    print("The seeds are not in it, nor are the keys at rest: see `wallet seed seal`.")
    if done.missing:
        print(f"{done.missing} papers have no whole body in the store: `wallet fsck --bodies`.")
    return 1 if done.missing else 0


def _restore(settings: Config, asked: argparse.Namespace) -> int:
    from wallet.upkeep.restore import restore

    now = clock_command.now(settings)
    done = restore(settings, asked.folder, now, asked.keys, name=asked.generation, yes=asked.yes)
    if done.missing:
        print(f"{done.missing} papers are not in the back-up, and do not open.")
    day = date(1970, 1, 1) + timedelta(done.day)
    print(f"{done.bodies} papers are back. Ended: {done.ended.shares} shares, all invitations and sessions.")
    print(f"Who was let go and what was removed after {day} is back, too; a back-up cannot know that.")
    print(f"Stewards look through their colleagues ({done.ended.workers} people at work), and you through")
    print("organisations, hosts and operators: docs/operating.md.")
    if not (
        any(settings.oprf.glob("seed-*")) and settings.at_rest_key.exists() and settings.door_key.exists()
    ):
        print("Seeds or keys are still missing: `wallet seed open PART PART`, before the first start.")
    return 0


def _fsck(settings: Config, asked: argparse.Namespace) -> int:
    from wallet.upkeep import bodies
    from wallet.upkeep.fsck import check

    with opening.stores(settings) as (database, store):
        clock = clock_command.clock(settings)
        if asked.repair and not clock.believed():  # bodies bear the times of the machine's clock
            raise ConfigError(steady.said(clock))
        at_rest = kept_at_rest_keys(settings.at_rest_key)
        found = check(database, store, at_rest, clock(), repair=asked.repair, yes=asked.yes)
        if asked.bodies:
            found += bodies.check(database, store, lambda line: print(line, file=sys.stderr, flush=True))
    for one in found:
        done = ": will be deleted" if one.mends and asked.repair else ""
        print(f"{'remark' if one.remark else 'alarm'}: {one.count} {one.what}{done}")
    alarms = [one for one in found if not one.remark]
    if not alarms:
        print("Database and store agree.")
    return 1 if alarms else 0


def _identity(settings: Config, asked: argparse.Namespace) -> int:
    with opening.places(settings) as three:
        if asked.do == "adopt":
            identity.adopted(three)
        said = identity.shown(three)
    for place, value in said.items():
        print(f"{place:9} {value or 'none'}")
    return 0 if len(set(said.values())) == 1 else 1


def _stats(settings: Config, _asked: argparse.Namespace) -> int:
    print(stats_command.stats(settings))
    return 0


def _feedback(settings: Config, asked: argparse.Namespace) -> int:
    for line in stats_command.said(settings, drop=asked.clear):
        print(line)
    return 0


def _org(settings: Config, asked: argparse.Namespace) -> int:
    if asked.do == "admit":
        word = organisation_command.admit(settings, asked.name)
        print(f"For a steward of {asked.name.strip()}, shown this once, good once and for {DAYS} days.")
        print("They open their own wallet: Settings, I work for an organisation.")
        print(f"invitation  {word}")
        return 0
    for one in organisation_command.run(settings, asked.do, asked.name, asked.address):
        print(f"{one.name}  {one.address or '-'}  {len(one.keys)} stewards")
    return 0


def _clock(settings: Config, asked: argparse.Namespace) -> int:
    if asked.do:
        clock_command.confirm(settings)
    clock = clock_command.clock(settings)
    print(f"The service goes by {steady.shown(clock())}.")
    if clock.believed():
        print("The machine's clock is right.")
        return 0
    print(f"The machine's clock is {steady.difference(clock)} and is not followed.")
    print("Where the machine is right: `wallet clock confirm`, and what is due by it ends.")
    return 1


def _sweep(settings: Config, asked: argparse.Namespace) -> int:
    found = clock_command.waiting(settings, go_on=bool(asked.do))
    for one in found:
        print(f"{one.rows} {one.step} are due, on the fullest day {one.most} went: {WAITS[bool(asked.do)]}.")
    if not found:
        print("Nothing waits.")
    return 1 if found and not asked.do else 0


ASKED_ABOUT = {
    "clock": "the time that the service goes by; confirm: the machine's clock is right",
    "sweep": "what is due and waits, as it is far more than ever; confirm: take it away",
}
WAITS = {False: "they wait for `wallet sweep confirm`", True: "they go now"}
DOES = {"backup": _backup, "restore": _restore, "fsck": _fsck, "identity": _identity,
        "seed": seed_command.run, "key": key_command.run,
        "stats": _stats, "feedback": _feedback, "org": _org, "clock": _clock, "sweep": _sweep}  # fmt: skip

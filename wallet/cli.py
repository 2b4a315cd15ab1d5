"""The command `wallet`: run, oprf, migrate, host, operator, release, upkeep. Settings: WALLET_* alone."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from wallet import VERSION, config
from wallet.config import Config
from wallet.errors import ConfigError
from wallet.upkeep import commands as upkeep


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say; the exit status. A wrong setting is one line on stderr and status 2."""
    asked = _parser().parse_args(arguments)
    os.umask(0o077)
    try:
        if asked.command == "release":
            release(asked.key, asked.file)
        elif asked.command == "export":
            return export(asked.file, asked.out)
        elif asked.command in upkeep.NAMES:
            return upkeep.run(config.load(os.environ), asked)
        elif asked.command in STAFF and asked.do == "list":
            names(config.load(os.environ), asked.command)
        elif asked.command in STAFF:
            staff(config.load(os.environ), asked.command, asked.do, asked.name)
        else:
            COMMANDS[asked.command](config.load(os.environ))
    except ConfigError as problem:
        print(f"wallet: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wallet", description="Sacoche, a document wallet.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve the wallet")
    commands.add_parser(
        "oprf", help="serve the guess evaluator on WALLET_OPRF_SOCKET, for `wallet run` elsewhere"
    )
    commands.add_parser("migrate", help="bring the database to this version's tables")
    for kind, help_ in STAFF.items():
        account = commands.add_parser(kind, help=f"the accounts of those who {help_}")
        doing = account.add_subparsers(dest="do", required=True)
        doing.add_parser("list", help="their names")
        for do in ("add", "remove", "reset"):
            doing.add_parser(do).add_argument(
                "name", help="what is typed to sign in: small letters, digits, . _ -"
            )
    upkeep.add(commands)
    export = commands.add_parser("export", help="read a wallet that was saved closed, without any server")
    export.add_argument("do", choices=("open",))
    export.add_argument("file", type=Path)
    export.add_argument("--out", type=Path, required=True, help="a new folder for the papers")
    release = commands.add_parser("release", help="sign what this version serves, away from any server")
    release.add_argument("key", type=Path, help="the offline key's file; made where there is none")
    release.add_argument("file", type=Path, help="the release file; a former one there is named in the new")
    return parser


def run(settings: Config) -> None:
    """Serves the wallet until a signal."""
    from wallet.serve import run as serve

    serve(settings, ready=lambda: print(f"Sacoche is at {settings.origin}", flush=True))


def oprf(settings: Config) -> None:
    """Serves the evaluator whose seeds are in WALLET_OPRF_FOLDER on the socket WALLET_OPRF_SOCKET."""
    from wallet import run_store, steady
    from wallet.oprf import LocalEvaluator
    from wallet.oprf_socket import OprfServer
    from wallet.seed_folder import SeedFolder

    if not settings.oprf_socket:
        raise ConfigError("WALLET_OPRF_SOCKET: missing, and `wallet oprf` serves on it")
    for folder in (settings.oprf, settings.run):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    clock = steady.opened(steady.Machine(), settings.run, None)
    guesses = run_store.opened_guesses(settings.run / "guesses.db")
    evaluator = LocalEvaluator(settings.oprf, guesses, clock)
    try:
        server = OprfServer(Path(settings.oprf_socket), evaluator, SeedFolder(settings.oprf))
    except OSError as problem:
        raise ConfigError(f"WALLET_OPRF_SOCKET: {settings.oprf_socket}: {problem.strerror}") from problem
    except ConfigError as problem:
        raise ConfigError(f"WALLET_OPRF_SOCKET: {problem}") from problem
    steady.keep(clock, settings.run)
    run_store.keep(guesses, clock, settings.run / "guesses.lock")
    print(f"The evaluator is at {settings.oprf_socket}", flush=True)
    with server:
        server.serve_forever()


def migrate(settings: Config) -> None:
    """Brings the database to the tables of this version."""
    from wallet.opening import bring_up_to_date

    bring_up_to_date(settings)


def staff(settings: Config, kind: str, do: str, name: str) -> None:
    """Adds or removes an account, or gives it new secrets, which are printed here and nowhere else."""
    from wallet import account_command

    given = account_command.run(settings, kind, do, name)
    if given is None:
        print(f"{name} is removed, with {account_command.GOES[kind]}.")
        return
    print(f"For {name}, shown this once. Sign in at {settings.origin}/en/{kind}")
    print(f"password       {given.password}")
    print(f"authenticator  {given.authenticator}")


def names(settings: Config, kind: str) -> None:
    """Prints the names of all accounts of a kind."""
    from wallet import account_command

    for name in account_command.names(settings, kind):
        print(name)


def export(file: Path, out: Path) -> int:
    """Opens a closed archive with the digits of a safe card, typed and never an argument; the exit status."""
    from wallet.closed_archive import open_archive

    if sys.stdin.isatty():
        print("The ten groups of the safe card:", flush=True)
    done = open_archive(file, sys.stdin.readline(), out)
    print(f"{done.written} papers are in {out}.")
    for name in done.broken:
        print(f"{name} did not open.", file=sys.stderr)
    return 1 if done.broken else 0


def release(key_file: Path, file: Path) -> None:
    """Signs what this version serves into `file`, and prints the public key that others compare with."""
    from base64 import b64encode

    from wallet import release

    key = release.load_key(key_file)
    former = release.read(file.read_text()) if file.exists() else None
    file.write_text(release.make(key, former).as_json())
    print(b64encode(key.public_key().public_bytes_raw()).decode())


STAFF = {"host": "look after free-access PCs", "operator": "run the wallet"}
COMMANDS = {"run": run, "oprf": oprf, "migrate": migrate}

if __name__ == "__main__":
    sys.exit(main())

"""What `wallet org` does to the database; the words on the screen stand in `wallet/upkeep/commands.py`."""

from collections.abc import Sequence

from wallet import clock_command, organisations, secrets_files
from wallet.clock import seconds
from wallet.config import Config
from wallet.db import Database
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, ConfigError, Exists, NotFound, WalletError
from wallet.organisations import Entry

SAID: dict[type[WalletError], str] = {
    BadRequest: "a name has 1 to 80 characters, an address is that of a mailbox",
    Exists: "it is in the directory already",
    NotFound: "there is no such organisation, or no such mailbox",
}


def run(settings: Config, do: str, name: str, address: str) -> Sequence[Entry]:
    """Adds or removes one; the directory as it is then. Raises ConfigError."""
    database, store = _stores(settings)
    try:
        with database.write() as session:
            if do == "add":
                organisations.add(session, name, address)
            elif do == "remove":
                at_rest = secrets_files.kept_at_rest_keys(settings.at_rest_key)
                organisations.remove(session, store, at_rest, name, clock_command.now(settings))
            return organisations.listed(session)
    except WalletError as problem:
        raise _told(name, problem) from problem
    finally:
        store.close()
        database.close()


def admit(settings: Config, name: str) -> str:
    """Puts one in where it is missing; an invitation of a steward of it. Raises ConfigError."""
    database, store = _stores(settings)
    try:
        with database.write() as session:
            return organisations.invite(session, store, name, seconds(clock_command.now(settings)))
    except WalletError as problem:
        raise _told(name, problem) from problem
    finally:
        store.close()
        database.close()


def _stores(settings: Config) -> tuple[Database, Ephemeral]:
    return Database(settings.database), Ephemeral(settings.run / "ephemeral.db")


def _told(name: str, problem: WalletError) -> ConfigError:
    return ConfigError(f"{f'org {name}'.strip()}: {SAID.get(type(problem), problem.sentence)}")

"""What `wallet org` does to the database; the words on the screen stand in `wallet/cli.py`."""

from collections.abc import Sequence

from wallet import organisations
from wallet.config import Config
from wallet.db import Database
from wallet.errors import BadRequest, ConfigError, Exists, NotFound, WalletError
from wallet.organisations import Entry

SAID: dict[type[WalletError], str] = {
    BadRequest: "a name has 1 to 80 characters, an address is that of a mailbox",
    Exists: "it is in the directory already",
    NotFound: "there is no such organisation, or no such mailbox",
}


def run(settings: Config, do: str, name: str, address: str) -> Sequence[Entry]:
    """Adds or removes one; the directory as it is then. Raises ConfigError."""
    database = Database(settings.database)
    try:
        with database.write() as session:
            if do == "add":
                organisations.add(session, name, address)
            elif do == "remove":
                organisations.remove(session, name)
            return organisations.listed(session)
    except WalletError as problem:
        raise ConfigError(f"org {name}: {SAID.get(type(problem), problem.sentence)}") from problem
    finally:
        database.close()

"""What `wallet host` does to the database; the words on the screen stand in `wallet/cli.py`."""

from wallet import hosts, secrets_files
from wallet.config import Config
from wallet.db import Database
from wallet.errors import BadRequest, ConfigError, Exists, NotFound, WalletError
from wallet.hosts import SetUp
from wallet.migrations import upgrade

SAID: dict[type[WalletError], str] = {
    BadRequest: "a name has 2 to 40 small letters, digits, or . _ -",
    Exists: "there is such a host; `wallet host reset` gives new secrets",
    NotFound: "there is no such host",
}


def run(settings: Config, do: str, name: str) -> SetUp | None:
    """Adds, resets or removes; what the host is given, None where nothing is. Raises ConfigError."""
    if settings.embedded_database:
        (settings.folder / "data").mkdir(parents=True, exist_ok=True, mode=0o700)
        upgrade(settings.database)
    database = Database(settings.database)
    try:
        return _do(database, settings, do, name)
    except WalletError as problem:
        raise ConfigError(f"{name}: {SAID.get(type(problem), problem.sentence)}") from problem
    finally:
        database.close()


def _do(database: Database, settings: Config, do: str, name: str) -> SetUp | None:
    with database.write() as session:
        if do == "remove":
            hosts.remove(session, name)
            return None
        at_rest = secrets_files.at_rest_keys(settings.at_rest_key)
        return {"add": hosts.add, "reset": hosts.reset}[do](session, at_rest, name)

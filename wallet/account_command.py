"""What `wallet host` and `wallet operator` do to the database; the words stand in `wallet/cli.py`."""

from typing import Any, Final

from wallet import hosts, identity_row, operators, schema, secrets_files
from wallet.accounts import Accounts, SetUp
from wallet.config import Config
from wallet.db import Database
from wallet.errors import BadRequest, ConfigError, Exists, NotFound, WalletError
from wallet.opening import bring_up_to_date

KINDS: Final[dict[str, Accounts[Any]]] = {"host": hosts.ACCOUNTS, "operator": operators.ACCOUNTS}
GOES: Final = {"host": "the PCs and every session", "operator": "every session"}
SAID: Final[dict[type[WalletError], str]] = {
    BadRequest: "a name has 2 to 40 small letters, digits, or . _ -",
    Exists: "there is already one of this name; `wallet {kind} reset` gives new secrets",
    NotFound: "there is no such {kind}",
}


def run(settings: Config, kind: str, do: str, name: str) -> SetUp | None:
    """Adds, resets or removes; what the account is given, None where nothing is. Raises ConfigError."""
    if settings.embedded_database:
        (settings.folder / "data").mkdir(parents=True, exist_ok=True, mode=0o700)
        bring_up_to_date(settings)
    database = Database(settings.database)
    try:
        if do != "remove" and identity_row.in_use(database):
            secrets_files.kept_at_rest_keys(settings.at_rest_key)
        return _do(database, settings, kind, do, name)
    except WalletError as problem:
        said = SAID.get(type(problem), problem.sentence).replace("{kind}", kind)
        raise ConfigError(f"{name}: {said}") from problem
    finally:
        database.close()


def names(settings: Config, kind: str) -> list[str]:
    """Those of all accounts of a kind, in order. Raises ConfigError."""
    database = Database(settings.database)
    try:
        schema.check(database)
        with database.read() as session:
            return KINDS[kind].names(session)
    except WalletError as problem:
        raise ConfigError(problem.sentence) from problem
    finally:
        database.close()


def _do(database: Database, settings: Config, kind: str, do: str, name: str) -> SetUp | None:
    accounts = KINDS[kind]
    with database.write() as session:
        if do == "remove":
            accounts.remove(session, name)
            return None
        at_rest = secrets_files.at_rest_keys(settings.at_rest_key)
        return {"add": accounts.add, "reset": accounts.reset}[do](session, at_rest, name)

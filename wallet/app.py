"""create_app: the one place where the parts are joined."""

import secrets
from pathlib import Path
from typing import Final

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from wallet import (
    high_water,
    identity,
    identity_row,
    limits,
    room,
    run_store,
    schema,
    secrets_files,
    steady,
    web,
)
from wallet.ballast import Ballast
from wallet.blobs import open_store
from wallet.clock import Clock, seconds
from wallet.config import Config
from wallet.db import Database
from wallet.door_book import DoorKeys
from wallet.ephemeral import Ephemeral
from wallet.errors import ConfigError, WalletError
from wallet.identity import Places
from wallet.opening import bring_up_to_date, seeds_of
from wallet.oprf import Evaluator, LocalEvaluator
from wallet.oprf_socket import SocketEvaluator
from wallet.parts import Parts
from wallet.web.forwarded import made_plain
from wallet.web.parts import EXTENSION

THIS: Final = steady.Machine()


def create_app(
    config: Config, clock: Clock | steady.Machine = THIS, network_key: bytes | None = None
) -> Flask:
    """A whole server for this configuration. Raises ConfigError in one line.

    `clock` gives an aware UTC datetime, or is the machine whose time is to be kept steady; `network_key` (32
    bytes) is shared by workers that count together.
    """
    app = Flask("wallet", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.extensions[EXTENSION] = make_parts(config, clock, network_key or secrets.token_bytes(32))
    web.register(app, https=config.origin.startswith("https:"), proxied=bool(config.trusted_proxies))
    if config.trusted_proxies:
        app.wsgi_app = made_plain(app.wsgi_app)  # type: ignore[method-assign, assignment]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.trusted_proxies, x_proto=0)  # type: ignore[method-assign]
    return app


def make_parts(config: Config, clock: Clock | steady.Machine, network_key: bytes) -> Parts:
    """Makes folders, secrets and stores where they are missing (embedded default). Raises ConfigError."""
    _make_folders(config)
    _give_room(config)
    if config.embedded_database:
        bring_up_to_date(config)
    damage = config.run / "database.damaged"
    damage.unlink(missing_ok=True)  # told anew where it is still so
    database = Database(config.database, damage=damage)
    try:
        schema.check(database)
        return _parts(config, clock, network_key, database)
    except WalletError as problem:
        database.close()
        raise ConfigError(f"{config.folder}: a store cannot be opened ({problem.code})") from problem
    except ConfigError:
        database.close()
        raise


def _parts(config: Config, machine: Clock | steady.Machine, network_key: bytes, database: Database) -> Parts:
    blobs = open_store(config)
    whose = identity.agreed(Places(database, blobs, seeds_of(config)))
    identity_row.keep_to(database, whose)
    _refuse_without_keys(config, database)
    clock = _steady(config, machine, database) if isinstance(machine, steady.Machine) else machine
    store = run_store.opened(config.run / "ephemeral.db")
    at_rest = secrets_files.at_rest_keys(config.at_rest_key)
    return Parts(
        config=config,
        clock=clock,
        database=database,
        ephemeral=store,
        blobs=blobs,
        room=room.of(config),
        oprf=make_evaluator(config, store, clock, whose),
        at_rest=at_rest,
        door_keys=DoorKeys(at_rest, secrets_files.door_ids(config.door_key)),
        limits=limits.Limits(store, network_key),
        budgets=limits.budgets(config),
        network_key=network_key,
    )


def _steady(config: Config, machine: steady.Machine, database: Database) -> Clock:
    """The time of the service, which goes on from the latest that was seen. Raises ConfigError."""
    clock = steady.opened(machine, config.run, high_water.read(database))
    high_water.put(database, seconds(clock()))
    return clock


def _refuse_without_keys(config: Config, database: Database) -> None:
    """A key that is drawn anew opens no door of before."""
    for file in (config.at_rest_key, config.door_key):
        if not file.exists() and identity_row.in_use(database):
            raise ConfigError(f"{file}: missing, beside a database in use; `wallet seed open PART PART`")


def make_evaluator(config: Config, store: Ephemeral, clock: Clock, whose: bytes) -> Evaluator:
    """The evaluator of this process, or the one behind WALLET_OPRF_SOCKET."""
    if config.oprf_socket:
        return SocketEvaluator(config.oprf_socket, whose)
    return LocalEvaluator(config.oprf, store, clock)


def _make_folders(config: Config) -> None:
    _make_folder(config.folder)
    _make_folder(config.run)
    if config.embedded_database:
        _make_folder(config.folder / "data")
    if not config.oprf_socket:
        _make_folder(config.oprf)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise ConfigError(f"{folder}: {problem.strerror}") from problem


def _give_room(config: Config) -> None:
    """Opening a file of SQLite takes some, which a full disk does not have."""
    Ballast(config.run).see_to(make=False)
    if config.database_file is not None:
        Ballast(config.database_file.parent).see_to(make=False)

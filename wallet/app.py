"""create_app: the one place where the parts are joined."""

from flask import Flask

import wallet.models  # noqa: F401  (tables register themselves)
from wallet import secrets_files
from wallet.clock import Clock, system_clock
from wallet.config import Config
from wallet.db import Database
from wallet.ephemeral import Ephemeral
from wallet.errors import ConfigError
from wallet.parts import Parts
from wallet.web.parts import EXTENSION


def make_parts(config: Config, clock: Clock = system_clock) -> Parts:
    """Makes folders, secrets and stores of the embedded default where they are missing. Raises ConfigError."""
    _make_folders(config)
    return Parts(
        config=config,
        clock=clock,
        database=Database(config.database),
        ephemeral=Ephemeral(config.run / "ephemeral.db"),
        at_rest_key=secrets_files.load_or_make(config.at_rest_key),
    )


def create_app(config: Config, clock: Clock = system_clock) -> Flask:
    """A whole server for this configuration; `clock` gives an aware UTC datetime. Raises ConfigError."""
    app = Flask("wallet", static_folder="static")
    app.extensions[EXTENSION] = make_parts(config, clock)
    return app


def _make_folders(config: Config) -> None:
    folders = [config.folder, config.run]
    if config.embedded_database:
        folders.append(config.folder / "data")
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise ConfigError(f"{folder}: {problem.strerror}") from problem

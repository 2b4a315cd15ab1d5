"""A new epoch of the OPRF seed, and the end of the former one (decision 0034)."""

import secrets
from datetime import UTC, datetime
from typing import Final

from wallet import identity, identity_row, opening, secrets_files
from wallet.config import Config
from wallet.errors import ConfigError
from wallet.lasting import flush_folder
from wallet.oprf_math import SEED_BYTES
from wallet.seed_folder import SeedFolder

SETTING: Final = "WALLET_OPRF_FOLDER"


def begin(config: Config) -> str:
    """Makes the next seed, for the owner of the present one; its name.

    Raises ConfigError, also while a former seed lasts: guesses get two evaluations at most.
    """
    folder, epochs = _own(config)
    if len(epochs) > 1:
        raise ConfigError(f"{SETTING}: {folder.file(epochs[0])} lasts still; `wallet seed epoch end` first")
    file, present = folder.file(epochs[-1] + 1), folder.file(epochs[-1])
    secrets_files.add(file, secrets.token_bytes(SEED_BYTES), like=present)
    return file.name


def end(config: Config, *, yes: bool) -> list[str]:
    """Deletes all seeds but the newest; their names. Raises ConfigError, also without `yes`."""
    folder, epochs = _own(config)
    former = [folder.file(epoch) for epoch in epochs[:-1]]
    newest = folder.file(epochs[-1])
    if not former:
        raise ConfigError(f"{SETTING}: there is no former seed beside {newest}")
    if not yes:
        since = datetime.fromtimestamp(newest.stat().st_mtime, UTC).date()
        raise ConfigError(
            f"what was not opened since {newest.name} is there ({since}) dies; with `--yes` it ends"
        )
    for file in former:
        file.unlink()
    flush_folder(config.oprf)
    return [file.name for file in former]


def _own(config: Config) -> tuple[SeedFolder, list[int]]:
    """The folder, and its epochs. Raises ConfigError where there is none, or another installation's."""
    folder = SeedFolder(config.oprf)
    with opening.places(config) as three:
        identity.compare_seeds(identity_row.value(three.database), folder)
    return folder, sorted(folder.seeds())

"""The folder of seeds: `seed-1`, `seed-2` … by epoch, and whose they are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wallet import secrets_files
from wallet.errors import ConfigError, StoreAway

IDENTITY: Final = "identity"


class SeedFolder:
    """All but `identity` raise ConfigError in one line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def identity(self) -> bytes | None:
        """What lies beside the seeds. Raises StoreAway."""
        try:
            return (self._path / IDENTITY).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise StoreAway from problem

    def keep_identity(self, identity: bytes) -> None:
        """Keeps it where there is none, and makes a first seed where there is none."""
        if not self.has_seeds():
            secrets_files.seed(self._path / "seed-1")
        secrets_files.load_or_make(self._path / IDENTITY, lambda: identity)

    def has_seeds(self) -> bool:
        """Whether there are any."""
        return bool(self.files())

    def files(self) -> list[Path]:
        """Those of all seeds."""
        return sorted(self._path.glob("seed-*"))

    def seeds(self) -> Mapping[int, bytes]:
        """All of them by epoch; none where the first start is still to make one."""
        found = {}
        for file in self.files():
            number = file.name.removeprefix("seed-")
            if not (number.isascii() and number.isdigit()):
                raise ConfigError(f"{file}: an epoch is a whole number")
            found[int(number)] = secrets_files.seed(file)
        return found

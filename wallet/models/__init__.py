"""One table per file. Import this package and every table is known to `Base.metadata`."""

from wallet.models.door import Door
from wallet.models.vault import Vault
from wallet.models.vault_version import VaultVersion

__all__ = ["Door", "Vault", "VaultVersion"]

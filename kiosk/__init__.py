"""The free-access PC: a fresh browser for each visitor. Depends on the wallet, never the other way."""

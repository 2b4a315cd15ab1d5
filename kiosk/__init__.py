"""The free-access PC: launcher, browser policies, session rules. Depends on wallet, never the other way."""

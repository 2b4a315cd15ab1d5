"""Hosts: who look after free-access PCs. Their accounts are those of `wallet/accounts.py`."""

from typing import Final

from wallet.accounts import Accounts, SetUp
from wallet.models import Host

__all__ = ["ACCOUNTS", "SetUp", "add", "find", "remove", "reset"]

ACCOUNTS: Final = Accounts(Host, "host")
add, reset, remove, find = ACCOUNTS.add, ACCOUNTS.reset, ACCOUNTS.remove, ACCOUNTS.find

"""Operators: who run the wallet. Their accounts are those of `wallet/accounts.py`."""

from typing import Final

from wallet.accounts import Accounts, SetUp
from wallet.models import Operator

__all__ = ["ACCOUNTS", "SetUp", "add", "find", "remove", "reset"]

ACCOUNTS: Final = Accounts(Operator, "operator")
add, reset, remove, find = ACCOUNTS.add, ACCOUNTS.reset, ACCOUNTS.remove, ACCOUNTS.find

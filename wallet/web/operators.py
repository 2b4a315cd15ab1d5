"""Operators: /operator/v1/login, logout, me."""

from wallet.web.operator_login import LOGIN
from wallet.web.staff_entry import entry

blueprint = entry("operators", LOGIN)

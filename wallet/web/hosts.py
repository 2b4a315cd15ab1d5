"""Hosts: /host/v1/login, logout, me."""

from wallet.web.host_login import LOGIN
from wallet.web.staff_entry import REFUSAL, entry

__all__ = ["REFUSAL", "blueprint"]

blueprint = entry("hosts", LOGIN)

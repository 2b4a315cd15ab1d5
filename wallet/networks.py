"""Where a request comes from: its address, and the prefixes that one sender may have whole."""

import hmac
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final


class Scope(IntEnum):
    """How much of the internet a source stands for."""

    HOST = 0
    """An IPv4 address, or 64 bits of an IPv6 one: a household, a phone, a whole day centre."""
    SITE = 1
    """56 bits of an IPv6 address."""
    REGION = 2
    """48 bits of an IPv6 address, 24 of an IPv4 one."""
    PC = 3
    """A free-access PC that a host has enrolled."""


@dataclass(frozen=True)
class Source:
    """One network that a request counts against. `key`: 16 bytes that tell no address."""

    scope: Scope
    key: bytes


UNKNOWN: Final = ((Scope.HOST, b"unknown"),)


def prefixes(address: str) -> tuple[tuple[Scope, bytes], ...]:
    """The prefixes of an address, the narrowest first; what is no address counts as one network."""
    try:
        found = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return ((Scope.HOST, found.packed), (Scope.REGION, found.packed[:3]))
    packed = found.packed
    return ((Scope.HOST, packed[:8]), (Scope.SITE, packed[:7]), (Scope.REGION, packed[:6]))


def sources(address: str, key: bytes) -> tuple[Source, ...]:
    """The networks of an address, under a key that is kept nowhere."""
    return tuple(Source(scope, _hidden(key, scope, prefix)) for scope, prefix in prefixes(address))


def _hidden(key: bytes, scope: Scope, prefix: bytes) -> bytes:
    return hmac.digest(key, bytes([scope]) + prefix, "sha256")[:16]

"""Budgets of networks: how much may come from one address, counted without keeping the address.

Sized for 60 visitors a day behind one address, and for a machine that must not fall over. The key lives in
memory only, so a copy of the counters tells no address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from wallet import networks
from wallet.clock import DAY, HOUR, MINUTE
from wallet.config import Config
from wallet.ephemeral import Ephemeral
from wallet.errors import SlowDown
from wallet.networks import Scope

KIND = "network:"
FEEDBACK_A_DAY = 20
LOCATOR_HOURS: Final = 4
"""Digits are made in a day as often as in so many hours."""
DIGITS_AN_HOUR: Final = 20_000
TIMES: Final = {Scope.HOST: 1, Scope.SITE: 2, Scope.REGION: 3}
"""How many times the budget of one address a wider network has."""


@dataclass(frozen=True)
class Budget:
    """At most `most` from one address in each window of `window` seconds."""

    name: str
    most: int
    window: int
    everywhere: int = 0
    """At most so many from all addresses together; 0: as many as there are."""


@dataclass(frozen=True)
class Budgets:
    """Every budget of a network."""

    requests: Budget
    vaults: Budget
    guesses: Budget
    digits: Budget
    """Evaluations of digits. Past it, and past that of all networks, each takes work."""
    cards: Budget
    """Evaluations of helpers' cards: apart, so that a flood of digits closes none. Past it, work."""
    wrong_digits: Budget
    """Tries to open with wrong digits: past it refused, for with work one address could burn all digits."""
    locators: Budget
    locators_a_day: Budget
    """Digits that are made hold a locator for a day."""
    bytes: Budget
    deposits: Budget
    feedback: Budget
    host_tries: Budget
    """Wrong sign-ins of hosts and operators together."""
    machines: Budget
    """Requests of hosts, their PCs and operators: counted apart, as many as those of wallets."""


def budgets(config: Config) -> Budgets:
    """The budgets that the configuration sets."""
    return Budgets(
        requests=Budget("requests", config.network_requests_an_hour, HOUR),
        vaults=Budget("vaults", config.network_vaults_a_day, DAY),
        guesses=Budget("guesses", config.network_guesses_an_hour, HOUR),
        digits=Budget("digits", config.network_code_tries_an_hour, HOUR, everywhere=DIGITS_AN_HOUR),
        cards=Budget("cards", config.network_code_tries_an_hour, HOUR),
        wrong_digits=Budget("wrong_digits", config.network_code_tries_an_hour, HOUR),
        locators=Budget("locators", config.network_code_tries_an_hour, HOUR),
        locators_a_day=Budget("locators_a_day", LOCATOR_HOURS * config.network_code_tries_an_hour, DAY),
        bytes=Budget("bytes", config.network_bytes_a_day, DAY),
        deposits=Budget("deposits", config.network_deposits_a_day, DAY),
        feedback=Budget("feedback", FEEDBACK_A_DAY, DAY),
        host_tries=Budget("host_tries", config.network_host_tries_a_minute, MINUTE),
        machines=Budget("machines", config.network_requests_an_hour, HOUR),
    )


def network(address: str) -> bytes:
    """What counts as one network: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return b"unknown"
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return mapped.packed if mapped else found.packed[:8]
    return found.packed


class Limits:
    """Charges networks. `key` is drawn when the server starts and shared by its workers."""

    def __init__(self, store: Ephemeral, key: bytes) -> None:
        self._store = store
        self._key = key

    def charge(self, address: str, budget: Budget, now: int, n: int = 1) -> None:
        """Counts n against the budget of each prefix of the address, and of all together.

        Raises SlowDown, says how many seconds the window still lasts, and gives back what it counted: else
        what is refused to one address would use up what its neighbours have together.
        """
        slot = now // budget.window
        end = (slot + 1) * budget.window
        most = dict(self._sums(address, budget))
        totals = self._store.count_each(KIND + budget.name, list(most), slot, end, n)
        if any(totals[key] > most[key] for key in most):
            self._store.count_each(KIND + budget.name, list(most), slot, end, -n)
            raise SlowDown(retry_after=end - now)

    def _sums(self, address: str, budget: Budget) -> Iterator[tuple[bytes, int]]:
        """Keys of counters, and how far each may go."""
        for source in networks.sources(address, self._key):
            yield source.key, budget.most * TIMES[source.scope]
        if budget.everywhere:
            yield b"", budget.everywhere

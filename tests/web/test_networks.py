"""Wider networks over HTTP: whoever holds a whole prefix has little more than whoever holds one address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk import Desk, refused
from tests.web.proxied import behind_a_proxy

MOST = 4
FLOODS = [
    pytest.param([f"2001:db8:5:1{at:02x}::1" for at in range(9)], "2001:db8:5:200::1", 2, id="a /56"),
    pytest.param([f"2001:db8:0:{at:x}00::1" for at in range(9)], "2001:db8:1::1", 3, id="a /48"),
    pytest.param([f"192.0.2.{at}" for at in range(9)], "198.51.100.1", 3, id="an IPv4 /24"),
]


@pytest.fixture(scope="module", params=["embedded", "scaled"])
def proxied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A server behind a proxy of ours, on each pair of stores."""
    with behind_a_proxy(request, tmp_path_factory, network_requests_an_hour=str(MOST)) as desk:
        yield desk


def looks(desk: Desk, address: str) -> bool:
    """Whether somebody there is answered."""
    answer = desk.client.get("/v1/about", headers={"X-Forwarded-For": address})
    assert answer.status_code == 200 or refused(answer, 429, "slow_down")
    return answer.status_code == 200


@pytest.mark.parametrize(("addresses", "elsewhere", "times"), FLOODS)
def test_all_addresses_of_a_prefix_have_a_few_times_the_budget_of_one(
    proxied: Desk, addresses: list[str], elsewhere: str, times: int
) -> None:
    answered = [looks(proxied, address) for address in addresses for _ in range(MOST)]
    assert answered.count(True) == MOST * times
    assert looks(proxied, elsewhere)
    proxied.clock.forward(hours=1)
    assert looks(proxied, addresses[-1])


def test_what_is_refused_to_one_address_costs_its_neighbours_nothing(proxied: Desk) -> None:
    answered = [looks(proxied, "203.0.113.1") for _ in range(MOST * 4)]
    assert answered.count(True) == MOST
    assert looks(proxied, "203.0.113.2")

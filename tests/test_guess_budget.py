"""Floods of guesses: what they shut, and what goes on opening (decision 0022)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from wallet import guess_budget
from wallet.clock import DAY, HOUR
from wallet.ephemeral import Ephemeral
from wallet.errors import TooManyGuesses
from wallet.guess_budget import Guess, GuessBudget, Kind
from wallet.networks import Scope, Source, sources

KEY = bytes(32)
NOW = 20_000 * DAY + 8 * HOUR
NAMES = 65_536
PC = Source(Scope.PC, b"pc of Bilal's ..")


@pytest.fixture
def budget(tmp_path: Path) -> GuessBudget:
    return GuessBudget(Ephemeral(tmp_path / "counters.db"))


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


def row(number: int, address: str, *more: Source) -> Guess:
    return Guess(Kind.ROW, name(number), (*sources(address, KEY), *more))


def spent(budget: GuessBudget, guess: Guess, at_most: int, now: int = NOW) -> int:
    """How many of so many guesses were let in."""
    for count in range(at_most):
        try:
            budget.spend(guess, now)
        except TooManyGuesses:
            return count
    return at_most


def opens(budget: GuessBudget, guess: Guess, now: int = NOW) -> bool:
    return spent(budget, guess, 1, now) == 1


@pytest.mark.parametrize(
    ("hosts", "of_a_name", "names"),
    [
        (["10.1.2.3"], (15, 30), 120),
        (["2001:db8::1", "2001:db8::ffff"], (15, 30), 120),
        (["2001:db8::1", "2001:db8:0:1::1", "2001:db8:0:2::1"], (30, 60), 240),
        ([f"2001:db8:0:{site}00::" for site in range(5)], (45, 90), 480),
        ([f"10.1.2.{host}" for host in range(1, 6)], (45, 90), 480),
    ],
    ids=["an IPv4 address", "a /64", "a /56", "a /48", "an IPv4 /24"],
)  # fmt: skip
def test_a_network_has_a_share_of_each_name_and_so_many_names(
    budget: GuessBudget, hosts: Sequence[str], of_a_name: tuple[int, int], names: int
) -> None:
    hour, day = of_a_name
    assert sum(spent(budget, row(0, host), 20) for host in hosts) == hour
    assert sum(spent(budget, row(0, host), 20, NOW + HOUR) for host in hosts) == day - hour
    assert sum(spent(budget, row(0, host), 1, NOW + 2 * HOUR) for host in hosts) == 0
    asked = 1 + sum(opens(budget, row(number, hosts[number % len(hosts)])) for number in range(1, 600))
    assert asked == names
    assert opens(budget, row(0, "192.0.2.7")), "another network has its own share"
    assert opens(budget, row(0, hosts[0]), NOW + DAY), "and tomorrow everybody"


def test_words_and_cards_have_one_budget_wherever_they_are_guessed(budget: GuessBudget) -> None:
    for kind in (Kind.PHRASE, Kind.CARD):
        guesses = [Guess(kind, name(0), sources(f"10.0.{host}.1", KEY)) for host in range(25)]
        assert [opens(budget, one) for one in guesses] == [True] * 20 + [False] * 5
        later = [opens(budget, guesses[0], NOW + hour * HOUR) for hour in range(1, 5) for _ in range(20)]
        assert sum(later) == 40
        assert opens(budget, Guess(kind, name(1), guesses[0].sources))


def test_an_enrolled_pc_opens_where_its_network_is_used_up(budget: GuessBudget) -> None:
    here = "10.1.2.3"
    assert spent(budget, row(0, here), 20) == 15
    assert sum(opens(budget, row(number, here)) for number in range(1, 200)) == 119
    assert not opens(budget, row(500, here))
    assert spent(budget, row(0, here, PC), 30) == 20
    assert spent(budget, row(500, here, PC), 30) == 20
    assert spent(budget, row(500, here, PC), 100, NOW + HOUR) == 20
    assert spent(budget, row(500, here, PC), 100, NOW + 2 * HOUR) == 20
    assert not opens(budget, row(500, here, PC), NOW + 3 * HOUR), "sixty in a day"


def test_who_opens_a_name_that_many_have_tried_is_told(budget: GuessBudget) -> None:
    told = [budget.spend(row(0, f"10.0.{host}.1"), NOW) for host in range(70)]
    assert told == [False] * 60 + [True] * 10
    assert budget.spend(row(1, "10.0.0.1"), NOW) is False


def flood(budget: GuessBudget, hosts: Sequence[str], numbers: Sequence[int]) -> None:
    """Each address guesses at each of these names as often as it may in two hours, which is all of a day."""
    for number, hour, host in product(numbers, (0, 1), hosts):
        spent(budget, row(number, host), 16, NOW + hour * HOUR)


def shut(budget: GuessBudget, numbers: Sequence[int]) -> list[int]:
    """Those of these names that somebody at home cannot open two hours later."""
    home = [f"198.51.{number >> 8}.{number & 255}" for number in numbers]
    later = NOW + 2 * HOUR
    return [
        number
        for number, host in zip(numbers, home, strict=True)
        if not opens(budget, row(number, host), later)
    ]


def test_a_flood_from_one_48_shuts_no_name_elsewhere(budget: GuessBudget) -> None:
    hosts = [f"2001:db8:0:{site:x}00::1" for site in range(4)]
    flood(budget, hosts, range(3))
    assert shut(budget, range(3)) == []
    assert not opens(budget, row(0, hosts[0]), NOW + 2 * HOUR), "the control: there it is shut"


def test_ten_addresses_shut_a_name_and_nine_do_not(budget: GuessBudget) -> None:
    hosts = [f"10.{host}.0.1" for host in range(10)]
    flood(budget, hosts, [0])
    flood(budget, hosts[:9], [1])
    assert shut(budget, range(2)) == [0]
    for kind in (Kind.CARD, Kind.PHRASE):
        assert opens(budget, Guess(kind, name(0), sources(hosts[0], KEY)), NOW + 2 * HOUR)
    assert opens(budget, row(0, hosts[0], PC), NOW + 2 * HOUR)


def test_a_flood_over_many_names_lifts_the_sum_of_each(
    budget: GuessBudget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guess_budget, "FLOOD", 5)
    hosts = [f"10.{host}.0.1" for host in range(10)]
    flood(budget, hosts, range(5))
    assert shut(budget, range(5)) == list(range(5))
    flood(budget, hosts, range(5, 12))
    assert shut(budget, range(12)) == [], "the sixth busy name lifts the sum of all"


def test_at_most_one_wallet_in_a_hundred_is_shut_by_two_hundred_addresses() -> None:
    [(_, _), (_, of_a_day)] = guess_budget.ROW_OF_ONE
    before = guess_budget.FLOOD
    while_flooded = 200 * guess_budget.NAMES_A_DAY * of_a_day // guess_budget.ALL_WHEN_FLOODED
    assert before + while_flooded > guess_budget.FLOOD, "the control: either takes some"
    assert max(before, while_flooded) <= NAMES // 100


def test_the_key_of_the_day_goes_with_it_and_stays_over_a_restart(tmp_path: Path) -> None:
    for now in (NOW, NOW + HOUR):
        assert spent(GuessBudget(Ephemeral(tmp_path / "counters.db")), row(0, "10.1.2.3"), 15, now) == 15
    budget = GuessBudget(Ephemeral(tmp_path / "counters.db"))
    assert not opens(budget, row(0, "10.1.2.3"), NOW + 2 * HOUR)
    with sqlite3.connect(tmp_path / "counters.db") as kept:
        (before,) = kept.execute("SELECT value FROM item WHERE kind = 'guess-key'").fetchone()
        assert opens(budget, row(0, "10.1.2.3"), NOW + DAY)
        keys = kept.execute("SELECT value FROM item WHERE kind = 'guess-key'").fetchall()
    assert len(keys) == 1
    assert keys[0][0] != before

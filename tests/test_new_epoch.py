"""A new seed on a server that runs: what was given out before it, during it and after the former's end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.installation import Installation
from tests.test_oprf_identity import evaluator
from tests.web import share_calls as calls
from tests.web.share_calls import digits, made
from wallet.crypto.bytes import b64, unb64


class Running:
    """A server, and who runs it."""

    def __init__(self, desk: Desk, made: Installation) -> None:
        self.desk, self.made = desk, made

    def begins(self) -> None:
        """A new epoch."""
        assert self.made.says("seed", "epoch")[0] == 0
        os.utime(self.made.config.oprf / "seed-2", (self.desk.clock.now, self.desk.clock.now))

    def ends(self) -> None:
        """The end of the former one."""
        assert self.made.says("seed", "epoch", "end", "--yes")[0] == 0


@pytest.fixture(params=["embedded", "behind a socket"])
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    socket = Path("/tmp") / f"sacoche-epoch-{os.getpid()}.sock"
    if request.param == "embedded":
        made = Installation(tmp_path / "var", {}, dict)
        with made.runs() as desk:
            yield Running(desk, made)
        return
    settings = {"oprf_socket": str(socket), "oprf_folder": str(tmp_path / "seeds/oprf")}
    made = Installation(tmp_path / "var", settings, dict)
    with evaluator(tmp_path / "seeds", socket), made.runs() as desk:
        yield Running(desk, made)
    socket.unlink()


def evaluated(answer: TestResponse) -> tuple[str, str]:
    """The door, and the evaluation for its digits."""
    assert answer.status_code == 200, answer.text
    return answer.json["door_id"], answer.json["evaluation"]  # type: ignore[index]


def shown(desk: Desk, locator: str | None) -> tuple[str, str]:
    return evaluated(calls.tried(desk, locator))


def card(desk: Desk, door_id: str | None = None) -> tuple[str, str]:
    """A new card; with a door's id, a try at it, after the pause of those before."""
    desk.clock.forward(seconds=30)
    known = {"door_id": door_id} if door_id else {}
    return evaluated(desk.post("code/card", {**known, "blinded": b64(calls.BASE)}))


@pytest.mark.parametrize("give", [lambda desk: made_digits(desk), card], ids=["digits", "card"])
def test_what_was_given_out_is_evaluated_as_before_until_its_seed_ends(
    running: Running, give: Callable[[Desk], tuple[str, str]]
) -> None:
    desk = running.desk
    before = give(desk)
    assert tried(desk, before) == before
    running.begins()
    during = give(desk)
    assert tried(desk, before) == before
    assert tried(desk, during) == during
    running.ends()
    assert tried(desk, during) == during
    assert tried(desk, before) != before


def made_digits(desk: Desk) -> tuple[str, str]:
    """Digits that lead to a share: locator and door, and the evaluation for whoever types them."""
    code = digits(desk)
    made(desk, code)
    door_id, evaluation = shown(desk, code.locator)
    assert unb64(door_id) == code.id
    return f"{code.locator} {door_id}", evaluation


def tried(desk: Desk, given: tuple[str, str]) -> tuple[str, str]:
    """The same, asked for once more."""
    locator, _, door_id = given[0].rpartition(" ")
    if not locator:
        return card(desk, door_id)
    found, evaluation = shown(desk, locator)
    return f"{locator} {found}", evaluation


def test_digits_that_lead_nowhere_change_neither_at_a_new_seed_nor_at_an_end(running: Running) -> None:
    desk = running.desk
    nowhere = [f"{number:04}" for number in range(0, 10_000, 1111)]
    begun = [shown(desk, locator) for locator in nowhere]
    running.begins()
    assert [shown(desk, locator) for locator in nowhere] == begun
    desk.clock.forward(hours=26)
    later = [shown(desk, locator) for locator in nowhere]
    assert not set(later) & set(begun)
    running.ends()
    assert [shown(desk, locator) for locator in nowhere] == later


def test_a_card_that_was_never_made_does_not_change_at_a_new_seed(running: Running) -> None:
    asked = b64(bytes(range(16)))
    before = card(running.desk, asked)
    running.begins()
    assert card(running.desk, asked) == before


def guessed(desk: Desk) -> tuple[str, str | None]:
    """The present evaluation of a card's pictures, and the former one."""
    body = {"kind": "card", "lookup": b64(bytes(range(16))), "blinded": b64(calls.BASE)}
    answer = desk.post("oprf", body)
    assert answer.status_code == 200, answer.text
    said = answer.json or {}
    return said["evaluation"], said["former"] and said["former"]["evaluation"]


def test_a_guess_gets_both_until_the_end(running: Running) -> None:
    before, none = guessed(running.desk)
    running.begins()
    during, former = guessed(running.desk)
    running.ends()
    assert (none, former) == (None, before)
    assert during != before
    assert guessed(running.desk) == (during, None)

"""What somebody with a wallet of their own, or with an ended link, might try at the shares of others."""

from __future__ import annotations

import os

import pytest

from tests.desk import Desk, refused
from tests.server import stores
from tests.web.share_calls import (
    Door,
    Shared,
    digits,
    kinds,
    knock,
    made,
    new_digits,
    opened,
    post_share,
    story,
    typed,
)

NOWHERE = bytes(16)
"""The id that a refusal once counted at, so that it took as long as an opening."""


@pytest.fixture
def decoy(desk: Desk) -> Shared:
    """A share with the id of no share, made before such a one was refused."""
    share = made(desk, max_opens=1000)
    there = stores.rows(desk.parts)
    there["share"][0]["id"] = there["share_door"][0]["share_id"] = NOWHERE
    stores.empty(desk.parts)
    stores.insert(desk.parts, there)
    return share


@pytest.mark.usefixtures("decoy")
def test_a_share_with_the_id_zero_opens_no_other(desk: Desk) -> None:
    later = made(desk, not_before=desk.clock.now + 600)
    assert refused(knock(desk, later.link), 404, "not_found")
    assert refused(knock(desk, Door(id=later.link.id)), 404, "not_found")
    assert kinds(desk, later) == ["refused", "refused"]


@pytest.mark.usefixtures("decoy")
def test_a_share_with_the_id_zero_gives_no_free_tries_at_digits(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code)
    typed(desk, code.locator or "")
    assert refused(knock(desk, Door(id=code.id)), 404, "not_found")
    assert story(desk, share)["code"]["tries_left"] == 7


@pytest.mark.usefixtures("decoy")
def test_a_share_with_the_id_zero_resumes_no_used_up_one(desk: Desk) -> None:
    share = made(desk, max_opens=1)
    opened(knock(desk, share.link))
    assert refused(knock(desk, share.link), 404, "not_found")


def test_nobody_makes_a_share_with_the_id_zero(desk: Desk) -> None:
    assert refused(post_share(desk, Shared(id=NOWHERE)), 400, "bad_request")


@pytest.mark.usefixtures("decoy")
def test_refusals_use_up_no_opening_of_the_share_with_the_id_zero(desk: Desk) -> None:
    knock(desk, Door())
    assert [share["opens"] for share in stores.rows(desk.parts)["share"]] == [0]


def test_wrong_digits_use_up_the_tries_of_who_types_them(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code)
    typed(desk, code.locator or "")
    fakes = [typed(desk, f"{number:04}") for number in range(60) if f"{number:04}" != code.locator]
    for number in range(desk.parts.config.network_code_tries_an_hour - 2):
        assert refused(knock(desk, Door(id=fakes[number % len(fakes)])), 404, "not_found")
    for _ in range(2):
        assert refused(knock(desk, Door(id=code.id)), 404, "not_found")
    assert refused(knock(desk, Door(id=code.id)), 429, "slow_down")
    desk.clock.forward(seconds=10)
    assert refused(knock(desk, Door(id=code.id)), 429, "slow_down")
    assert story(desk, share)["code"]["tries_left"] == 6


def test_right_digits_and_links_use_up_no_tries(desk: Desk) -> None:
    most = desk.parts.config.network_code_tries_an_hour
    code = digits(desk)
    share = made(desk, code, max_opens=1000)
    typed(desk, code.locator or "")
    for _ in range(most):
        opened(knock(desk, code))
    for _ in range(most):
        knock(desk, Door(id=share.link.id))
    typed(desk, code.locator or "")


def test_one_network_reserves_few_locators(desk: Desk) -> None:
    answers = []
    for _ in range(desk.parts.config.network_code_tries_an_hour + 1):
        answers.append(new_digits(desk, os.urandom(16)).status_code)
    assert (answers.count(200), answers[-1]) == (len(answers) - 1, 429)

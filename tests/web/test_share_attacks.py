"""What somebody with a wallet of their own, or with an ended link, might try at the shares of others."""

from __future__ import annotations

import pytest

from tests.desk import Desk, refused
from tests.web.share_calls import Door, Shared, digits, kinds, knock, made, opened, post_share, story, typed

NOWHERE = bytes(16)
"""The id that a refusal once counted at, so that it took as long as an opening."""


@pytest.fixture
def decoy(desk: Desk) -> Shared:
    """A share with the id of no share; whether it may be made at all is not what matters."""
    share = Shared(id=NOWHERE)
    post_share(desk, share, max_opens=1000)
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


def test_refusals_use_up_no_opening_of_the_share_with_the_id_zero(desk: Desk, decoy: Shared) -> None:
    knock(desk, Door())
    assert story(desk, decoy)["opens"] == 0

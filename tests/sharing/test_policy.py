"""When a share may be opened: the whole table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wallet.errors import BadRequest
from wallet.oprf import Door
from wallet.sharing import holds, policy
from wallet.sharing.policy import Facts

LINK = Facts(not_before=100, expires_at=200, max_opens=2, opens=0)
CODE = replace(LINK, code_until=180, tries=0)


@pytest.mark.parametrize(
    ("facts", "now", "opens", "resumes"),
    [
        (LINK, 99, False, False),
        (LINK, 100, True, True),
        (LINK, 199, True, True),
        (LINK, 200, False, False),
        (replace(LINK, opens=1), 150, True, True),
        (replace(LINK, opens=2), 150, False, True),
        (replace(LINK, opens=3), 150, False, True),
        (Facts(None, None, None, None), 150, False, False),
        (replace(LINK, expires_at=None), 150, False, False),
        (replace(LINK, tries=8), 150, True, True),
        (CODE, 179, True, True),
        (CODE, 180, False, False),
        (replace(CODE, tries=7), 150, True, True),
        (replace(CODE, tries=8), 150, False, False),
        (replace(CODE, tries=9), 150, False, False),
        (replace(CODE, opens=2), 150, False, True),
        (replace(CODE, code_until=300), 200, False, False),
    ],
)
def test_who_may_open_when(facts: Facts, now: int, opens: bool, resumes: bool) -> None:
    assert policy.may_open(facts, now) is opens
    assert policy.may_open(facts, now, resumed=True) is resumes


def test_pauses_grow() -> None:
    assert [policy.pause_after(wrong) for wrong in range(11)] == [0, 0, 0, 5, 10, 20, 40, 80, 160, 160, 160]


@pytest.mark.parametrize(
    ("start", "end", "good"),
    [
        (0, 1, False),
        (0, 1001, True),
        (1001, 1001, False),
        (1002, 1001, False),
        (5000, 6000, True),
        (0, 1000, False),
        (0, 1000 + policy.LONGEST, True),
        (0, 1000 + policy.LONGEST + policy.SKEW, True),
        (0, 1000 + policy.LONGEST + policy.SKEW + 1, False),
    ],
)
def test_times_that_a_share_may_have(start: int, end: int, good: bool) -> None:
    if good:
        policy.check_times(start, end, 1000)
    else:
        with pytest.raises(BadRequest):
            policy.check_times(start, end, 1000)


@pytest.mark.parametrize("opens", [0, -1, 1001])
def test_openings_that_no_share_may_have(opens: int) -> None:
    with pytest.raises(BadRequest):
        policy.check_terms(0, 2000, opens, 1000, by_cards=False)


DAY, NOW = 86_400, 1_000_000


@pytest.mark.parametrize(
    ("kind", "wanted", "start", "until"),
    [
        (Door.DIGITS, None, NOW, NOW + DAY),
        (Door.ADDRESS, None, NOW, NOW + 7200),
        (Door.DIGITS, NOW - 5, NOW, NOW + DAY),
        (Door.DIGITS, NOW + 60, NOW, NOW + 60 + DAY),
        (Door.DIGITS, NOW + 9 * DAY, NOW + 9 * DAY - 600, NOW + 10 * DAY),
    ],
)
def test_when_digits_are_told_and_end(kind: Door, wanted: int | None, start: int, until: int) -> None:
    assert holds.term(kind, wanted, 600, NOW) == holds.Term(start, until)
    assert until <= start + holds.told(kind)

"""S1 and S5 on the unmodified command: its clock, its sweep, its workers, and Argon2id in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import pdf, picture
from tests.people.holder import Holder
from tests.people.worker import Worker
from tests.test_serve import Running, running

pytestmark = pytest.mark.browser


@pytest.fixture(params=["embedded", "scaled"])
def command(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """`wallet run` on each pair of stores in turn."""
    settings: dict[str, str] = dict(request.getfixturevalue(request.param))
    settings.pop("folder")
    named = {f"WALLET_{name.upper()}": value for name, value in settings.items()}
    with running(tmp_path / "command", **named) as server:
        yield server


def test_amal_makes_a_wallet_and_shows_a_paper_by_digits(
    browser: Browser, command: Running, tmp_path: Path
) -> None:
    amal = Holder(browser, command.origin, "ar", real_argon=True)
    amal.makes_a_wallet_by_hand()
    for name, content in (("amu.jpg", picture()), ("decision.pdf", pdf())):
        (tmp_path / name).write_bytes(content)
        amal.papers.add(tmp_path / name)
    amal.finishes()
    amal.unlocks()
    title = amal.papers.titles()[0]
    amal.shares.show(title)
    digits = amal.shares.digits()

    secretary = Worker(browser, command.origin, "fr")
    secretary.types(digits)
    secretary.agrees()
    secretary.waits_for(".viewer-drawn")  # a single paper is shown at once
    secretary.closes()

    amal.is_at_the_list()
    amal.shares.expect_events("opened", "closed")
    amal.is_at_the_list()
    amal.finishes()
    amal.card.unlock()
    assert amal.papers.count() == 2
    for person in (amal, secretary):
        person.gets_up()
        assert person.complaints == []

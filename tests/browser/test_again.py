"""Another worker comes: the person shows the same papers on, without looking them up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder
from tests.people.seat import titled

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]


@pytest.fixture
def mirela(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    mirela = Holder(browser, served.origin, "fr")
    mirela.makes_a_wallet()
    for name in ("school", "health"):
        (tmp_path / f"{name}.jpg").write_bytes(picture())
        mirela.papers.add(tmp_path / f"{name}.jpg")
    yield mirela
    mirela.gets_up()
    assert mirela.complaints == []


def has_a_badge(browser: Browser, served: Live) -> tuple[Holder, str]:
    worker = Holder(browser, served.origin, "nl")
    worker.makes_a_wallet()
    return worker, worker.mailboxes.make("badge")


def looks(worker: Holder) -> None:
    """Closes their wallet and opens it again, which fetches what was put in."""
    worker.is_at_the_list()
    worker.finishes()
    worker.unlocks()


def shows_again(holder: Holder) -> None:
    """From the list to the ticks, filled in as the newest share was."""
    holder.taps("[data-go=shares]")
    holder.taps(".showing-row [data-ref=same]")
    holder.waits_for("main [data-ref=next]")
    holder.lifts_the_veil()


def ticked(holder: Holder) -> list[str]:
    return holder.reads("label.row:has(input:checked) [data-text=title]")


def test_what_one_worker_saw_is_shown_to_the_next(browser: Browser, mirela: Holder, served: Live) -> None:
    sofie, first = has_a_badge(browser, served)
    jonas, second = has_a_badge(browser, served)
    mirela.shares.show("school", "health", name="Mirela P.", note="Pour l’inscription", may_print=True)
    mirela.contacts.send(first, "Sofie")
    mirela.is_at_the_list()
    looks(sofie)
    window = sofie.contacts.open_shown()
    window.click("main [data-ref=open]")
    window.wait_for_selector("main [data-ref=open]", state="detached")
    window.close()

    shows_again(mirela)
    assert sorted(ticked(mirela)) == ["health", "school"]
    assert mirela.reads("main [data-text=missing]") == [""]
    mirela.page.locator(f"label.row:has({titled('health')}) input").uncheck()
    mirela.taps("main [data-ref=next]")
    mirela.waits_for("input[name=until]")
    page = mirela.page
    assert page.input_value("#terms-name") == "Mirela P."
    assert page.input_value("#terms-note") == "Pour l’inscription"
    assert page.is_checked("main [data-ref=print]")
    assert not page.is_checked("main [data-ref=keep]")
    assert page.is_checked("input[name=until][value='1800']")
    assert page.is_checked("main [data-ref=ends]")
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")
    mirela.contacts.send(second, "Jonas")
    mirela.is_at_the_list()
    mirela.taps("[data-go=shares]")
    expect(page.locator("[data-slot=running] .showing-row")).to_have_count(1)
    assert mirela.reads("[data-slot=running] h2") == ["school"]
    assert "Jonas" in page.inner_text("[data-slot=running] [data-text=sent]")

    sofie.is_at_the_list()
    again = sofie.contacts.open_shown()
    again.click("main [data-ref=open]")
    again.wait_for_selector("main [data-ref=retry]")
    looks(jonas)
    theirs = jonas.contacts.open_shown()
    theirs.click("main [data-ref=open]")
    theirs.wait_for_selector("main [data-look=picture] img")
    assert "Mirela P." in theirs.inner_text("h1")
    for worker in (sofie, jonas):
        worker.gets_up()


def test_what_is_gone_or_was_covered_is_told_and_not_ticked(mirela: Holder) -> None:
    mirela.shares.tick("school", "health")
    mirela.page.locator(f"li:has({titled('school')}) [data-ref=cover]").click()
    mirela.taps("main [data-ref=add]")
    mirela.taps("main form button.primary")
    mirela.waits_for("input[name=until]")
    mirela.page.check("input[name=until][value=today]")
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")
    mirela.is_at_the_list()
    mirela.shares.stop()
    mirela.is_at_the_list()
    mirela.papers.throw_away("health")
    shows_again(mirela)
    assert ticked(mirela) == []
    said = mirela.reads("main [data-text=missing]")[0]
    assert said == " ".join(mirela.word(f"again.{one}").replace("{n}", "1") for one in ("gone", "other"))
    mirela.page.locator(f"label.row:has({titled('school')}) input").check()
    mirela.taps("main [data-ref=next]")
    mirela.waits_for("input[name=until]")
    assert mirela.page.is_hidden("main [data-ref=ends]")
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")

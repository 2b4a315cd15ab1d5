"""Bringing in whatever file somebody has: any ZIP, a locked one, a wallet that was saved closed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import picture
from tests.browser.test_saved_closed import saved_closed
from tests.browser.test_take_along import NOTE, contents, listed, with_papers
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]


@pytest.fixture
def karim(browser: Browser, served: Live) -> Iterator[Holder]:
    karim = Holder(browser, served.origin, "en")
    karim.makes_a_wallet()
    yield karim
    karim.gets_up()
    assert karim.complaints == []


@pytest.fixture
def newcomer(browser: Browser, served: Live) -> Iterator[Holder]:
    newcomer = Holder(browser, served.origin, "en")
    newcomer.makes_a_wallet()
    yield newcomer
    newcomer.gets_up()
    assert newcomer.complaints == []


def test_any_zip_comes_in_and_what_does_not_is_named(newcomer: Holder, tmp_path: Path) -> None:
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("Santé/attestation.jpg", picture())
        whole.writestr("__MACOSX/Santé/._attestation.jpg", bytes(120))
        whole.writestr("Thumbs.db", bytes(50))
        whole.writestr("mot.txt", "un mot")
        whole.writestr("vide.txt", "")
        whole.writestr("faux.jpg", b"\xff\xd8\xff" + bytes(300))
        whole.writestr("autre.txt", "a" * 500, zipfile.ZIP_LZMA)
    said = newcomer.leaving.bring_in(path)
    assert said["added"].startswith("2 ")
    refused = dict(one.split(": ", 1) for one in said["refused"].splitlines())
    assert refused.keys() == {"vide.txt", "faux.jpg", "autre.txt"}
    assert "packed" in refused["autre.txt"]
    assert not any("our side" in one for one in refused.values())
    titles = newcomer.papers.titles()
    assert set(titles) == {"attestation", "mot"}


def test_a_locked_export_comes_in_with_its_digits(karim: Holder, newcomer: Holder, tmp_path: Path) -> None:
    with_papers(karim, tmp_path)
    path, words = karim.leaving.take_everything(tmp_path, sealed=True)
    said = newcomer.leaving.bring_in(path, digits=words)
    assert (said["added"][:2], said["refused"]) == ("3 ", "")
    files = contents(newcomer.leaving.take_everything(tmp_path)[0])
    assert NOTE.encode() in files.values()
    assert bytes(range(256)) * 50 in files.values()
    assert {one["group"] for one in listed(files)} == {None, "Sara"}


def test_a_wallet_that_was_saved_closed_comes_in_with_its_safe_card(
    karim: Holder, newcomer: Holder, tmp_path: Path
) -> None:
    with_papers(karim, tmp_path)
    pocket = list(karim.groups)
    karim.settings.make_card("safe", "chez Sofie")
    path = saved_closed(karim, tmp_path)
    newcomer.taps("[data-go=add]")
    newcomer.taps("main [data-go=import]")
    newcomer.page.set_input_files("main [data-ref=file]", str(path))
    newcomer.leaving.opens_it("", pocket)
    newcomer.waits_for("main [data-text=trouble]:not(:empty)")
    newcomer.is_at_the_list()
    assert newcomer.papers.count() == 0
    said = newcomer.leaving.bring_in(path, card=karim.groups)
    assert (said["added"][:2], said["refused"]) == ("3 ", "")
    files = contents(newcomer.leaving.take_everything(tmp_path)[0])
    assert NOTE.encode() in files.values()

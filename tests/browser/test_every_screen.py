"""Every screen and sheet of the pages that have some as its template stands, in every language, without data.

A template that is added is tested without a row of its own; stories and tests/browser test them with data.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.looks import TOO_WIDE, axe
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser

NAMES = "[...document.querySelectorAll('template')].map(t => t.id).filter(id => /^(screen|sheet)-/.test(id))"
SHOW = """(id) => {
  const root = document.importNode(document.getElementById(id).content, true).firstElementChild;
  document.querySelector('main').replaceChildren(root);
  if (root.tagName === 'DIALOG') root.setAttribute('open', '');
  for (const place of root.querySelectorAll('[data-text]:empty')) place.textContent = 'x';
}"""
# filled by the view before anything is shown
UNFILLED = {"empty-heading", "button-name", "link-name", "image-alt", "svg-img-alt", "role-img-alt",
            "listitem", "list", "aria-progressbar-name", "scrollable-region-focusable"}  # fmt: skip


FIRST = {"open": "[data-go=before]", "host": "#host-name", "operator": "#operator-name"}
"""What stands on a page before anybody has signed in."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FIRST)
def test_axe_finds_nothing_in_any_screen_and_none_is_too_wide(
    page: Page, origin: str, complaints: list[str], path: str, lang: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{origin}/{lang}/{path}")
    page.wait_for_selector(FIRST[path])
    if path != "open":
        complaints.clear()  # the console tells that nobody has signed in
    wrong = []
    for name in page.evaluate(NAMES):
        page.evaluate(SHOW, name)
        wrong += [(name, *found) for found in axe(page) if found[0] not in UNFILLED]
        wrong += [(name, "too wide")] if page.evaluate(TOO_WIDE) else []
    assert wrong == []

"""What a machine can say about the looks of a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.node import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def axe(page: Page) -> list[Any]:
    """What axe objects to: (rule, the elements)."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]]


def too_wide(page: Page) -> list[str]:
    """How it does not fit at 320 pixels, and with letters of twice their size; then it is a phone again."""
    wrong = []
    page.set_viewport_size({"width": 320, "height": 640})
    wrong += ["too wide at 320 pixels"] if page.evaluate(TOO_WIDE) else []
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    wrong += ["too wide with large letters"] if page.evaluate(TOO_WIDE) else []
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 360, "height": 740})
    return wrong


def wrong_with(page: Page) -> list[Any]:
    """What axe objects to, and how it does not fit."""
    return [*axe(page), *too_wide(page)]

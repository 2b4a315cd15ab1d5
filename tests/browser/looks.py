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

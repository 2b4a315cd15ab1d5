"""What stands before a paper that somebody shows: at most four requests and 30 KB, in every language."""

from __future__ import annotations

import re

import pytest

from wallet.assets import Asset, Assets
from wallet.pages import STATIC, Page, Press, print_all
from wallet.words import LANGUAGES

REQUESTS, BYTES = 4, 30_000
ASKED = re.compile(r'<(?:link|script) [^>]*?(?:href|src)="/static/([^?"]+)\?')


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


@pytest.fixture(scope="module")
def pages(assets: Assets) -> dict[str, Page]:
    return print_all(Press(assets))


def asked(page: Page, assets: Assets) -> list[Asset]:
    """The files that a page makes the browser fetch."""
    head = page.body.decode().split("<template", 1)[0]
    return [assets.need(path) for path in ASKED.findall(head)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_share_page_is_light_before_any_paper(lang: str, pages: dict[str, Page], assets: Assets) -> None:
    page = pages[f"/{lang}/s"]
    files = asked(page, assets)
    assert [one.path for one in files if one.path.endswith(".js")] == ["dist/reader.js"]
    assert 1 + len(files) <= REQUESTS
    assert len(page.gzipped) + sum(len(one.gzipped or one.body) for one in files) <= BYTES


def test_the_wallet_page_has_the_styles_of_every_screen_in_one_file(
    pages: dict[str, Page], assets: Assets
) -> None:
    styles = [one for one in asked(pages["/nl/open"], assets) if one.path.endswith(".css")]
    assert [one.path for one in styles] == ["css/open.css"]
    screens = list((STATIC / "css" / "screens").glob("*.css"))
    assert [one.name for one in screens if one.read_bytes() not in styles[0].body] == []

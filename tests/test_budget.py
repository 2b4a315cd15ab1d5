"""What pages and bundles may weigh: bytes of bodies as they travel (gzip), in the heaviest language.

Each budget is the weight of 30 November 2026, rounded up by one or two per cent; only the share page's is a
promise: 30 KB and four requests before any paper. A budget may only change by a decision record
(docs/decisions), which says what the bytes buy. What is not weighed is said in tests/weights.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.weights import Scales, scales
from wallet.assets import Assets
from wallet.pages import STATIC
from wallet.words import LANGUAGES

SHARE_REQUESTS = 4
ENTRY = {
    "": 8_000,
    "s": 30_000,
    "d": 12_700,
    "m": 29_000,
    "open": 69_500,
    "k-open": 70_000,
    "host": 14_700,
    "operator": 15_400,
    "help": 8_550,
}
UNTIL_THE_NAME = {"open": 172_200, "k-open": 172_700}
SHEET = 287_000
BUNDLES = {
    "archive": 60_000,
    "deposit": 30_500,
    "digits": 37_100,
    "drop": 4_650,
    "files": 10_350,
    "heic": 705_000,
    "host": 6_350,
    "mandate": 18_500,
    "mandatedoor": 36_800,
    "open": 20_150,
    "operator": 6_350,
    "pdf": 139_000,
    "pdf-legacy": 182_000,
    "pdfworker": 385_000,
    "pdfworker-legacy": 426_000,
    "practice": 102_800,
    "qr": 6_050,
    "reader": 18_800,
    "say": 2_330,
    "scan": 15_600,
    "start": 1_820,
    "sw": 1_390,
    "viewer": 8_650,
    "wallet": 44_300,
    "worker": 101_300,
}


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


@pytest.fixture(scope="module")
def weighing(tmp_path_factory: pytest.TempPathFactory) -> Scales:
    return scales(tmp_path_factory.mktemp("budget"))


@pytest.mark.parametrize("page", ENTRY)
def test_a_page_that_is_opened_keeps_its_budget(page: str, weighing: Scales) -> None:
    weights = [weighing.weigh(*weighing.fetched(lang, page)) for lang in LANGUAGES]
    assert max(weights) <= ENTRY[page]


@pytest.mark.parametrize("page", UNTIL_THE_NAME)
def test_a_wallet_page_keeps_its_budget_until_it_asks_for_the_name(page: str, weighing: Scales) -> None:
    weights = [weighing.weigh(*weighing.fetched_until_the_name(lang, page)) for lang in LANGUAGES]
    assert max(weights) <= UNTIL_THE_NAME[page]


def test_the_sheet_of_pictures_keeps_its_budget_and_is_one_for_all_languages(weighing: Scales) -> None:
    sheets = {weighing.sheet(lang) for lang in LANGUAGES}
    assert len(sheets) == 1
    assert weighing.weigh(*sheets) <= SHEET


def test_each_bundle_keeps_its_budget_and_no_bundle_is_without_one(weighing: Scales, assets: Assets) -> None:
    weights = {Path(one.path).stem: weighing.weigh(one.url) for one in assets.bundles()}
    assert weights.keys() == BUNDLES.keys()
    assert {name: weight for name, weight in weights.items() if weight > BUNDLES[name]} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_share_page_is_four_requests_and_one_script_before_any_paper(lang: str, weighing: Scales) -> None:
    files = weighing.fetched(lang, "s")
    assert len(files) <= SHARE_REQUESTS
    assert [one.split("?")[0] for one in files if ".js" in one] == ["/static/dist/reader.js"]


def test_the_wallet_page_has_the_styles_of_every_screen_in_one_file(weighing: Scales, assets: Assets) -> None:
    styles = [one.split("?")[0] for one in weighing.fetched("nl", "open") if ".css" in one]
    assert styles == ["/static/css/open.css"]
    body = assets.need("css/open.css").body
    screens = list((STATIC / "css" / "screens").glob("*.css"))
    assert [one.name for one in screens if one.read_bytes() not in body] == []

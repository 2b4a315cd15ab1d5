"""Pages over HTTP: the same bytes for everyone, never stored; static files for ever."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from wallet.pages import PAGES, WHOLE
from wallet.web.pages import register_pages
from wallet.words import LANGUAGES

PATHS = [*WHOLE, *(f"/{lang}/{path}" for lang in LANGUAGES for path in PAGES)]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app = Flask("pages", static_folder=None)
    register_pages(app)
    return app.test_client()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_the_same_for_everyone_and_never_stored(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    other = client.get(path, headers={"Cookie": "a=b", "User-Agent": "x"})
    squeezed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert plain.status_code == 200
    assert plain.data == other.data == gzip.decompress(squeezed.data)
    assert plain.headers["Cache-Control"] == "no-store"
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert "Set-Cookie" not in plain.headers


@pytest.mark.parametrize("path", PATHS)
def test_every_address_in_a_page_is_ours_and_answers(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    addresses = set(re.findall(r'(?:href|src)="([^"]*)"', text))
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert not address.startswith("//")
        if not address.endswith(("/s", "/d", "/m")):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("path", PATHS)
def test_every_script_and_style_carries_its_hash(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    loaded = re.findall(r'<(?:script|link rel="stylesheet")[^>]*>', text)
    assert all('integrity="sha384-' in tag for tag in loaded)
    assert len(loaded) >= 2
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)


@pytest.mark.parametrize(("wanted", "lang"), [("ar-SY, en;q=0.5", "ar"), ("tr, fr;q=0.7", "fr")])
def test_a_link_opens_the_reader_in_the_browsers_language_at_once(
    client: FlaskClient, wanted: str, lang: str
) -> None:
    answer = client.get("/s", headers={"Accept-Language": wanted})
    assert answer.data == client.get(f"/{lang}/s").data
    assert "Accept-Language" in answer.headers["Vary"]
    assert b'data-page="chooser"' in client.get("/s", headers={"Accept-Language": "ti"}).data


KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"


@pytest.mark.parametrize("page", ["s", "d", "m"])
@pytest.mark.parametrize(
    "bent",
    [
        "/",
        f"%23{KEY}",
        f"/%23{KEY}",
        f"%2523{KEY}",
        f"%26%2335;{KEY}",
        f"%23{KEY[:9]}%0A{KEY[9:]}",
        "%23",
        f"%23{KEY}/",
    ],
)
def test_a_link_that_a_mail_program_has_bent_opens_the_page_that_was_meant(
    client: FlaskClient, page: str, bent: str
) -> None:
    for lang in LANGUAGES:
        answer = client.get(f"/{lang}/{page}{bent}")
        assert (answer.status_code, answer.data) == (200, client.get(f"/{lang}/{page}").data)
    own = client.get(f"/{page}{bent}", headers={"Accept-Language": "ar"})
    none = client.get(f"/{page}{bent}", headers={"Accept-Language": "ti"})
    assert own.data == client.get(f"/ar/{page}").data
    assert none.data == client.get(f"/nl/{page}").data
    for one in (own, none):
        assert (one.status_code, one.headers["Cache-Control"]) == (200, "no-store")
        assert KEY not in str(one.headers) + one.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", [f"/x%23{KEY}", f"/fr/open%23{KEY}", f"/sd%23{KEY}", f"/s/{KEY}", "/s/x", "/xx/s/"]
)
def test_no_other_path_is_taken_for_a_bent_link(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_arabic_runs_from_right_to_left(client: FlaskClient) -> None:
    assert b'<html lang="ar" dir="rtl">' in client.get("/ar/").data
    assert b'<html lang="nl" dir="ltr">' in client.get("/nl/").data


def test_a_static_file_is_kept_for_ever_only_under_its_own_version(client: FlaskClient) -> None:
    address = re.findall(r'href="(/static/css/base.css[^"]*)"', client.get("/nl/").get_data(as_text=True))[0]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/css/base.css?v=old").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/css/nothing.css").status_code == 404
    assert client.get("/static/../app.py").status_code == 404


@pytest.mark.parametrize("path", ["/nl/nothing", "/de/"])
def test_what_is_no_page_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_first_page_is_light(client: FlaskClient) -> None:
    """Page, style and script of the start page together, compressed."""
    text = client.get("/ar/").get_data(as_text=True)
    parts = ["/ar/", *re.findall(r'(?:href|src)="(/static/(?:css|dist)/[^"]*)"', text)]
    assert sum(len(client.get(p, headers={"Accept-Encoding": "gzip"}).data) for p in parts) < 10_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_says_what_its_finder_does_once_in_each_language(client: FlaskClient, lang: str) -> None:
    text = client.get(f"/{lang}/open").get_data(as_text=True)
    said = re.findall(r'class="paper-card-foot" lang="(\w+)" dir="\w+">([^<]*)<', text)
    card = {one: words for one, words in said if "?" in words or "؟" in words}
    assert set(card) == {"nl", "fr", lang}
    assert ["Gevonden" in card["nl"], "Trouvée" in card["fr"]] == [True, True]
    for one, words in card.items():
        assert ("Gevonden" in words, "Trouvée" in words) == (one == "nl", one == "fr")

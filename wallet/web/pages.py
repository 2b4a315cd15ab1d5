"""Pages and static files over HTTP: looks up bytes that were made at start."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Flask, Response, abort, current_app, request
from werkzeug.routing import BaseConverter

from wallet.assets import Asset, Assets
from wallet.pages import STATIC, WHOLE_LANG, Page, Press, print_all, print_manifests
from wallet.words import LANGUAGES

KEY = "wallet.pages"
FOR_EVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("pages", __name__)


class BentLink(BaseConverter):
    """A page of links, with a slash or with what programs make of its # and all that followed: s%23KEY."""

    regex = r"[sdm](?:/|/?(?:#|%(?:25)*23|&#(?:35|x23);)(?s:.*))"
    part_isolating = False
    weight = 50


class Shelf:
    """What is served: pages by path and static files by path."""

    def __init__(self) -> None:
        self.assets = Assets(STATIC)
        press = Press(self.assets)
        self.pages = print_all(press)
        self.manifests = print_manifests(press)


def register_pages(app: Flask) -> None:
    """Prints every page and serves them with the static files. Raises ConfigError for a missing bundle."""
    app.extensions[KEY] = printed()
    app.url_map.converters["bent_link"] = BentLink
    app.register_blueprint(blueprint)


@cache
def printed() -> Shelf:
    """Printing takes half a second, and a test process makes many applications."""
    return Shelf()


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions[KEY]
    return shelf


def not_found_page() -> Response:
    """For a path that is no page: the choice of language, with status 404."""
    return _answer_page(_shelf().pages["/"], 404)


@blueprint.get("/s")
@blueprint.get("/d")
@blueprint.get("/m")
def linked() -> Response:
    """The bytes of /{lang}/s (/d, /m) in the browser's language; where we have none of its own, the choice.

    A redirect, or a page that goes on by script, would cost whoever opens a link a round trip more.
    """
    lang = _browser_language()
    response = _answer_page(_shelf().pages[f"/{lang}{request.path}" if lang else request.path], 200)
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/<bent_link:link>")
@blueprint.get("/<any(nl, fr, en, ar):lang>/<bent_link:link>")
def bent(link: str, lang: str = "") -> Response:
    """The page that was meant; its script takes the key out of the address (ui/resume.js).

    The key was sent to us: it is neither logged nor answered.
    """
    spoken = lang or _browser_language() or WHOLE_LANG
    response = _answer_page(_shelf().pages[f"/{spoken}/{link[0]}"], 200)
    response.vary.add("Accept-Language")
    return response


def _browser_language() -> str | None:
    """The first language of the browser that we have, whatever its country."""
    wanted = (tag.split("-")[0].lower() for tag in request.accept_languages.values())
    return next((lang for lang in wanted if lang in LANGUAGES), None)


@blueprint.get("/")
@blueprint.get("/k")
@blueprint.get("/<any(nl, fr, en, ar):lang>/")
@blueprint.get("/<any(nl, fr, en, ar):lang>/<name>")
def page(lang: str = "", name: str = "") -> Response:
    found = _shelf().pages.get(request.path)
    return _answer_page(found, 200) if found else not_found_page()


@blueprint.get("/<any(nl, fr, en, ar):lang>/app.webmanifest")
def manifest(lang: str) -> Response:
    response = _answer_page(_shelf().manifests[request.path], 200)
    response.headers["Content-Type"] = "application/manifest+json"
    return response


@blueprint.get("/sw.js")
def service_worker() -> Response:
    """Above all pages, so that it may serve them; registered only where a device's owner asked for it."""
    return _answer_asset(_shelf().assets.need("dist/sw.js"))


@blueprint.get("/static/<path:path>")
def static(path: str) -> Response:
    asset = _shelf().assets.get(path)
    if asset is None:
        abort(404)
    return _answer_asset(asset)


def _answer_page(page: Page, status: int) -> Response:
    response = _pick(page.body, page.gzipped)
    response.status_code = status
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer_asset(asset: Asset) -> Response:
    response = _pick(asset.body, asset.gzipped)
    response.headers["Content-Type"] = asset.type
    fresh = request.args.get("v") == asset.version
    response.headers["Cache-Control"] = FOR_EVER if fresh else "no-cache"
    return response


def _pick(body: bytes, gzipped: bytes | None) -> Response:
    """The compressed form where the browser takes it."""
    if gzipped is None or request.accept_encodings.quality("gzip") <= 0:
        return Response(body, headers={"Vary": "Accept-Encoding"} if gzipped else {})
    return Response(gzipped, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})

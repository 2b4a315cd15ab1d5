"""Every vector that concerns the browser, read by real browsers under the wallet's own security policy."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.engines import ENGINES
from tests.node import ROOT, node
from wallet.web.headers import CONTENT_SECURITY_POLICY

VECTORS = ROOT / "tests" / "vectors"
# What a Chromium before version 97 makes of our policy, since it does not know the word.
WITHOUT_WASM = CONTENT_SECURITY_POLICY.replace(" 'wasm-unsafe-eval'", "")
PAGE = b'<!doctype html><meta charset="utf-8"><title>Vectors</title><script src="/bundle.js"></script>'


def bundle(folder: Path) -> bytes:
    """The test page's script, built as the wallet's own bundles are."""
    out = folder / "bundle.js"
    done = node(
        "node_modules/esbuild/bin/esbuild",
        "tests/js/vectors_page.mjs",
        *("--bundle", "--minify", "--format=iife", "--charset=utf8"),
        *("--target=chrome90,safari15,firefox91", f"--outfile={out}"),
    )
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


def vectors() -> dict[str, Any]:
    """Every vector in our own form, by its path."""
    pages = {
        str(path.relative_to(VECTORS)): json.loads(path.read_text("utf-8"))
        for path in VECTORS.rglob("*.json")
    }
    return {place: page for place, page in sorted(pages.items()) if "function" in page}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is served."""
    files = {
        "/": (PAGE, "text/html; charset=utf-8"),
        "/bundle.js": (bundle(tmp_path_factory.mktemp("bundle")), "text/javascript; charset=utf-8"),
        "/vectors.json": (json.dumps(vectors()).encode(), "application/json"),
    }

    files["/no-wasm"] = files["/"]

    @Request.application
    def serve(request: Request) -> Response:
        data, kind = files.get(request.path, (b"", "text/plain"))
        policy = WITHOUT_WASM if request.path == "/no-wasm" else CONTENT_SECURITY_POLICY
        headers = {"Content-Security-Policy": policy}
        return Response(data, status=200 if data else 404, content_type=kind, headers=headers)

    server = make_server("127.0.0.1", 0, serve, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.browser
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.engines] if name != "chromium" else []) for name in ENGINES],
)
def test_the_browser_does_what_every_vector_says(name: str, origin: str, playwright: Playwright) -> None:
    with ENGINES[name](playwright) as engine:
        engine.open(origin)
        result = engine.js("checkVectors()")
        assert result["differ"] == []
        assert result["read"] > 250
        assert engine.complaints == []


@pytest.mark.browser
def test_argon2id_is_the_same_where_the_policy_forbids_webassembly(
    origin: str, playwright: Playwright
) -> None:
    with ENGINES["chromium"](playwright) as engine:
        engine.open(f"{origin}/no-wasm")
        result = engine.js("checkVectors('argon/')")
        assert result["differ"] == []
        assert result["read"] > 2
        empty = "new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])"
        assert engine.js(f"WebAssembly.compile({empty}).then(() => 'allowed', () => 'blocked')") == "blocked"

"""Argon2id in the browsers of stories: what one test has computed is not computed again by another.

The Worker that Chromium gets is bundled from the same sources around tests/js/remembered_worker.mjs; it lies
outside the wallet and reaches the browser through Playwright alone. Other engines have the real one, and so
has whoever asks for it.
"""

from __future__ import annotations

import json
from functools import cache

from playwright.sync_api import BrowserContext, ConsoleMessage, Route

from tests.node import ROOT, node
from tests.run_folder import locked, run_folder

WORKER = "**/static/dist/worker.js*"
TOLD = "argon"


def remember(context: BrowserContext) -> None:
    """For every page of this context, from now on."""
    context.route(WORKER, _hand_over)
    context.on("console", _note)


def _hand_over(route: Route) -> None:
    # Playwright asks on a line of its own that may be idle; the server may close that just then (5 s).
    answer = route.fetch(max_retries=2)
    route.fulfill(response=answer, body=script())


def script() -> str:
    """What runs in the place of the wallet's own Worker."""
    return f"self.knownArgon={json.dumps(_known())};{_bundle()}"


def _note(message: ConsoleMessage) -> None:
    if message.type != "debug" or not message.text.startswith(f"{TOLD} "):
        return
    _told, key, value = message.text.split()
    with locked("argon"), (run_folder() / "argon").open("a") as file:
        file.write(f"{key} {value}\n")


def _known() -> dict[str, str]:
    file = run_folder() / "argon"
    with locked("argon"):
        lines = file.read_text().splitlines() if file.exists() else []
    return dict((key, value) for key, value in (line.split() for line in lines))


@cache
def _bundle() -> str:
    file = run_folder() / "worker.js"
    with locked("worker"):
        if not file.exists():
            done = node(ROOT / "tests/js/build_remembering_worker.mjs", file)
            assert done.returncode == 0, done.stderr
    return file.read_text("utf-8")

"""A Chromium of October 2022 (version 106), driven by its DevTools protocol: no driver of today speaks to it.

The binary comes compressed inside the npm package @sparticuz/chromium and is unpacked once into .tools/.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websocket import WebSocket, create_connection

from tests.node import ROOT, node
from tests.servers import dying_with_us

PACKED = ROOT / "node_modules" / "@sparticuz" / "chromium" / "bin"
UNPACKED = ROOT / ".tools" / "chromium-106"
PATIENCE = 30.0
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-zygote", "--no-first-run"),
    *("--disable-dev-shm-usage", "--disable-background-networking", "--hide-scrollbars"),
    *("--window-size=1280,800", "--remote-debugging-port=0"),
]
UNPACK = """
import { brotliDecompressSync } from "node:zlib";
import { readFileSync, writeFileSync } from "node:fs";
writeFileSync(process.argv[2], brotliDecompressSync(readFileSync(process.argv[1])));
"""


def binary() -> Path:
    """The old Chromium, unpacked at the first call."""
    wanted = UNPACKED / "chromium"
    if not wanted.exists():
        UNPACKED.mkdir(parents=True, exist_ok=True)
        fresh = UNPACKED / f"fresh-{os.getpid()}"
        done = node("--input-type=module", "-e", UNPACK, PACKED / "chromium.br", fresh)
        if done.returncode:
            raise RuntimeError(done.stderr)
        fresh.chmod(0o755)
        fresh.rename(wanted)
    return wanted


class OldChromium:
    """One page of the old browser, with the verbs of `tests.engines.Engine`."""

    name = "chromium-106"

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._number = 0
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, url: str) -> None:
        self._call("Page.navigate", url=url)
        time.sleep(0.2)  # the old page still answers until the new one has committed

    def js(self, expression: str) -> Any:
        answer = self._call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        self.js(f"{self._element(selector)}.scrollIntoView({{block: 'center'}})")
        box = self.js(f"{self._element(selector)}.getBoundingClientRect().toJSON()")
        spot = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **spot)

    @staticmethod
    def _element(selector: str) -> str:
        return f"document.querySelector({json.dumps(selector)})"

    def type(self, selector: str, text: str) -> None:
        self.js(f"{self._element(selector)}.focus()")
        self._call("Input.insertText", text=text)

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._call("Emulation.setDeviceMetricsOverride", deviceScaleFactor=1, mobile=False, **size)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"]))

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv())
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def _note(self, event: dict[str, Any]) -> None:
        """Keeps what the page complains of: uncaught errors and refusals of the content security policy."""
        if event.get("method") == "Runtime.exceptionThrown":
            details = event["params"]["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", details["text"]))
        elif event.get("method") == "Log.entryAdded":
            text = event["params"]["entry"]["text"]
            if "Content Security Policy" in text:
                self.complaints.append(text)


@contextlib.contextmanager
def old_chromium(_: object = None) -> Iterator[OldChromium]:
    """A fresh browser with an empty profile, gone afterwards."""
    profile = Path(tempfile.mkdtemp(prefix="sacoche-old-", dir="/tmp"))
    errors = profile / "errors"
    command = [*dying_with_us(), str(binary()), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with errors.open("wb") as log:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
    try:
        socket = create_connection(_page_address(errors), timeout=PATIENCE, suppress_origin=True)
        with contextlib.closing(socket):
            yield OldChromium(socket)
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(profile, ignore_errors=True)


def _page_address(errors: Path) -> str:
    """The address of the first page, from the port that the browser prints. Raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.search(r"ws://127\.0\.0\.1:(\d+)/", errors.read_text(errors="replace"))
        if found:
            with urllib.request.urlopen(f"http://127.0.0.1:{found[1]}/json", timeout=PATIENCE) as answer:
                pages = [target for target in json.load(answer) if target["type"] == "page"]
            if pages:
                address: str = pages[0]["webSocketDebuggerUrl"]
                return address
        time.sleep(0.05)
    raise TimeoutError(errors.read_text(errors="replace")[-1000:])

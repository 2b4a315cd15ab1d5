"""The rules that Chromium gets from the machine: made from kiosk/policies.json for one wallet."""

import json
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent / "policies.json"
PLACE = Path("/etc/chromium/policies/managed/wallet-kiosk.json")
UNDRIVEN = ("DeveloperToolsAvailability", "RemoteDebuggingAllowed")
"""The two that forbid a program to drive the browser: tests that drive it leave out these alone."""


def policies(origin: str) -> dict[str, Any]:
    """All rules, with the wallet's origin in its places."""
    made: dict[str, Any] = json.loads(SOURCE.read_text("utf-8").replace("{origin}", origin))
    return made


def text(origin: str) -> str:
    """The file as it lies in PLACE."""
    return json.dumps(policies(origin), indent=2) + "\n"

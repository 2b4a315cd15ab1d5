"""What a PC is told once: where the wallet is, where its token lies, where a visit may live."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.problems import Problem

FILE = Path("/etc/wallet-kiosk/kiosk.toml")


class SettingsError(Exception):
    """The PC cannot start; the message is one line."""


@dataclass(frozen=True)
class Settings:
    """`origin` of the wallet, as in "https://wallet.example"; `folder`, in memory, holds a visit's files.

    `idle` are the seconds without a touch after which a visit ends even where the page does not answer.
    """

    origin: str
    folder: Path
    token: Path = Path("/etc/wallet-kiosk/token")
    browser: str = "/usr/bin/chromium"
    idle: int = 130
    flags: tuple[str, ...] = ()
    memory_only: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)


def is_origin(text: str) -> bool:
    """Whether it is an address as in https://wallet.example, or http://127.0.0.1:8000 to try things out."""
    return re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?", text) is not None


def load(path: Path = FILE) -> Settings:
    """The settings of this PC. Raises SettingsError, and Problem where the PC is not set up."""
    try:
        told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        origin = str(told.pop("origin")).rstrip("/")
    except FileNotFoundError as problem:
        raise Problem("user") from problem
    except (OSError, ValueError, KeyError) as problem:
        raise SettingsError(
            f'{path}: it must say origin = "https://…" ({type(problem).__name__})'
        ) from problem
    if not is_origin(origin):
        raise SettingsError(f'{path}: origin = "{origin}" is no address; it looks like https://wallet.example')
    folder = Path(told.pop("folder", os.environ.get("XDG_RUNTIME_DIR", "/run/wallet-kiosk")))
    token = Path(told.pop("token", "/etc/wallet-kiosk/token"))
    if told:
        raise SettingsError(f"{path}: unknown: {', '.join(sorted(told))}")
    return Settings(origin, folder, token, environment=dict(os.environ))

"""wallet-kiosk check: what is not as it must be, one plain sentence each."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from kiosk import policies, spool, swap, token, updates, visit
from kiosk.line import ask
from kiosk.problems import PROBLEMS, Problem
from kiosk.settings import Settings
from kiosk.words import CHECKS

TOOLS = ("chromium", "xdotool", "xprop", "xprintidle", "xclip", "xmessage")
SENTENCES = {**PROBLEMS, **CHECKS}


def check(settings: Settings, lang: str, place: Path = policies.PLACE) -> list[str]:
    """The sentences, in nl, fr or en; none when everything is as it must be."""
    told = [*_policies(settings, place), *_memory(settings), *_tools(), *_line(settings), *_token(settings)]
    told += [*swap.found(), *spool.found(), *updates.found()]
    return [SENTENCES[name][lang].format(**values) for name, values in told]


Found = Iterator[tuple[str, dict[str, str]]]


def _policies(settings: Settings, place: Path) -> Found:
    try:
        same = place.read_text("utf-8") == policies.text(settings.origin)
        owner = place.stat()
    except OSError:
        same, owner = False, None
    if not same:
        yield "policies", {}
    if owner is not None and (owner.st_uid != 0 or stat.S_IMODE(owner.st_mode) & 0o022):
        yield "owner", {}


def _memory(settings: Settings) -> Found:
    if not visit.in_memory(settings.folder):
        yield "memory", {}
    if len(list(settings.folder.glob(f"{visit.PREFIX}*"))) > 1:
        yield "left", {}


def _tools() -> Found:
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        yield "tools", {"names": ", ".join(missing)}


def _line(settings: Settings) -> Found:
    if not settings.origin.startswith("https://"):
        yield "https", {}
    try:
        ask(settings.origin, "/healthz")
    except Problem as problem:
        yield problem.name, problem.values


def _token(settings: Settings) -> Found:
    if not settings.token.exists():
        return
    if token.exposed(settings.token):
        yield "token", {}
    if not token.readable(settings.token):
        yield "unread", {"user": token.USER}

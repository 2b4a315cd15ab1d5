"""Opening a share: from navigation to useful pixels, against floor pages with the same bytes and trips."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image
from playwright.sync_api import Browser

from bench.browser import build_floor, chromium, fresh, slow_page, stopped, watch
from bench.figures import Result, in_turns, ratio, shown, spread
from bench.served import Served, Shown, as_live, bare, wallet
from bench.slowline import slow_line
from tests.shown import Paper
from wallet.crypto.document import pad

PICTURE, FILE = "100 KB", "10 MB"
MIMES = {PICTURE: "image/jpeg", FILE: "application/octet-stream"}
SEEN = {PICTURE: "img.viewer-drawn", FILE: "[data-ref=save]"}
NOTICE = "main [data-ref=open]"
TURNS = {"normal line": 7, "processor 6x slower": 5, "400 kbit/s, 400 ms": 3}
# Of shared/figures.md, measured in another run on the same kind of machine: the best peer's time over floor
# age's, for 100 KB on each line (PrivateBin, Enclosed, Enclosed), and for 10 MB (Send, Send).
BEST_PEER = {
    (PICTURE, "normal line"): 407 / 241,
    (PICTURE, "processor 6x slower"): 1612 / 968,
    (PICTURE, "400 kbit/s, 400 ms"): 6918 / 4319,
    (FILE, "normal line"): 854 / 578,
    (FILE, "processor 6x slower"): 2185 / 2665,
}
WHO = ("wallet", "age", "wc", "plain")
COLUMNS = ["line", "content", "wallet", "floor age", "floor wc", "plain age", "wallet / floor age",
           "wallet / floor wc", "wallet / best peer"]  # fmt: skip
KEY = bytes([7] * 32)
CHUNK = 65536


def picture() -> bytes:
    """A JPEG of about 100 KB that fills 65 to 128 KiB, as a photographed page does."""
    noise = numpy.random.default_rng(7).integers(0, 256, (90, 120, 3), dtype=numpy.uint8)
    page = Image.fromarray(noise).resize((1440, 1080), Image.Resampling.BICUBIC)
    for quality in range(60, 100):
        out = io.BytesIO()
        page.save(out, "JPEG", quality=quality)
        if out.tell() > 95_000:
            return out.getvalue()
    raise RuntimeError("no quality gives 100 KB")


def contents() -> dict[str, bytes]:
    """What is shared, by its size's name."""
    return {PICTURE: picture(), FILE: os.urandom(10_000_000)}


@dataclass
class Contest:
    """The three pages for each content, ready to be opened on any line."""

    browser: Browser
    wallet: Served
    floor: Served
    paths: dict[tuple[str, str], str]
    """(contender, size) → path and fragment on its server."""

    def time(self, who: str, size: str, ports: tuple[int, int], slow: bool) -> float:
        """Milliseconds from the navigation to the content, on a fresh page."""
        ours = who == "wallet"
        with fresh(self.browser) as page:
            watch(page, SEEN[size] if ours else "#done", NOTICE if ours else "")
            if slow:
                slow_page(page)
            page.goto(
                f"http://127.0.0.1:{ports[0 if ours else 1]}{self.paths[who, size]}", wait_until="commit"
            )
            return stopped(page)


def measure() -> Result:
    """The table and its aims."""
    about = (
        "Milliseconds from the navigation to the picture (100 KB) or the button that saves (10 MB), "
        "median (lowest–highest), fresh browser context each time; the notice is clicked the moment it is "
        "seen. Both floor pages are as small as pages get, redirect once, ask once as `share/open` does "
        "(8 KiB), then fetch as many padded bytes as the wallet: *floor age* opens them with "
        "age-encryption, *floor wc* with "
        "WebCrypto's AES-GCM. *Plain age* is floor age as the peers were measured against: no redirect, no "
        "question, no padding; the last column takes their published ratio to it. The slow line is a proxy "
        "on the loopback; 10 MB would take four minutes on it."
    )
    result = Result("Opening a share", about, COLUMNS)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        build_floor(Path(folder) / "bare")
        with wallet(Path(folder) / "wallet") as ours, bare(Path(folder) / "bare") as floor:
            contest = Contest(browser, ours, floor, _prepare(ours, floor))
            _on_every_line(contest, result)
    return result


def _on_every_line(contest: Contest, result: Result) -> None:
    direct = (contest.wallet.port, contest.floor.port)
    for size in (PICTURE, FILE):
        _rounds(contest, result, "normal line", size, direct, slow=False)
        _rounds(contest, result, "processor 6x slower", size, direct, slow=True)
    with slow_line(direct[0]) as one, slow_line(direct[1]) as other:
        _rounds(contest, result, "400 kbit/s, 400 ms", PICTURE, (one, other), slow=False)


def _rounds(
    contest: Contest, result: Result, line: str, size: str, ports: tuple[int, int], *, slow: bool
) -> None:
    def timed(who: str) -> Callable[[], float]:
        return lambda: contest.time(who, size, ports, slow)

    if ports == (contest.wallet.port, contest.floor.port):
        for who in WHO:
            timed(who)()  # what servers and browser do once is no part of it; the slow line comes last
    taken = in_turns(TURNS[line], {who: timed(who) for who in WHO})
    of_age, of_wc, of_plain = (ratio(taken, "wallet", other) for other in WHO[1:])
    of_peer = of_plain / BEST_PEER[size, line]
    ratios = [shown(one, "x") for one in (of_age, of_wc, of_peer)]
    result.rows.append([line, f"{size}, n = {TURNS[line]}", *(spread(taken[who]) for who in WHO), *ratios])
    what = f"{size}, {line}: wallet / floor age"
    result.at_most(f"opening {size} {line}", what, of_age, 1.25 if size == PICTURE else 1.3)
    what = f"{size}, {line}: wallet / best peer, through plain age"
    result.at_most(f"peer {size} {line}", what, of_peer, 0.6 if size == PICTURE else 1.0)


def _prepare(ours: Served, floor: Served) -> dict[tuple[str, str], str]:
    paths: dict[tuple[str, str], str] = {}
    identity = pyrage.x25519.Identity.generate()
    for size, content in contents().items():
        paper = Paper(content, MIMES[size], "paper")
        share = Shown(as_live(ours), [paper], opens=1000, keep=True)
        paths["wallet", size] = share.url.removeprefix(ours.origin)
        plain, name = pad(content), size.replace(" ", "")
        own = [identity.to_public()]
        sealed = {"age": pyrage.encrypt(plain, own), "wc": _gcm(plain), "plain": pyrage.encrypt(content, own)}
        for who, body in sealed.items():
            (floor.folder / "kept" / f"{name}.{who}").write_bytes(body)
            asked = f"{name}.{who}&{len(content)}&{MIMES[size]}"
            paths[who, size] = f"/go/{who}.html?{asked}#{identity}"
        paths["plain", size] = f"/floor/age.html?{name}.plain&{len(content)}&{MIMES[size]}&plain#{identity}"
    return paths


def _gcm(plain: bytes) -> bytes:
    cipher = AESGCM(KEY)
    starts = range(0, len(plain), CHUNK)
    return b"".join(
        cipher.encrypt(bytes(8) + (at // CHUNK).to_bytes(4, "big"), plain[at : at + CHUNK], None)
        for at in starts
    )

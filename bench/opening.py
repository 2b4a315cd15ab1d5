"""Opening a share: from navigation to useful pixels, against floor pages with the same bytes and trips."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Mapping
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
from bench.slowline import Far, slow_line
from tests.shown import Paper
from wallet.crypto.document import pad

PICTURE, FILE = "100 KB", "10 MB"
MIMES = {PICTURE: "image/jpeg", FILE: "application/octet-stream"}
SEEN = {PICTURE: "img.viewer-drawn", FILE: "[data-ref=save]"}
NOTICE = "main [data-ref=open]"
NORMAL, SLOW, FAR = "normal line", "processor 6x slower", "400 kbit/s, 400 ms"
# Of shared/figures.md, measured in another run on the same kind of machine: the best peer's time over floor
# age's, for 100 KB on each line (PrivateBin, Enclosed, Enclosed), and for 10 MB (Send, Send).
BEST_PEER = {
    (PICTURE, NORMAL): 407 / 241,
    (PICTURE, SLOW): 1612 / 968,
    (PICTURE, FAR): 6918 / 4319,
    (FILE, NORMAL): 854 / 578,
    (FILE, SLOW): 2185 / 2665,
}
WHO = ("wallet", "age", "wc", "plain")
COLUMNS = ["line", "content", "wallet", "floor age", "floor wc", "plain age", "wallet / floor age",
           "wallet / floor wc", "wallet / best peer"]  # fmt: skip
KEY = bytes([7] * 32)
CHUNK = 65536


@dataclass(frozen=True)
class Size:
    """How often each content on which line, the bytes of the larger file, and what the slow line is like."""

    turns: Mapping[tuple[str, str], int]
    file: int
    far: Far


WHOLE = Size(
    {(PICTURE, NORMAL): 7, (PICTURE, SLOW): 5, (FILE, NORMAL): 7, (FILE, SLOW): 5, (PICTURE, FAR): 3},
    file=10_000_000,
    far=Far(kbit=400, rtt=0.4),
)
SMALLEST = Size(
    {(PICTURE, SLOW): 1, (FILE, NORMAL): 1, (PICTURE, FAR): 1},
    file=100_000,
    far=Far(kbit=40_000, rtt=0.01),
)


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


def contents(size: Size) -> dict[str, bytes]:
    """What is shared, by its name."""
    return {PICTURE: picture(), FILE: os.urandom(size.file)}


@dataclass
class Contest:
    """The three pages for each content, ready to be opened on any line."""

    browser: Browser
    wallet: Served
    floor: Served
    paths: dict[tuple[str, str], str]
    """(contender, content) → path and fragment on its server."""

    def time(self, who: str, content: str, ports: tuple[int, int], *, slow: bool) -> float:
        """Milliseconds from the navigation to the content, on a fresh page."""
        ours = who == "wallet"
        with fresh(self.browser) as page:
            watch(page, SEEN[content] if ours else "#done", NOTICE if ours else "")
            if slow:
                slow_page(page)
            page.goto(
                f"http://127.0.0.1:{ports[0 if ours else 1]}{self.paths[who, content]}", wait_until="commit"
            )
            return stopped(page)


def measure(size: Size) -> Result:
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
            contest = Contest(browser, ours, floor, _prepare(ours, floor, contents(size)))
            _on_every_line(contest, result, size)
    return result


def _on_every_line(contest: Contest, result: Result, size: Size) -> None:
    direct = (contest.wallet.port, contest.floor.port)
    with slow_line(direct[0], size.far) as one, slow_line(direct[1], size.far) as other:
        for (content, line), turns in size.turns.items():
            taken = _taken(contest, content, line, turns, (one, other) if line == FAR else direct)
            _tell(result, content, f"{content}, n = {turns}", line, taken)


def _taken(
    contest: Contest, content: str, line: str, turns: int, ports: tuple[int, int]
) -> dict[str, list[float]]:
    def timed(who: str) -> Callable[[], float]:
        return lambda: contest.time(who, content, ports, slow=line == SLOW)

    if line != FAR:
        for who in WHO:
            timed(who)()  # what servers and browser do once is no part of it; the slow line comes last
    return in_turns(turns, {who: timed(who) for who in WHO})


def _tell(result: Result, content: str, counted: str, line: str, taken: dict[str, list[float]]) -> None:
    of_age, of_wc, of_plain = (ratio(taken, "wallet", other) for other in WHO[1:])
    of_peer = of_plain / BEST_PEER[content, line]
    ratios = [shown(one, "x") for one in (of_age, of_wc, of_peer)]
    result.rows.append([line, counted, *(spread(taken[who]) for who in WHO), *ratios])
    small = content == PICTURE
    what = f"{content}, {line}: wallet / floor age"
    result.at_most(f"opening {content} {line}", what, of_age, 1.25 if small else 1.3)
    what = f"{content}, {line}: wallet / best peer, through plain age"
    result.at_most(f"peer {content} {line}", what, of_peer, 0.6 if small else 1.0)


def _prepare(ours: Served, floor: Served, shared: Mapping[str, bytes]) -> dict[tuple[str, str], str]:
    paths: dict[tuple[str, str], str] = {}
    identity = pyrage.x25519.Identity.generate()
    for kind, content in shared.items():
        paper = Paper(content, MIMES[kind], "paper")
        share = Shown(as_live(ours), [paper], opens=1000, keep=True)
        paths["wallet", kind] = share.url.removeprefix(ours.origin)
        plain, name = pad(content), kind.replace(" ", "")
        own = [identity.to_public()]
        sealed = {"age": pyrage.encrypt(plain, own), "wc": _gcm(plain), "plain": pyrage.encrypt(content, own)}
        for who, body in sealed.items():
            (floor.folder / "kept" / f"{name}.{who}").write_bytes(body)
            asked = f"{name}.{who}&{len(content)}&{MIMES[kind]}"
            paths[who, kind] = f"/go/{who}.html?{asked}#{identity}"
        paths["plain", kind] = f"/floor/age.html?{name}.plain&{len(content)}&{MIMES[kind]}&plain#{identity}"
    return paths


def _gcm(plain: bytes) -> bytes:
    cipher = AESGCM(KEY)
    starts = range(0, len(plain), CHUNK)
    return b"".join(
        cipher.encrypt(bytes(8) + (at // CHUNK).to_bytes(4, "big"), plain[at : at + CHUNK], None)
        for at in starts
    )

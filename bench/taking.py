"""Taking 2 GB along: from the tap to a file whose every paper is byte-identical, and the memory it took."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import chromium, of_browser
from bench.figures import Result
from bench.served import as_live, wallet
from tests.people.holder import Holder

PATIENCE_MS = 1_800_000


@dataclass(frozen=True)
class Size:
    """How many papers, and the bytes of each."""

    papers: int
    each: int


WHOLE, SMALLEST = Size(68, 30_000_000), Size(2, 100_000)


def measure(size: Size) -> Result:
    """One run; the aim is that every paper comes out whole."""
    bytes_in = size.papers * size.each
    about = (
        f"{size.papers} papers of {size.each // 1_000_000} MB of noise ({bytes_in / 1e9:.2f} GB) saved from "
        "the wallet page into one ZIP; one run. Memory is the highest sum of what all processes of the "
        "browser hold resident (their proportional share), less what they held before."
    )
    result = Result("Taking 2 GB along", about, ["seconds", "MB/s", "memory, MB", "whole"])
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        with wallet(folder / "wallet") as server:
            holder = Holder(browser, as_live(server).origin, "en")
            holder.makes_a_wallet()
            holder.page.set_default_timeout(PATIENCE_MS)
            sums = put_in(holder, folder, size)
            seconds, memory, path = take_out(browser, holder, folder)
            found = sums_of(path)
            holder.page.close()
    speed = bytes_in / seconds / 1e6
    whole = "yes" if sorted(sums) == sorted(found) else "NO"
    result.rows.append([f"{seconds:.0f}", f"{speed:.0f}", f"{memory / 1e6:.0f}", whole])
    same = sum(one in found for one in sums)
    result.at_least("taking", "papers of the file that are byte-identical", same, size.papers, "")
    return result


def put_in(holder: Holder, folder: Path, size: Size) -> list[str]:
    """A handful at a time; the SHA-256 of each."""
    sums = []
    for start in range(0, size.papers, 4):
        paths = []
        for number in range(start, min(start + 4, size.papers)):
            content = os.urandom(size.each)
            sums.append(hashlib.sha256(content).hexdigest())
            paths.append(folder / f"{number}.bin")
            paths[-1].write_bytes(content)
        holder.papers.add(*paths)
        for path in paths:
            path.unlink()
    return sums


def take_out(browser: Browser, holder: Holder, folder: Path) -> tuple[float, int, Path]:
    """Seconds, bytes, and the file."""
    pids, over = of_browser(browser), threading.Event()
    before = sum(map(resident, pids))
    peak = [before]

    def watch() -> None:
        while not over.wait(0.2):
            peak[0] = max(peak[0], sum(map(resident, pids)))

    thread = threading.Thread(target=watch)
    thread.start()
    began = time.monotonic()
    try:
        path, _ = holder.leaving.take_everything(folder)
    finally:
        over.set()
        thread.join()
    return time.monotonic() - began, peak[0] - before, path


def resident(pid: int) -> int:
    """Private memory of a process, in bytes; 0 where it is gone."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) * 1024


def sums_of(path: Path) -> list[str]:
    """The SHA-256 of each paper in the file."""
    with zipfile.ZipFile(path) as archive:
        papers = [name for name in archive.namelist() if name.startswith("papers/")]
        return [hashlib.sha256(archive.read(name)).hexdigest() for name in papers]

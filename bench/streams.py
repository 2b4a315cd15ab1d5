"""Ten megabytes through the server, up and down, alone and eight at once; the memory that uploads take."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Result, in_turns, shown, spread
from bench.made import BYTES, TEXT, ask, blob, buy
from bench.served import Served, bare, wallet
from tests.desk import sealed

STEP = 64 * 1024
MB = 1_000_000


@dataclass(frozen=True)
class Size:
    """Bucket 15 is the one that 10 MB fall into: 11.9 MB.

    `pace`: seconds that each upload of the crowd takes, so that all are under way together.
    """

    turns: int
    bucket: int
    at_once: int
    crowd: int
    pace: float


WHOLE, SMALLEST = Size(5, 15, 8, 16, 2.5), Size(1, 0, 2, 2, 0.1)


class Mover:
    """Moves one large body to and from one server."""

    def __init__(self, server: Served, body: bytes, *, ours: bool) -> None:
        self.server, self.body, self.ours = server, body, ours
        self._kept = self._put()

    def up(self) -> None:
        """One upload."""
        self._put()

    def down(self) -> None:
        """One download of what is there."""
        path = "/v1/blob/get" if self.ours else "/down"
        line = self.server.line()
        line.request("POST", path, self._kept, {"Content-Type": TEXT})
        answer, left = line.getresponse(), len(self.body)
        while piece := answer.read1(1 << 20):
            left -= len(piece)
        line.close()
        if left:
            raise RuntimeError(f"{answer.status}: {left} bytes are missing")

    def up_slowly(self, pace: float) -> None:
        """One upload that takes `pace` seconds."""
        path, headers = self._head()[:2]
        line = self.server.line()
        line.putrequest("PUT", path)
        for name, value in {**headers, "Content-Length": str(len(self.body))}.items():
            line.putheader(name, value)
        line.endheaders()
        began = time.monotonic()
        for at in range(0, len(self.body), STEP):
            line.send(self.body[at : at + STEP])
            time.sleep(max(0.0, began + pace * at / len(self.body) - time.monotonic()))
        if line.getresponse().status != 201:
            raise RuntimeError("an upload was refused")
        line.close()

    def _put(self) -> str:
        path, headers, asked = self._head()
        ask(self.server, "PUT", path, self.body, headers)
        return asked

    def _head(self) -> tuple[str, dict[str, str], str]:
        if self.ours:
            made = blob(buy(self.server, 1)[0])
            return "/v1/blob", made.headers, made.asked
        name = os.urandom(8).hex()
        return f"/up/{name}", {"Content-Type": BYTES}, f'{{"name": "{name}"}}'


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        f"A sealed body of 11.9 MB (10 MB in its bucket), n = {size.turns} in turns, median "
        "(lowest–highest). Bare Flask streams to a file with fdatasync and back. Memory: how far the peak of "
        f"all workers' memory rises above what they held before while {size.crowd} such uploads of "
        f"{size.pace} s run together, a {size.crowd}th of it."
    )
    columns = ["what", "wallet", "bare Flask", "wallet / bare"]
    result = Result("Bodies of 10 MB", about, columns)
    body = sealed(size.bucket)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare").mkdir()
        with wallet(Path(folder) / "wallet") as ours, bare(Path(folder) / "bare") as theirs:
            movers = {"ours": Mover(ours, body, ours=True), "theirs": Mover(theirs, body, ours=False)}
            for name, aim in (("up", 0.9), ("down", 0.8)):
                for many in (1, size.at_once):
                    _speed(result, movers, name, many, aim, size.turns)
            _memory(result, movers, size)
    return result


def _speed(result: Result, movers: dict[str, Mover], name: str, many: int, aim: float, turns: int) -> None:
    def timed(mover: Mover) -> Callable[[], float]:
        return lambda: many * len(mover.body) / MB / _together(getattr(mover, name), many)

    taken = in_turns(turns, {who: timed(mover) for who, mover in movers.items()})
    got = statistics.median(taken["ours"]) / statistics.median(taken["theirs"])
    what = f"{name}load, {'alone' if many == 1 else f'{many} at once'}, MB/s"
    result.rows.append([what, spread(taken["ours"]), spread(taken["theirs"]), shown(got, "x")])
    result.at_least(f"streams {name} {many}", f"{what}: wallet / bare Flask", got, aim)


def _together(work: Callable[[], None], many: int) -> float:
    """Seconds for `many` at once."""
    began = time.perf_counter()
    with ThreadPoolExecutor(many) as pool:
        for one in [pool.submit(work) for _ in range(many)]:
            one.result()
    return time.perf_counter() - began


def _memory(result: Result, movers: dict[str, Mover], size: Size) -> None:
    taken = {who: _risen(mover, size) / size.crowd / MB for who, mover in movers.items()}
    row = [f"memory per upload, {size.crowd} together", *(shown(one, "MB") for one in taken.values())]
    result.rows.append([*row, shown(taken["ours"] / taken["theirs"], "x") if taken["theirs"] > 0 else "–"])
    result.at_most("streams memory", "memory per upload", taken["ours"], 1.5, "MB")


def _risen(mover: Mover, size: Size) -> int:
    def crowd() -> None:
        _together(lambda: mover.up_slowly(size.pace), size.crowd)

    crowd()  # threads and connections that stay are there afterwards
    before = mover.server.forget_peak()
    crowd()
    return mover.server.peak() - before

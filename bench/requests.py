"""Requests a second on the wallet's server, against bare Flask with one row read, or one body streamed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Result, in_turns, ratio, shown, spread
from bench.load import Load, Request
from bench.made import BYTES, TEXT, blob, buy, doors, put, session
from bench.served import Served, bare, wallet
from tests.desk import sealed

Again = Callable[[], list[Request]]


@dataclass(frozen=True)
class Size:
    """How often, for how long, how many shares are opened, and how many blobs there are tickets for."""

    turns: int
    seconds: int
    shares: int
    puts: int


WHOLE, SMALLEST = Size(3, 2, 40, 4_000), Size(1, 1, 4, 2_000)


@dataclass(frozen=True)
class Pair:
    """One kind of request, and the bare one that answers as many bytes. `aim`: of the bare rate, at least."""

    name: str
    ours: Load
    theirs: Load
    aim: float | None


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        f"Good answers a second, wrk with 32 connections for {size.seconds} s, n = {size.turns} in turns, "
        "median (lowest–highest); both servers on the settings of `wallet run` (2 workers, 96 threads). Bare "
        "Flask reads one row of 8 KiB (`share/open`) or 16 KiB (`GET vault`) from SQLite and checks nothing; "
        "or streams the same 65 KB to a file with fdatasync, and back. Every `share/open` is a new opening, "
        "counted and noted."
    )
    columns = ["request", "wallet", "bare Flask", "wallet / bare"]
    result = Result("Requests a second", about, columns)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare").mkdir()
        with wallet(Path(folder) / "wallet") as ours, bare(Path(folder) / "bare") as theirs:
            for pair in _pairs(Path(folder), ours, theirs, size):
                _compare(result, pair, size)
    return result


def _compare(result: Result, pair: Pair, size: Size) -> None:
    def rate(load: Load) -> Callable[[], float]:
        return lambda: load.per_second(size.seconds)

    taken = in_turns(size.turns, {"ours": rate(pair.ours), "theirs": rate(pair.theirs)})
    got = ratio(taken, "ours", "theirs")
    result.rows.append([pair.name, spread(taken["ours"]), spread(taken["theirs"]), shown(got, "x")])
    if pair.aim is not None:
        result.at_least(f"requests {pair.name}", f"{pair.name}: wallet / bare Flask", got, pair.aim)


def _pairs(folder: Path, ours: Served, theirs: Served, size: Size) -> list[Pair]:
    body = folder / "body"
    body.write_bytes(sealed(0))
    (theirs.folder / "kept" / "one").write_bytes(body.read_bytes())
    rows = [Request("GET", f"/row/{n}", {}) for n in range(1000)]
    opened = [Request("POST", "/open", {"Content-Type": TEXT}, f'{{"number": {n}}}') for n in range(1000)]
    ups = [Request("PUT", f"/up/{n}", {"Content-Type": BYTES}, body) for n in range(1000)]
    down = [Request("POST", "/down", {"Content-Type": TEXT}, '{"name": "one"}')]
    vault, opens, gets = _vault(ours), _opens(ours, size.shares), _gets(ours)

    def pair(name: str, some: Again, others: list[Request], aim: float | None = None) -> Pair:
        return Pair(name, Load(folder, ours, some), Load(folder, theirs, lambda: others), aim)

    return [
        pair("GET vault", lambda: vault, rows, 0.85),
        pair("share/open", lambda: opens, opened, 0.85),
        pair("PUT blob, 65 KB", lambda: _puts(ours, body, size.puts), ups),
        pair("blob/get, 65 KB", lambda: gets, down),
    ]


def _vault(server: Served) -> list[Request]:
    held = [session(server) for _ in range(8)]
    return [Request("GET", "/v1/vault", {"Authorization": f"Bearer {one}"}) for one in held]


def _opens(server: Served, shares: int) -> list[Request]:
    asked = doors(server, shares)
    return [Request("POST", "/v1/share/open", {"Content-Type": TEXT}, one) for one in asked]


def _puts(server: Served, body: Path, count: int) -> list[Request]:
    return [Request("PUT", "/v1/blob", blob(ticket).headers, body) for ticket in buy(server, count)]


def _gets(server: Served) -> list[Request]:
    some = [put(server, 0) for _ in range(8)]
    return [Request("POST", "/v1/blob/get", {"Content-Type": TEXT}, one.asked) for one in some]

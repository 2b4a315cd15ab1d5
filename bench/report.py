"""Results as a table on the screen, and as docs/performance.md, with what was measured before."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Aim, Result
from bench.why import REASONS

ROOT = Path(__file__).resolve().parent.parent
NO_REASON = "missed in this run, not in those before it."
KEPT = ROOT / "bench" / "kept"
"""In the tree, so that whoever measures one thing keeps the other numbers."""
PAGE = ROOT / "docs" / "performance.md"
HEAD = """# Performance

What the wallet costs, beside the least that anything could cost. `./dev bench` measures everything in about
ten minutes and writes this page; `./dev bench NAME…` measures those and writes the page anew with what was
measured before; `./dev bench page` only writes it anew from `bench/kept`. Names: {names}.

Machines are noisy. Only ratios of one run count: contenders take turns (A B A B), numbers are medians with
the lowest and the highest in brackets. A *floor* is the least that a page or a server can do; each section
says what it does. Peers (Send, Enclosed, PrivateBin, CryptPad) were measured once, in November 2026, beside
the page that is called *plain age* below; their published ratio to it is taken over, so "0.6x the best peer"
rests on two runs. Each section ends with the load: one far above the number of processors says that the
machine did other work meanwhile, and that its numbers want repeating.
"""


def show(result: Result) -> str:
    """For the screen."""
    lines = [f"\n{result.title}\n", *_columns([result.columns, *result.rows])]
    lines += [
        f"  {'met   ' if aim.met else 'MISSED'}  {aim.what}: {aim.got}, aim {aim.wanted}"
        for aim in result.aims
    ]
    return "\n".join(lines)


def keep(name: str, result: Result) -> None:
    """Remembers a result for the page."""
    KEPT.mkdir(parents=True, exist_ok=True)
    now, load = datetime.now(UTC).strftime("%d %B %Y, %H:%M UTC"), os.getloadavg()[1]
    made = f"{now}; {os.cpu_count()} processors, load {load:.1f}"
    text = json.dumps({"made": made, **asdict(result)}, indent=1, ensure_ascii=False)
    (KEPT / f"{name}.json").write_text(text + "\n", "utf-8")


def write(names: Sequence[str]) -> None:
    """Writes the page from what is remembered of these measurements."""
    PAGE.write_text(page(names), "utf-8")


def page(names: Sequence[str]) -> str:
    """The page's text."""
    files = [KEPT / f"{name}.json" for name in names]
    taken = [json.loads(file.read_text("utf-8")) for file in files if file.exists()]
    aims = [Aim(**aim) for one in taken for aim in one["aims"]]
    parts = [HEAD.format(names=", ".join(f"`{name}`" for name in names)), _aims(aims)]
    parts += [_section(one) for one in taken]
    return "\n".join(parts)


def _aims(aims: Sequence[Aim]) -> str:
    met = sum(aim.met for aim in aims)
    rows = [[aim.what, aim.wanted, aim.got, "" if aim.met else "**missed**"] for aim in aims]
    table = _table(["aim", "wanted", "got", ""], rows)
    reasons = [
        f"- {aim.what} ({aim.got}, wanted {aim.wanted}): {REASONS.get(aim.key, NO_REASON)}"
        for aim in aims
        if not aim.met
    ]
    return (
        f"## Aims: {met} of {len(aims)} met\n\n{table}\n\n### Why some are missed\n\n"
        + "\n".join(reasons)
        + "\n"
    )


def _section(one: dict[str, object]) -> str:
    result = Result(**{key: one[key] for key in ("title", "about", "columns", "rows")})  # type: ignore[arg-type]
    table = _table(result.columns, result.rows)
    return f"## {result.title}\n\n{result.about} ({one['made']}.)\n\n{table}\n"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]

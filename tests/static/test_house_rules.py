"""The house keeps its own rules: no script builds markup or code, and no file is too long."""

from __future__ import annotations

from tests.node import ROOT

MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write")


def test_no_script_builds_markup_or_code() -> None:
    for path in (ROOT / "wallet/static/js").rglob("*.js"):
        for word in MARKUP:
            assert word not in path.read_text(), f"{word} in {path.name}"


CLOCKS = ("time.time", "datetime.now", "utcnow", "func.now", "date.today", "CURRENT_TIMESTAMP")


def test_nothing_but_the_steady_clock_asks_the_machine_for_the_time() -> None:
    asks = {p.name for p in ROOT.glob("wallet/**/*.py") if any(word in p.read_text() for word in CLOCKS)}
    assert asks == {"steady.py"}


def long_files() -> list[str]:
    ours = [*ROOT.glob("wallet/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("wallet/static/js/**/*.js")]
    return [f"{len(p.read_text().splitlines())} {p.relative_to(ROOT)}" for p in ours]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert [row for row in long_files() if int(row.split()[0]) > 250] == []

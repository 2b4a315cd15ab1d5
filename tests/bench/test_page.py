"""docs/performance.md is what bench/kept holds, word for word: no figure is written by hand."""

from __future__ import annotations

from bench import report
from bench.measurements import MEASUREMENTS


def test_the_page_of_figures_is_printed_from_what_was_measured() -> None:
    assert report.PAGE.read_text("utf-8") == report.page(list(MEASUREMENTS))


def test_every_measurement_is_kept_and_nothing_else() -> None:
    assert sorted(file.stem for file in report.KEPT.iterdir()) == sorted(MEASUREMENTS)

"""The index of a closed archive is a table for a spreadsheet, which takes no paper's name for a formula."""

from __future__ import annotations

import pytest

from wallet.closed_archive import cell


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_compute_gets_a_mark_in_front(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "001 paper.pdf", "a=b", "2026-11-30", "'=1"])
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert cell(text) == text

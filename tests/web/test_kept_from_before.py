"""Nobody who was let go, ended or removed comes back by anything that they kept: a row for each thing."""

from __future__ import annotations

import pytest

from tests.desk import Desk, refused
from tests.web.kept_rows import ROWS, Keep


@pytest.mark.parametrize("keep", ROWS, ids=lambda keep: keep.__name__)
def test_what_was_kept_opens_nothing_once_it_was_ended(desk: Desk, keep: Keep) -> None:
    use, _end = keep(desk)
    control = use()
    assert control.status_code < 300, control.text
    use, end = keep(desk)
    end()
    assert refused(use(), *ROWS[keep])

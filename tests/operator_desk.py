"""Whoever runs the wallet, at a desk, as the API sees them."""

from __future__ import annotations

from typing import Any

from tests.desk import Desk
from tests.staff_desk import StaffAtDesk
from wallet.web.operator_login import LOGIN


class OperatorAtDesk(StaffAtDesk):
    """An operator."""

    staff = LOGIN

    def reads(self, path: str) -> dict[str, Any]:
        """What a GET tells."""
        answer = self.gets(path)
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return dict(answer.json)


def signed_in(desk: Desk, name: str = "mila") -> OperatorAtDesk:
    """An operator with a session."""
    made = OperatorAtDesk(desk, name)
    assert made.signs_in().status_code == 200
    return made

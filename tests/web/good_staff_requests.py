"""A request that succeeds, for every operation of hosts, their PCs and operators."""

from __future__ import annotations

from tests.desk import Desk
from tests.host_desk import BUSY, HostAtDesk, enrolled, signed_in
from tests.operator_desk import OperatorAtDesk
from tests.operator_desk import signed_in as operator_signed_in
from tests.web.mailbox_calls import Box
from tests.web.request_shape import Request, random
from wallet.crypto.address import mailbox_address

OWN_PAGE = {"X-Host": "1"}
OPERATORS_PAGE = {"X-Operator": "1"}


class GoodStaff:
    """Makes each request when it is asked for, as a host of its own."""

    desk: Desk

    def post_host_login(self) -> Request:
        host = self._host()
        return Request({"name": host.name, "password": host.password, "code": host.code()}, headers=OWN_PAGE)

    def post_host_logout(self) -> Request:
        return Request({}, headers=OWN_PAGE, cookies=self._host().cookie())

    def get_host_me(self) -> Request:
        return Request(cookies=self._host().cookie())

    get_host_pcs = get_host_me

    def post_host_pc_code(self) -> Request:
        return Request({"name": "PC 1"}, headers=OWN_PAGE, cookies=self._host().cookie())

    def post_host_pc_remove(self) -> Request:
        host = self._host()
        enrolled(host).beats()
        return Request({"pc": host.sees()[0]["id"]}, headers=OWN_PAGE, cookies=host.cookie())

    def post_host_order(self) -> Request:
        asked = self.post_host_pc_remove()
        return Request(
            {**asked.body, "do": "more_time", "minutes": 5}, headers=OWN_PAGE, cookies=asked.cookies
        )

    def post_kiosk_enrol(self) -> Request:
        return Request({"code": self._host().gets_a_code()})

    def post_kiosk_beat(self) -> Request:
        token = enrolled(self._host()).token
        return Request({**BUSY, "done": [random()]}, headers={"Authorization": f"Kiosk {token}"})

    def post_operator_login(self) -> Request:
        one = self._operator()
        return Request(
            {"name": one.name, "password": one.password, "code": one.code()}, headers=OPERATORS_PAGE
        )

    def post_operator_logout(self) -> Request:
        return self._operators({})

    def get_operator_me(self) -> Request:
        return Request(cookies=self._operator().cookie())

    get_operator_state = get_operator_feedback = get_operator_organisations = get_operator_me

    def post_operator_feedback_delete(self) -> Request:
        return self._operators({"ids": [random()]})

    def post_operator_organisations_add(self) -> Request:
        box = Box(self.desk)
        box.is_made()
        return self._operators(
            {"name": random(), "address": mailbox_address(box.keys.id, box.keys.recipient)}
        )

    def post_operator_organisations_remove(self) -> Request:
        one, body = self._operator(), {"name": random()}
        one.posts("organisations/admit", body)
        return Request(body, headers=OPERATORS_PAGE, cookies=one.cookie())

    def post_operator_organisations_admit(self) -> Request:
        return self._operators({"name": random()})

    def _operators(self, body: dict[str, object]) -> Request:
        return Request(body, headers=OPERATORS_PAGE, cookies=self._operator().cookie())

    def _operator(self) -> OperatorAtDesk:
        return operator_signed_in(self.desk, f"operator-{random().lower()}")

    def _host(self) -> HostAtDesk:
        return signed_in(self.desk, f"host-{random().lower()}")

"""A request that succeeds, for every operation of hosts and their PCs."""

from __future__ import annotations

from tests.desk import Desk
from tests.host_desk import BUSY, HostAtDesk, enrolled, signed_in
from tests.web.request_shape import Request, random

OWN_PAGE = {"X-Host": "1"}


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

    def _host(self) -> HostAtDesk:
        return signed_in(self.desk, f"host-{random().lower()}")

"""A request that succeeds, for every operation of people at work."""

from __future__ import annotations

import os

from tests.desk import Desk
from tests.web.request_shape import Request, random
from tests.web.worker_calls import Colleague, invited, steward
from wallet.crypto.badge import LONGEST, Badge, badge_text
from wallet.crypto.bytes import b64, unb64
from wallet.crypto.mailbox import sign_pub, signed_by_owner


class GoodWorker:
    """Makes each request when it is asked for, as a steward of an organisation of their own."""

    desk: Desk

    def post_worker_join(self) -> Request:
        one = Colleague(self.desk)
        asked = {"invitation": invited(self.desk, random()), "name": "Jan", "sign_pub": b64(os.urandom(32))}
        return Request({**asked, **one.box.proof()})

    def post_worker_enter(self) -> Request:
        one = self._steward()
        return Request({"code": one.codes[0], **one.box.proof()})

    def post_worker_leave(self) -> Request:
        return Request({}, headers=self._steward().carried)

    post_worker_renew = post_worker_leave

    def post_deposit_pass(self) -> Request:
        one = self._steward()
        assert one.signs(one).status_code == 204
        return Request({}, headers=one.carried)

    def get_worker_me(self) -> Request:
        return Request(headers=self._steward().carried)

    get_worker_colleagues = get_worker_me

    def post_worker_invite(self) -> Request:
        return Request({"steward": False}, headers=self._steward().carried)

    def post_worker_sign(self) -> Request:
        one = self._steward()
        until = self.desk.clock.now + LONGEST
        badge = Badge(one.org, one.name, unb64(one.address), sign_pub(one.box.key), until)
        signature = b64(signed_by_owner(one.box.key, badge_text(badge)))
        return Request({"worker": one.row(one)["id"], "until": until, "sig": signature}, headers=one.carried)

    def post_worker_remove(self) -> Request:
        one, other = self._steward(), Colleague(self.desk)
        assert other.joins(one.invites()).status_code == 201
        return Request({"worker": one.row(other)["id"]}, headers=one.carried)

    def _steward(self) -> Colleague:
        return steward(self.desk, random())

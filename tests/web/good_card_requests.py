"""Requests that succeed for the operations about helpers' cards."""

from __future__ import annotations

import os

from tests.desk import Desk
from tests.web.request_shape import BYTES, Request, random
from tests.web.share_calls import BASE, Door, Shared, framed, knock, opened, post_share
from wallet.crypto.bytes import b64


class GoodCard:
    """Makes each request when it is asked for, with whatever has to be there before."""

    desk: Desk

    def _mandate(self) -> Shared:
        share = Shared(Door("card"))
        assert post_share(self.desk, share).status_code == 201
        return share

    def post_code_card(self) -> Request:
        return Request({"door_id": random(), "blinded": b64(BASE)})

    def post_share_change(self) -> Request:
        share = self._mandate()
        head = {"id": b64(share.id), "owner": b64(share.owner), "grants": [random()]}
        return Request(framed(head, os.urandom(8192)), BYTES)

    def post_share_runs(self) -> Request:
        share = self._mandate()
        head, _ = opened(knock(self.desk, share.link))
        return Request({"share_id": b64(share.id), "resume": head["resume"]})

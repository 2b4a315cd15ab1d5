"""Requests that succeed for the operations about mailboxes, and those that anybody may make."""

from __future__ import annotations

from tests.desk import Desk, sealed
from tests.web.mailbox_calls import ELSEWHERE, Box
from tests.web.request_shape import BYTES, Request, random


class GoodMailbox:
    """Makes each request when it is asked for, with whatever has to be there before."""

    desk: Desk

    def _box(self) -> Box:
        box = Box(self.desk)
        assert box.is_made().status_code == 201
        return box

    def post_mailbox_put(self) -> Request:
        return Request(Box(self.desk).wanted())

    def post_mailbox_info(self) -> Request:
        return Request({"id": self._box().id})

    def post_mailbox_fetch(self) -> Request:
        box = self._box()
        assert box.is_given(address=ELSEWHERE).status_code == 201
        return Request(box.proof())

    def post_mailbox_get(self) -> Request:
        box = self._box()
        assert box.is_given(address=ELSEWHERE).status_code == 201
        [row] = box.lies_in_it()
        return Request({**box.proof(), "deposit": row["id"]})

    def post_mailbox_close(self) -> Request:
        return Request(self._box().proof())

    def post_mailbox_remove(self) -> Request:
        box = self._box()
        assert box.is_given(address=ELSEWHERE).status_code == 201
        assert self.desk.post("note/put", box.note()).status_code == 201
        [row] = box.lies_in_it()
        return Request({**box.proof(), "deposits": [row["id"]], "notes": box.named()})

    def post_work(self) -> Request:
        return Request({})

    def get_about(self) -> Request:
        return Request()

    def get_organisations(self) -> Request:
        return Request()

    def post_feedback(self) -> Request:
        return Request({"about": "help", "words": "the big buttons help\nthank you"})

    def post_note_put(self) -> Request:
        return Request(self._box().note())

    def post_note_fetch(self) -> Request:
        box = self._box()
        assert self.desk.post("note/put", box.note()).status_code == 201
        return Request({**box.proof(), "notes": box.named()})

    def post_deposit_ticket(self) -> Request:
        return Request({"mailbox": self._box().id, "bytes": 100_000})

    def put_deposit(self) -> Request:
        box, body = self._box(), sealed()
        told = box.asks_for_a_ticket(len(body), ELSEWHERE).json
        assert told is not None
        headers = {"X-Mailbox": box.id, "X-Deposit": random(), "X-Ticket": told["ticket"]}
        return Request(body, BYTES, headers)

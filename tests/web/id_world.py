"""Somebody else, to whom one thing of each kind belongs: what their ids are."""

from __future__ import annotations

import os
from collections.abc import Callable

from sqlalchemy import select

from tests.desk import Desk
from tests.holder import Door, settled
from tests.host_desk import BUSY, enrolled, signed_in
from tests.web.good_requests import Good
from tests.web.mailbox_calls import ELSEWHERE, Box
from tests.web.recovery_calls import Helpers
from tests.web.request_shape import random
from tests.web.share_calls import made
from tests.web.worker_calls import steward
from wallet.crypto.bytes import unb64
from wallet.models import Feedback

NEAR = {
    "vault": "recovery", "stand_in": "vault", "door": "share_door", "share_door": "door", "blob": "grant",
    "grant": "blob", "share": "share_door", "mailbox": "recovery", "recovery": "mailbox", "deposit": "note",
    "note": "deposit", "worker": "mailbox", "pc": "order", "order": "pc", "feedback": "note",
}  # fmt: skip
"""Of each kind the one that could most easily be taken for it: looked for, or proven, in the same way."""


class Others:
    """Each method makes the thing and gives its id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def maker(self, kind: str) -> Callable[[], bytes]:
        """What makes somebody else's thing of this kind."""
        found: Callable[[], bytes] = getattr(self, kind)
        return found

    def unknown(self) -> bytes:
        """Nobody's."""
        return os.urandom(16)

    def vault(self) -> bytes:
        return settled(self.desk).vault_id

    def stand_in(self) -> bytes:
        """Of a lock that is over."""
        return unb64(Good(self.desk).post_vault_lock_take().body["stand_in"], 16)

    def door(self) -> bytes:
        door = Door()
        assert settled(self.desk).puts(door).status_code == 201
        return door.id

    def blob(self) -> bytes:
        return self.desk.kept()[0].id

    def grant(self) -> bytes:
        good = Good(self.desk)
        good.post_grant_get()
        return good.grant_id

    def share(self) -> bytes:
        return made(self.desk).id

    def share_door(self) -> bytes:
        return made(self.desk).link.id

    def mailbox(self) -> bytes:
        return self._box().keys.id

    def deposit(self) -> bytes:
        box = self._box()
        assert box.is_given(address=ELSEWHERE).status_code == 201
        return unb64(box.lies_in_it()[0]["id"], 16)

    def note(self) -> bytes:
        box = self._box()
        assert self.desk.post("note/put", box.note()).status_code == 201
        return unb64(box.named()[0], 16)

    def recovery(self) -> bytes:
        helpers = Helpers(self.desk)
        assert helpers.are_named().status_code == 201
        return helpers.id

    def worker(self) -> bytes:
        one = steward(self.desk, random())
        return unb64(one.row(one)["id"], 16)

    def pc(self) -> bytes:
        host = signed_in(self.desk, f"host-{random().lower()}")
        enrolled(host).beats()
        return unb64(host.sees()[0]["id"], 16)

    def order(self) -> bytes:
        host = signed_in(self.desk, f"host-{random().lower()}")
        pc = enrolled(host)
        pc.beats(BUSY)
        assert host.orders("more_time", 5).status_code == 204
        return unb64(pc.hears(BUSY)[0]["id"], 16)

    def feedback(self) -> bytes:
        assert self.desk.post("feedback", {"about": "help", "words": "the big buttons"}).status_code == 201
        with self.desk.parts.database.read() as session:
            return session.scalars(select(Feedback.id)).all()[-1]

    def _box(self) -> Box:
        box = Box(self.desk)
        assert box.is_made().status_code == 201
        return box

"""People at work as the API sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyotp
from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.promised import keeps_promise
from tests.web.mailbox_calls import Box
from wallet import organisations
from wallet.crypto.address import mailbox_address
from wallet.crypto.badge import LONGEST, Badge, badge_text
from wallet.crypto.bytes import b64, unb64
from wallet.crypto.mailbox import sign_pub, signed_by_owner

ORG = "Samusocial"


def invited(desk: Desk, org: str = ORG) -> str:
    """An invitation of a steward, as the operator's command line gives one."""
    with desk.parts.database.write() as session:
        return organisations.invite(session, desk.parts.ephemeral, org, desk.clock.now)


def directory(desk: Desk) -> list[dict[str, object]]:
    """What anybody reads."""
    told = desk.client.get("/v1/organisations").json
    assert told is not None
    return list(told["organisations"])


@dataclass
class Colleague:
    """Somebody with a mailbox, an authenticator and a session perhaps."""

    desk: Desk
    name: str = "Fatou"
    token: str = ""
    codes: list[str] = field(default_factory=list)
    org: str = ORG

    def __post_init__(self) -> None:
        self.box = Box(self.desk)
        assert self.box.is_made().status_code == 201

    @property
    def address(self) -> str:
        """Of the badge."""
        return mailbox_address(self.box.keys.id, self.box.keys.recipient)

    @property
    def carried(self) -> dict[str, str]:
        """What goes with each request of a session."""
        return {"Authorization": f"Worker {self.token}"}

    def joins(self, invitation: str) -> TestResponse:
        """POST /v1/worker/join; what was given is kept."""
        asked = {"invitation": invitation, "name": self.name, "sign_pub": b64(sign_pub(self.box.key))}
        answer = self.desk.post("worker/join", {**asked, **self.box.proof()})
        if answer.status_code == 201:
            self.keeps(answer)
        return answer

    def keeps(self, answer: TestResponse) -> None:
        """Notes the authenticator and the written codes."""
        assert answer.json is not None
        self.totp, self.codes = pyotp.parse_uri(answer.json["authenticator"]), answer.json["codes"]
        self.org = answer.json.get("organisation", self.org)

    def code(self) -> str:
        """What the authenticator shows; a fresh one, since each is good once."""
        self.desk.clock.forward(seconds=30)
        assert isinstance(self.totp, pyotp.TOTP)
        return self.totp.at(self.desk.clock.now)

    def enters(self, code: str = "", **other: bytes) -> TestResponse:
        """POST /v1/worker/enter; the token is kept."""
        answer = self.desk.post("worker/enter", {"code": code or self.code(), **self.box.proof(**other)})
        if answer.status_code == 200:
            assert answer.json is not None
            self.token = answer.json["token"]
        return answer

    def asks(self, path: str, body: object) -> TestResponse:
        """POST under /v1 in this session."""
        return self.desk.post(path, body, self.carried)

    def gets(self, path: str) -> TestResponse:
        """GET under /v1 in this session."""
        answer = self.desk.client.get(f"/v1/{path}", headers=self.carried)
        keeps_promise("GET", f"/v1/{path}", answer)
        return answer

    def fetched(self) -> TestResponse:
        """POST /v1/mailbox/fetch of the badge."""
        return self.asks("mailbox/fetch", self.box.proof())

    def invites(self, *, steward: bool = False) -> str:
        """An invitation by this steward."""
        answer = self.asks("worker/invite", {"steward": steward})
        assert answer.json is not None
        return str(answer.json["invitation"])

    def row(self, other: Colleague) -> dict[str, Any]:
        """How this steward sees a colleague."""
        answer = self.gets("worker/colleagues").json
        assert answer is not None
        [found] = [one for one in answer["colleagues"] if one["address"] == other.address]
        return dict(found)

    def signs(self, other: Colleague, *, until: int | None = None, **wrong: Any) -> TestResponse:
        """POST /v1/worker/sign for the longest time; `wrong` takes the place of what the badge says."""
        end = self.desk.clock.now + LONGEST if until is None else until
        said = {"org": self.org, "name": other.name, "address": unb64(other.address), "until": end}
        badge = Badge(**{**said, "sign_pub": sign_pub(other.box.key), **wrong})
        signature = signed_by_owner(self.box.key, badge_text(badge))
        return self.asks(
            "worker/sign", {"worker": self.row(other)["id"], "until": end, "sig": b64(signature)}
        )

    def lets_go(self, other: Colleague) -> TestResponse:
        """POST /v1/worker/remove."""
        return self.asks("worker/remove", {"worker": self.row(other)["id"]})


def steward(desk: Desk, org: str = ORG) -> Colleague:
    """The first of an organisation, signed in."""
    made = Colleague(desk, "Latifa")
    assert made.joins(invited(desk, org)).status_code == 201
    assert made.enters().status_code == 200
    return made


def signed_in(one: Colleague) -> Colleague:
    """A colleague of this steward's, whose badge is signed, signed in."""
    made = Colleague(one.desk)
    assert made.joins(one.invites()).status_code == 201
    assert made.enters().status_code == 200
    assert one.signs(made).status_code == 204
    return made

"""The part of the walk of somebody at work, who may invite."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pyotp
from sqlalchemy import select

from tests.browser.walk_papers import Stop
from tests.live import Live
from tests.people.holder import Holder
from wallet import workers
from wallet.invitations import Invitation
from wallet.models import Mailbox, Organisation


def work(holder: Holder, served: Live) -> Iterator[Stop]:
    holder.settings.look_at("work")
    yield "screen-work", ""
    holder.taps("main [data-go=work-join]")
    holder.page.fill("#work-name", "Greet")
    holder.page.fill("#work-invitation", "aaaa-aaaa-aaaa-aaaa-aaaa")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-work-join", "wrong"
    holder.page.fill("#work-invitation", served.admits("Samusocial de Bruxelles-Brussel"))
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    yield "screen-work-codes", ""
    secret = holder.page.text_content("[data-text=secret]") or ""
    holder.taps("main [data-ref=next]")
    yield from enter(holder, served, pyotp.TOTP(secret.replace(" ", "")))
    yield from lead(holder, served)
    holder.taps("main [data-back]")
    holder.waits_for("main [data-ref=leave]")
    holder.taps("main [data-ref=end]")
    yield "sheet-work-end", ""
    holder.taps("dialog [data-answer=yes]")
    holder.waits_for("#live.shown")
    holder.is_at_the_list()


def enter(holder: Holder, served: Live, phone: pyotp.TOTP) -> Iterator[Stop]:
    holder.page.fill("#work-code", "aaaa-aaaa")
    holder.taps("main [data-ref=enter]")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-work-enter", "wrong"
    holder.is_at_the_list()
    holder.waits_for("main [data-ref=enter]")
    yield "screen-papers", "at work"
    holder.taps("main [data-ref=enter]")
    holder.page.fill("#work-code", phone.at(served.clock()))
    holder.taps("main [data-ref=enter]")
    holder.waits_for("main [data-ref=see], main [data-ref=leave]")
    holder.is_at_the_list()
    holder.settings.look_at("work")
    holder.waits_for("canvas.qr")
    holder.taps("main [data-ref=digits]")
    holder.waits_for("[data-ref=digits-box]")
    yield "screen-work-in", "digits"
    holder.taps("main [data-ref=renew]")
    yield "sheet-work-renew", ""
    holder.taps("dialog [data-answer=no]")


def lead(holder: Holder, served: Live) -> Iterator[Stop]:
    add_a_colleague(served)
    holder.taps("main [data-ref=colleagues]")
    yield "screen-colleagues", ""
    holder.taps("main [data-ref=invite]")
    holder.waits_for("canvas.qr")
    yield "screen-invited", ""
    holder.taps("main [data-back]")
    holder.taps("[data-slot=rows] li:nth-child(1) button")
    yield "screen-colleague", ""
    holder.taps("main [data-ref=let-go]")
    yield "sheet-let-go", ""
    holder.taps("dialog [data-answer=yes]")
    holder.waits_for("#live.shown")


def add_a_colleague(served: Live) -> None:
    """As a second wallet would."""
    draw = secrets.token_bytes
    with served.parts.database.write() as session:
        mailbox = Mailbox(id=draw(16), recipient=draw(1216), fetch_pub=draw(32), lease_until=30_000)
        session.add(mailbox)
        session.flush()
        organisation = session.scalars(select(Organisation)).one()
        newcomer = workers.Newcomer(mailbox.id, "Abdelkader-Maximiliaan", draw(32))
        invitation = Invitation(organisation.id, steward=False, giver=None)
        workers.join(session, served.parts.at_rest, invitation, newcomer)

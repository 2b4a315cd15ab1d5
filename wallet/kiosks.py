"""Free-access PCs: how a host enrols one, and what a PC tells while it is in use.

What a PC tells lives for half a minute, is replaced each time, and is counted nowhere.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import MINUTE
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound
from wallet.models import Host, Kiosk

CODE, LIVE, WHERE = "kiosk_code", "kiosk_live", "kiosk_where"
CODE_LIFE: Final = 10 * MINUTE
LIVE_LIFE: Final = 30

State = Literal["free", "busy", "off"]
Printer = Literal["ok", "none", "paper", "stopped"]


@dataclass(frozen=True)
class Live:
    """What a PC says of itself: `left` in seconds, None where no visitor's time runs."""

    state: State
    left: int | None
    printer: Printer
    help: bool


def new_code(store: Ephemeral, host_id: bytes, name: str, now: int) -> str:
    """Ten digits that enrol one PC under this name within ten minutes."""
    while True:
        code = f"{secrets.randbelow(10**10):010}"
        if store.add(CODE, tokens.hashed(code.encode()), host_id + name.encode(), now + CODE_LIFE, now):
            return code


def enrol(session: Session, store: Ephemeral, code: str, now: int) -> tuple[bytes, str]:
    """The token and name of a new PC; the code is used up. Raises NotFound."""
    value = store.take(CODE, tokens.hashed(code.encode()), now)
    if value is None or session.get(Host, value[:16]) is None:
        raise NotFound
    token, name = secrets.token_bytes(32), value[16:].decode()
    row = Kiosk(id=secrets.token_bytes(16), host_id=value[:16], name=name, token_hash=tokens.hashed(token))
    session.add(row)
    return token, name


def known(session: Session, token: bytes) -> bytes | None:
    """The id of the PC whose token it is; None where it was removed, or never was."""
    return session.scalar(select(Kiosk.id).where(Kiosk.token_hash == tokens.hashed(token)))


def of_host(session: Session, host_id: bytes) -> Sequence[Kiosk]:
    """The PCs of a host, by name."""
    return session.scalars(select(Kiosk).where(Kiosk.host_id == host_id).order_by(Kiosk.name, Kiosk.id)).all()


def need(session: Session, host_id: bytes, kiosk_id: bytes) -> Kiosk:
    """That PC, if this host looks after it. Raises NotFound."""
    kiosk = session.get(Kiosk, kiosk_id)
    if kiosk is None or kiosk.host_id != host_id:
        raise NotFound
    return kiosk


def remove(session: Session, store: Ephemeral, host_id: bytes, kiosk_id: bytes) -> None:
    """Takes a PC away; its token is dead at once. Raises NotFound."""
    session.delete(need(session, host_id, kiosk_id))
    store.delete(LIVE, kiosk_id)
    store.delete_value(WHERE, kiosk_id)


def tell(store: Ephemeral, kiosk_id: bytes, told: Live, now: int) -> None:
    """Keeps what a PC says, in the place of what it said before."""
    store.put(LIVE, kiosk_id, json.dumps(asdict(told)).encode(), now + LIVE_LIFE)


def at(store: Ephemeral, kiosk_id: bytes, source: bytes, now: int) -> None:
    """Notes from which network (16 bytes that tell no address) a PC speaks."""
    store.put(WHERE, source, kiosk_id, now + LIVE_LIFE)


def at_work(store: Ephemeral, source: bytes, now: int) -> bytes | None:
    """The id of a PC that spoke from that network within half a minute; the last one, None where none did."""
    return store.get(WHERE, source, now)


def live(store: Ephemeral, kiosk_id: bytes, now: int) -> Live | None:
    """What a PC said last; None where that was half a minute ago or never."""
    value = store.get(LIVE, kiosk_id, now)
    return None if value is None else Live(**json.loads(value))

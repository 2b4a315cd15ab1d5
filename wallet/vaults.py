"""Vaults: sealed catalogues that are made, read, replaced, gone back to and deleted."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, select
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock
from wallet.crypto.format import CATALOGUE_SIZES
from wallet.errors import BadRequest, Exists, NotFound, Quota, Stale
from wallet.models import Vault, VaultVersion

KEPT_DAYS = 30
_VAULT: Final = Vault.__table__.c
_CATALOGUE: Final = select(_VAULT.catalogue, _VAULT.etag).where(_VAULT.id == bindparam("vault_id"))
"""Made once, and not for each request (decision 0031)."""


@dataclass(frozen=True)
class Catalogue:
    """Sealed bytes and the tag that a save has to name."""

    sealed: bytes
    etag: str


def check_size(sealed: bytes) -> bytes:
    """The same bytes. Raises BadRequest unless a catalogue may have their length."""
    if len(sealed) not in CATALOGUE_SIZES:
        raise BadRequest
    return sealed


def size(session: Session, vault_id: bytes) -> int:
    """Bytes of the present catalogue, which is not read for it; 0 where there is none."""
    return session.scalar(select(func.length(Vault.catalogue)).where(Vault.id == vault_id)) or 0


def create(session: Session, vault_id: bytes, auth_pub: bytes, sealed: bytes, now: datetime) -> str:
    """Makes a vault and gives its etag. Raises Exists, BadRequest."""
    etag = _new_etag()
    session.add(
        Vault(id=vault_id, auth_pub=auth_pub, catalogue=check_size(sealed), etag=etag, month=clock.month(now))
    )
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem
    return etag


def read(session: Session, vault_id: bytes) -> Catalogue:
    """The present catalogue. Raises NotFound."""
    found = session.execute(_CATALOGUE, {"vault_id": vault_id}).first()
    if found is None:
        raise NotFound
    return Catalogue(found.catalogue, found.etag)


def etag(session: Session, vault_id: bytes) -> str:
    """The tag of the present catalogue, which is not read for it. Raises NotFound."""
    found = session.scalar(select(Vault.etag).where(Vault.id == vault_id))
    if found is None:
        raise NotFound
    return found


def save(
    session: Session, vault_id: bytes, etag: str, sealed: bytes, now: datetime, *, drop_versions: bool
) -> str:
    """Replaces the catalogue that has this etag and gives the new etag.

    The first save of a day keeps the former catalogue as that day's version; `drop_versions` deletes all
    versions instead and keeps none. Raises Stale when somebody saved in between, NotFound, BadRequest.
    """
    vault = _held(session, vault_id)
    if vault.etag != etag:
        raise Stale
    check_size(sealed)
    if drop_versions:
        session.execute(sql_delete(VaultVersion).where(VaultVersion.vault_id == vault_id))
    elif session.get(VaultVersion, (vault_id, clock.day(now))) is None:
        session.add(VaultVersion(vault_id=vault_id, day=clock.day(now), catalogue=vault.catalogue))
    vault.catalogue, vault.etag = sealed, _new_etag()
    return vault.etag


def opened(session: Session, vault_id: bytes, now: datetime) -> Catalogue:
    """Notes that the vault was opened this month, undoes a closing, gives the catalogue. Raises NotFound."""
    vault = _held(session, vault_id)
    _turn_month(vault, now)
    vault.closing_at = vault.closing = None
    return Catalogue(vault.catalogue, vault.etag)


def versions(session: Session, vault_id: bytes, now: datetime) -> list[int]:
    """The days (since the epoch) of which an earlier catalogue is kept, newest first."""
    kept = select(VaultVersion.day).where(
        VaultVersion.vault_id == vault_id, VaultVersion.day > clock.day(now) - KEPT_DAYS
    )
    return list(session.scalars(kept.order_by(VaultVersion.day.desc())))


def version(session: Session, vault_id: bytes, day: int, now: datetime) -> bytes:
    """The catalogue as it was before the first save of that day. Raises NotFound."""
    kept = session.get(VaultVersion, (vault_id, day))
    if kept is None or day <= clock.day(now) - KEPT_DAYS:
        raise NotFound
    return kept.catalogue


def charge(
    session: Session, vault_id: bytes, n_bytes: int, n_tickets: int, limits: tuple[int, int], now: datetime
) -> None:
    """Adds to the month's sums; `limits` are a month's bytes and tickets. Raises Quota, NotFound."""
    vault = _held(session, vault_id)
    _turn_month(vault, now)
    vault.bytes_this_month += n_bytes
    vault.tickets_this_month += n_tickets
    if vault.bytes_this_month > limits[0] or vault.tickets_this_month > limits[1]:
        raise Quota(retry_after=_to_next_month(now))


def hand_over(session: Session, vault_id: bytes, to: bytes, spent: tuple[int, int]) -> None:
    """Moves bytes and tickets paid this month, as far as they were, to another vault. Raises NotFound."""
    payer, other = _held(session, vault_id), _held(session, to)
    n_bytes, n_tickets = min(spent[0], payer.bytes_this_month), min(spent[1], payer.tickets_this_month)
    payer.bytes_this_month -= n_bytes
    payer.tickets_this_month -= n_tickets
    other.bytes_this_month += n_bytes
    other.tickets_this_month += n_tickets


def delete(session: Session, vault_id: bytes) -> None:
    """Deletes the vault and its versions now. Raises NotFound."""
    session.delete(_held(session, vault_id))


def _held(session: Session, vault_id: bytes) -> Vault:
    vault = session.get(Vault, vault_id, with_for_update=True)
    if vault is None:
        raise NotFound
    return vault


def _turn_month(vault: Vault, now: datetime) -> None:
    if vault.month != clock.month(now):
        vault.month, vault.bytes_this_month, vault.tickets_this_month = clock.month(now), 0, 0


def _to_next_month(now: datetime) -> int:
    following = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    year, month = divmod(clock.month(now) + 1, 12)
    return clock.seconds(following.replace(year=year, month=month + 1)) - clock.seconds(now)


def _new_etag() -> str:
    return secrets.token_urlsafe(16)

"""How a vector's function is called in Python; tests/vectors/README.md names its fields."""

from collections.abc import Callable
from typing import Any

from tests.crypto.held import HELD, Fields, un
from tools.vector_areas.recovery import combine_parts
from wallet.crypto import (
    address,
    argon,
    badge,
    door,
    doorkey,
    early,
    mailbox,
    note,
    offline,
    part,
    recovery,
    root,
    share,
    stand_in,
    voucher,
)
from wallet.crypto.agefile import open_age
from wallet.crypto.at_rest import AtRest
from wallet.crypto.bytes import b64, label, unb64
from wallet.crypto.catalogue import open_catalogue
from wallet.crypto.damm import damm
from wallet.crypto.digits import digits_input, digits_keys, format_digits, parse_digits
from wallet.crypto.document import bucket, check_document
from wallet.crypto.door_ids import DoorIds
from wallet.crypto.format import check_age_head
from wallet.crypto.hkdf import sha256
from wallet.crypto.mandate import mandate_input, mandate_keys, mandate_url
from wallet.crypto.oprf_client import blind, finalize
from wallet.crypto.reader import read_age
from wallet.crypto.text import normalise
from wallet.oprf_math import derive_key, evaluate


def _login(given: Fields) -> Fields:
    keys = root.vault_keys(un(given["root"]))
    nonce = un(given["nonce"])
    return {
        "message": root.login_message(given["origin"], keys.vault_id, nonce),
        "signature": root.login_signature(keys, given["origin"], nonce),
    }


def _early(given: Fields) -> Fields:
    held, nonce = un(given["card"]), un(given["nonce"])
    signature = early.early_signature(held, given["origin"], nonce)
    message = early.early_message(given["origin"], early.early_public(held), nonce)
    return {"message": message, "signature": signature}


def _stand_in(given: Fields) -> Fields:
    keys, locked, nonce = root.vault_keys(un(given["root"])), un(given["locked"]), un(given["nonce"])
    message = stand_in.stand_in_message(given["origin"], locked, keys.vault_id, nonce)
    signature = stand_in.stand_in_signature(keys, given["origin"], locked, nonce)
    return {"message": message, "signature": signature}


def _recovery_keys(given: Fields) -> Fields:
    r = un(given["r"])
    public = recovery.recovery_public(r)
    return {"tag": recovery.recovery_tag(r), "public": public, "id": recovery.recovery_id(public)}


def _recovery_signature(given: Fields) -> Fields:
    r, nonce = un(given["r"]), un(given["nonce"])
    identity = recovery.recovery_id(recovery.recovery_public(r))
    return {
        "message": recovery.recovery_message(given["origin"], identity, nonce),
        "signature": recovery.recovery_signature(r, given["origin"], nonce),
    }


def _signed_head(head: Fields) -> Fields:
    text = badge.head_text(head)
    return {
        "text": text,
        "signed": badge.is_signed(text, unb64(head["sig"], 64), unb64(head["badge"]["sign_pub"], 32)),
    }


def _unhexed(given: Fields, shape: type[badge.Badge] | type[badge.Paper]) -> list[Any]:
    hexed = {"address", "sign_pub", "mailbox", "sha256"}
    return [un(given[name]) if name in hexed else given[name] for name in shape._fields]


def _signed(text: bytes, key: str) -> Fields:
    owner = un(key)
    return {
        "text": text, "public": mailbox.sign_pub(owner), "signature": mailbox.signed_by_owner(owner, text)
    }  # fmt: skip


def _mailbox_signature(given: Fields) -> Fields:
    key, nonce, origin = un(given["key"]), un(given["nonce"]), given["origin"]
    return {
        "message": mailbox.mailbox_message(origin, mailbox.mailbox_keys(key).id, nonce),
        "signature": mailbox.mailbox_signature(key, origin, nonce),
    }


def _drop_address(given: Fields) -> tuple[bytes | None, ...]:
    return address.parse_drop_address(given["fragment"]) or (None, None, None)


def _parse_address(given: Fields) -> Fields:
    found, promised = address.parse_address(given["fragment"]) or (None, None)
    return {"id": found, "promised": promised}


def _laid_out(plain: Fields) -> bytes:
    """Mostly zeros, written short."""
    return un(plain["start"]) + bytes(plain["zeros"]) + un(plain.get("end", ""))


def _check_document(given: Fields) -> Fields:
    return {"content": check_document(_laid_out(given["plain"]), given["length"], un(given["sha256"]))}


def _fragment(given: Fields) -> Fields:
    link = share.parse_fragment(given["fragment"])
    return {"door_id": None, "secret": None} if link is None else link._asdict()


def _grant_owner(given: Fields) -> Fields:
    token = share.grant_owner(un(given["owner"]), un(given["grant_id"]))
    return {"owner_token": token, "owner_hash": sha256(token)}


def _open_at_rest(given: Fields) -> Fields:
    keys = AtRest([un(key) for key in given["keys"]])
    row = un(given["row"]) if "row" in given else _door_row(given)
    return {"plain": keys.open(given["place"], row, un(given["sealed"]))}


def _door_row(given: Fields) -> bytes:
    return DoorIds([un(key) for key in given["id_keys"]]).names(un(given["door_id"]))[given["key"]]


def _check_head(given: Fields) -> Fields:
    check_age_head(un(given["head"]))
    return {"ok": True}


def _shown(keys: share.DoorKeys) -> Fields:
    return {"key": keys.key, "open": keys.open, "open_hash": sha256(keys.open)}


def _suk(make: Callable[..., bytes], *fields: str) -> Callable[[Fields], Fields]:
    return lambda given: {"suk": make(*(un(given[name]) for name in fields))}


CALLS: dict[str, Callable[[Fields], Fields]] = {
    **HELD,
    "argon2id": lambda g: {"key": argon.argon2id(un(g["password"]), un(g["salt"]))},
    "b64": lambda g: {"text": b64(un(g["data"]))},
    "blind": lambda g: {"blinded": blind(un(g["input"]), un(g["blind"])).blinded},
    "bucket": lambda g: {"bucket": bucket(g["length"])},
    "check_age_head": _check_head,
    "check_document": _check_document,
    "container_key": lambda g: {"key": offline.container_key(un(g["box_key"]))},
    "damm": lambda g: {"check": damm(g["digits"])},
    "derive_key": lambda g: {"key": derive_key(un(g["seed"]), un(g["info"]))},
    "digits_input": lambda g: {"input": digits_input(g["secret"])},
    "digits_keys": lambda g: _shown(digits_keys(un(g["door_id"]), un(g["n"]), un(g["a"]))),
    "door_keys": lambda g: {"door_id": door.door_id(un(g["suk"])), "key": door.door_key(un(g["suk"]))},
    "early_public": lambda g: {"public": early.early_public(un(g["card"]))},
    "early_signature": _early,
    "evaluate": lambda g: {"evaluation": evaluate(un(g["key"]), un(g["blinded"]))},
    "finalize": lambda g: {"n": finalize(un(g["input"]), un(g["blind"]), un(g["evaluation"]))},
    "format_digits": lambda g: {"text": format_digits(g["locator"], g["secret"])},
    "grant_owner": _grant_owner,
    "label": lambda g: {"data": label(g["text"])},
    "link_keys": lambda g: _shown(share.link_keys(un(g["secret"]), un(g["door_id"]))),
    "login_signature": _login,
    "badge": lambda g: _signed(badge.badge_text(badge.Badge(*_unhexed(g, badge.Badge))), g["key"]),
    "signed_head": lambda g: _signed_head(g["head"]),
    "is_signed": lambda g: {"signed": badge.is_signed(un(g["text"]), un(g["signature"]), un(g["public"]))},
    "mailbox_address": lambda g: {"address": address.mailbox_address(un(g["id"]), un(g["recipient"]))},
    "mailbox_keys": lambda g: mailbox.mailbox_keys(un(g["key"]))._asdict(),
    "mailbox_signature": _mailbox_signature,
    "normalise": lambda g: {"text": normalise(g["text"])},
    "open_age": lambda g: {"plain": open_age(un(g["file_key"]), un(g["file"]))},
    "open_at_rest": _open_at_rest,
    "open_box": lambda g: vars(door.open_box(un(g["suk"]), un(g["box"]))),
    "open_catalogue": lambda g: {"json": open_catalogue(root.vault_keys(un(g["root"])), un(g["sealed"]))},
    "open_container": lambda g: offline.open_container(un(g["box_key"]), un(g["container"]))._asdict(),
    "open_m": lambda g: {"m": share.open_m(un(g["key"]), un(g["door_id"]), g["kind"], un(g["sealed"]))},
    "open_manifest": lambda g: {"json": share.open_manifest(un(g["m"]), un(g["share_id"]), un(g["sealed"]))},
    "mandate_input": lambda g: {"input": mandate_input(g["code"])},
    "mandate_keys": lambda g: _shown(mandate_keys(un(g["secret"]), un(g["door_id"]), un(g["n"]), un(g["a"]))),
    "mandate_salt": lambda g: {"salt": argon.mandate_salt(un(g["door_id"]))},
    "mandate_url": lambda g: {"url": mandate_url(g["origin"], share.Link(un(g["door_id"]), un(g["secret"])))},
    "parse_digits": lambda g: parse_digits(g["text"])._asdict(),
    "parse_fragment": _fragment,
    "paper": lambda g: _signed(badge.paper_text(badge.Paper(*_unhexed(g, badge.Paper))), g["key"]),
    "parse_address": _parse_address,
    "parse_drop_address": lambda g: dict(zip(("id", "promised", "pass"), _drop_address(g), strict=True)),
    "combine_parts": lambda g: {"r": combine_parts(un(g["one"]), un(g["other"]))},
    "helper_key": lambda g: {"helper": part.helper_key(un(g["part"]))},
    "parse_part_groups": lambda g: {"part": part.parse_part_groups(g["groups"])},
    "parse_part_qr": lambda g: {"part": part.parse_part_qr(g["qr"])},
    "part_groups": lambda g: {"groups": part.part_groups(un(g["part"]))},
    "part_qr": lambda g: {"qr": part.part_qr(un(g["part"]))},
    "recovery_keys": _recovery_keys,
    "recovery_signature": _recovery_signature,
    "suk_recovery": _suk(recovery.suk_recovery, "r", "half"),
    "read_age": lambda g: {"plain": read_age([g["identity"]], un(g["file"]))},
    "read_deposit": lambda g: mailbox.read_deposit(un(g["id"]), _laid_out(g["plain"]))._asdict(),
    "read_kept": lambda g: offline.read_kept(_laid_out(g["plain"]))._asdict(),
    "read_note": lambda g: note.read_note(un(g["id"]), un(g["plain"])),
    "share_url": lambda g: {
        "url": share.share_url(g["origin"], share.Link(un(g["door_id"]), un(g["secret"])))
    },
    "stand_in_signature": _stand_in,
    "suk_card_helper": _suk(doorkey.suk_card_helper, "card", "helper"),
    "suk_passkey": _suk(doorkey.suk_passkey, "prf"),
    "suk_safe": _suk(doorkey.suk_safe, "card"),
    "unb64": lambda g: {"data": unb64(g["text"])},
    "voucher": lambda g: {
        "hash": voucher.voucher_hash(un(g["voucher"])),
        "commit": voucher.voucher_commit(un(g["voucher"]), un(g["mailbox_id"])),
    },
    "vault_keys": lambda g: vars(root.vault_keys(un(g["root"]))),
}

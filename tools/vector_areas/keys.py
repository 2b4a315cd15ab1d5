"""Keys: Argon2id, door keys, vault keys, the signature that opens a session."""

from collections.abc import Iterator
from typing import Any

from tools.vector_areas.book import Book, fixed
from tools.vector_areas.oprf import (
    DOOR,
    LOOKUP,
    SECOND_SEED,
    SHARE,
    START,
    Run,
    digits_run,
    phrase_run,
    pocket_run,
    row_run,
)
from tools.vector_areas.text import CARD
from wallet.crypto.argon import argon2id, digits_salt, door_salt
from wallet.crypto.card import pocket_lookup
from wallet.crypto.door import door_id, door_key
from wallet.crypto.doorkey import (
    joined,
    suk_card_helper,
    suk_passkey,
    suk_phrase,
    suk_pocket,
    suk_row,
    suk_safe,
)
from wallet.crypto.early import early_message, early_public, early_signature
from wallet.crypto.root import login_message, login_signature, vault_keys
from wallet.crypto.stand_in import stand_in_message, stand_in_signature

Fields = dict[str, Any]

ROOT = fixed("root")
ORIGIN = "https://sacoche.example"


def row_suk() -> bytes:
    """The key of the row's door, used by the other areas."""
    n = row_run().n
    return suk_row([n], argon2id(n, door_salt("row", LOOKUP)))


def write(book: Book) -> None:
    """All of this file."""
    at = pocket_lookup(CARD)
    _argon(book, "row", "door_salt", {"kind": "row", "lookup": LOOKUP}, door_salt("row", LOOKUP), row_run())
    phrase_salt = door_salt("phrase", LOOKUP)
    _argon(book, "phrase", "door_salt", {"kind": "phrase", "lookup": LOOKUP}, phrase_salt, phrase_run())
    _argon(book, "pocket", "door_salt", {"kind": "card", "lookup": at}, door_salt("card", at), pocket_run())
    of = {"share_id": SHARE, "door_id": DOOR, "start": START}
    _argon(book, "digits", "digits_salt", of, digits_salt(SHARE, DOOR, START), digits_run())
    _doorkeys(book)
    _vault(book)
    _early(book)
    _stand_in(book)


def _argon(book: Book, name: str, function: str, given: Fields, salt: bytes, done: Run) -> None:
    book.good(f"argon/{name}_salt", function, f"the salt for a {name}", given, {"salt": salt})
    book.good(f"argon/{name}", "argon2id", f"the slow stage of a {name}", {"password": done.n, "salt": salt},
              {"key": argon2id(done.n, salt)})  # fmt: skip


def _doorkeys(book: Book) -> None:
    helper, prf = fixed("helper", 16), fixed("prf")
    for name, given, suk in (
        *_guessed(),
        ("safe", {"card": CARD}, suk_safe(CARD)),
        ("card_helper", {"card": CARD, "helper": helper}, suk_card_helper(CARD, helper)),
        ("passkey", {"prf": prf}, suk_passkey(prf)),
    ):
        function = f"suk_{name.removesuffix('_two_operators')}"
        book.good(f"doorkey/{name}", function, "the door's key", given, {"suk": suk})
        book.good(f"doorkey/{name}_door", "door_keys", "where the door is, and what opens its box",
                  {"suk": suk}, {"door_id": door_id(suk), "key": door_key(suk)})  # fmt: skip
    book.bad("doorkey/short_card", "suk_safe", "a card of 15 bytes", {"card": CARD[:15]}, "bad_length")
    n = row_run().n
    for name, outputs in (("short_n", [n[:63]]), ("no_n", []), ("short_second_n", [n, n[:63]])):
        given = {"outputs": [one.hex() for one in outputs], "s": bytes(32)}
        book.bad(f"doorkey/{name}", "suk_row", "an output is missing or cut", given, "bad_length")
    book.bad("doorkey/long_suk", "door_keys", "a key of 33 bytes", {"suk": bytes(33)}, "bad_length")


def _guessed() -> Iterator[tuple[str, Fields, bytes]]:
    n, second = row_run().n, row_run(SECOND_SEED).n
    s = argon2id(n, door_salt("row", LOOKUP))
    yield "row", {"outputs": [n.hex()], "s": s}, suk_row([n], s)
    both = argon2id(joined([n, second]), door_salt("row", LOOKUP))
    given = {"outputs": [n.hex(), second.hex()], "s": both}
    yield "row_two_operators", given, suk_row([n, second], both)
    n = phrase_run().n
    s = argon2id(n, door_salt("phrase", LOOKUP))
    yield "phrase", {"outputs": [n.hex()], "s": s}, suk_phrase([n], s)
    n = pocket_run().n
    s = argon2id(n, door_salt("card", pocket_lookup(CARD)))
    yield "pocket", {"card": CARD, "outputs": [n.hex()], "s": s}, suk_pocket(CARD, [n], s)


def _vault(book: Book) -> None:
    keys, nonce = vault_keys(ROOT), fixed("login nonce")
    book.good("root/keys", "vault_keys", "every key of a vault", {"root": ROOT}, vars(keys))
    book.bad("root/short", "vault_keys", "a root of 31 bytes", {"root": ROOT[:31]}, "bad_length")
    given = {"root": ROOT, "origin": ORIGIN, "nonce": nonce}
    message = login_message(ORIGIN, keys.vault_id, nonce)
    signature = login_signature(keys, ORIGIN, nonce)
    book.good("root/login", "login_signature", "what opens a session", given,
              {"message": message, "signature": signature})  # fmt: skip
    book.bad("root/login_short_nonce", "login_signature", "a nonce of 31 bytes",
             {**given, "nonce": nonce[:31]}, "bad_length")  # fmt: skip


def _early(book: Book) -> None:
    nonce, public = fixed("early nonce"), early_public(CARD)
    book.good("early/public", "early_public", "a safe card's key", {"card": CARD}, {"public": public})
    book.bad("early/short_card", "early_public", "a card of 15 bytes", {"card": CARD[:15]}, "bad_length")
    given = {"card": CARD, "origin": ORIGIN, "nonce": nonce}
    message, signature = early_message(ORIGIN, public, nonce), early_signature(CARD, ORIGIN, nonce)
    told = {"message": message, "signature": signature}
    book.good("early/signature", "early_signature", "what ends a lock before its time", given, told)
    book.bad("early/short_nonce", "early_signature", "a nonce of 31 bytes", {**given, "nonce": nonce[:31]},
             "bad_length")  # fmt: skip


def _stand_in(book: Book) -> None:
    keys, locked, nonce = vault_keys(ROOT), fixed("locked vault", 16), fixed("stand-in nonce")
    given = {"root": ROOT, "origin": ORIGIN, "locked": locked, "nonce": nonce}
    message = stand_in_message(ORIGIN, locked, keys.vault_id, nonce)
    told = {"message": message, "signature": stand_in_signature(keys, ORIGIN, locked, nonce)}
    place, function = "stand_in/signature", "stand_in_signature"
    book.good(place, function, "a new vault agrees to stand in for another", given, told)
    for name, long in (("locked", 15), ("nonce", 31)):
        book.bad(f"stand_in/short_{name}", function, f"{name} of {long} bytes",
                 {**given, name: given[name][:long]}, "bad_length")  # fmt: skip

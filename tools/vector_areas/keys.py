"""Keys: Argon2id, door keys, vault keys, the signature that opens a session."""

from tools.vector_areas.book import Book, fixed
from tools.vector_areas.oprf import DOOR, NAME, Run, digits_run, pocket_run, secret_run
from tools.vector_areas.text import CARD
from wallet.crypto.argon import argon2id, digits_salt, door_salt
from wallet.crypto.card import pocket_lookup
from wallet.crypto.door import door_id, door_key
from wallet.crypto.doorkey import suk_card_helper, suk_passkey, suk_pocket, suk_safe, suk_secret
from wallet.crypto.early import early_message, early_public, early_signature
from wallet.crypto.name import lookup
from wallet.crypto.root import login_message, login_signature, vault_keys
from wallet.crypto.stand_in import stand_in_message, stand_in_signature

ROOT = fixed("root")
ORIGIN = "https://sacoche.example"


def secret_suk() -> bytes:
    """The key of the secret's door, used by the other areas."""
    done = secret_run()
    return suk_secret(done.n, argon2id(done.n, door_salt(lookup(NAME))))


def write(book: Book) -> None:
    """All of this file."""
    secret, pocket, digits = secret_run(), pocket_run(), digits_run()
    _argon(book, "secret", "door_salt", {"lookup": lookup(NAME)}, door_salt(lookup(NAME)), secret)
    at = pocket_lookup(CARD)
    _argon(book, "pocket", "door_salt", {"lookup": at}, door_salt(at), pocket)
    _argon(book, "digits", "digits_salt", {"door_id": DOOR}, digits_salt(DOOR), digits)
    _doorkeys(book, secret, pocket)
    _vault(book)
    _early(book)
    _stand_in(book)


def _argon(book: Book, name: str, function: str, given: dict[str, bytes], salt: bytes, done: Run) -> None:
    book.good(f"argon/{name}_salt", function, f"the salt for a {name}", given, {"salt": salt})
    book.good(f"argon/{name}", "argon2id", f"the slow stage of a {name}", {"password": done.n, "salt": salt},
              {"key": argon2id(done.n, salt)})  # fmt: skip


def _doorkeys(book: Book, secret: Run, pocket: Run) -> None:
    s = argon2id(pocket.n, door_salt(pocket_lookup(CARD)))
    helper, prf = fixed("helper", 16), fixed("prf")
    for name, given, suk in (
        ("secret", {"n": secret.n, "s": argon2id(secret.n, door_salt(lookup(NAME)))}, secret_suk()),
        ("pocket", {"card": CARD, "n": pocket.n, "s": s}, suk_pocket(CARD, pocket.n, s)),
        ("safe", {"card": CARD}, suk_safe(CARD)),
        ("card_helper", {"card": CARD, "helper": helper}, suk_card_helper(CARD, helper)),
        ("passkey", {"prf": prf}, suk_passkey(prf)),
    ):
        book.good(f"doorkey/{name}", f"suk_{name}", "the door's key", given, {"suk": suk})
        book.good(f"doorkey/{name}_door", "door_keys", "where the door is, and what opens its box",
                  {"suk": suk}, {"door_id": door_id(suk), "key": door_key(suk)})  # fmt: skip
    book.bad("doorkey/short_card", "suk_safe", "a card of 15 bytes", {"card": CARD[:15]}, "bad_length")
    book.bad("doorkey/short_n", "suk_secret", "N of 63 bytes", {"n": secret.n[:63], "s": s}, "bad_length")
    book.bad("doorkey/long_suk", "door_keys", "a key of 33 bytes", {"suk": bytes(33)}, "bad_length")


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

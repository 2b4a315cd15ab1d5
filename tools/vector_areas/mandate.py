"""A helper's card: its digits, its keys, its link."""

from tools.vector_areas.book import Book, fixed
from tools.vector_areas.keys import ORIGIN
from tools.vector_areas.oprf import DOOR, info, run
from tools.vector_areas.sealed import NONCE
from tools.vector_areas.shares import M, shown
from wallet.crypto.argon import argon2id, mandate_salt
from wallet.crypto.mandate import mandate_input, mandate_keys, mandate_url
from wallet.crypto.share import Link, seal_m

CODE = "004217"
S = fixed("card S", 16)


def write(book: Book) -> None:
    """All of this file."""
    book.good("mandate/input", "mandate_input", "the six", {"code": CODE}, {"input": mandate_input(CODE)})
    book.bad("mandate/five", "mandate_input", "a digit is missing", {"code": "00421"}, "bad_check")
    done = run(mandate_input(CODE), info("mandate", DOOR))
    salt = mandate_salt(DOOR)
    book.good("mandate/salt", "mandate_salt", "of a door", {"door_id": DOOR}, {"salt": salt})
    slow = argon2id(done.n, salt)
    book.good(
        "mandate/argon", "argon2id", "the digits of a card", {"password": done.n, "salt": salt}, {"key": slow}
    )
    keys = mandate_keys(S, DOOR, done.n, slow)
    book.good("mandate/keys", "mandate_keys", "a card and its digits",
              {"secret": S, "door_id": DOOR, "n": done.n, "a": slow}, shown(keys))  # fmt: skip
    sealed = seal_m(keys.key, DOOR, "card", M, NONCE)
    book.good("mandate/m_card", "open_m", "M behind a door of kind card",
              {"key": keys.key, "door_id": DOOR, "kind": "card", "sealed": sealed}, {"m": M})  # fmt: skip
    url = mandate_url(ORIGIN, Link(DOOR, S))
    book.good("mandate/url", "mandate_url", "the card's link",
              {"origin": ORIGIN, "door_id": DOOR, "secret": S}, {"url": url})  # fmt: skip

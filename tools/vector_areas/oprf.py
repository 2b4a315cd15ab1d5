"""OPRF: the values of RFC 9497 (appendix A.1.1), WV1's own inputs, and what is refused."""

from typing import NamedTuple

from tools.vector_areas.book import Book, fixed
from tools.vector_areas.text import CARD
from wallet.crypto.card import code_bytes, pocket_lookup
from wallet.crypto.digits import digits_input
from wallet.crypto.name import lookup, name_of_pics
from wallet.crypto.oprf_client import blind, finalize
from wallet.crypto.secret import secret_of_pics
from wallet.oprf_math import derive_key, evaluate

SEED = fixed("oprf seed")
NAME = name_of_pics(bytes([12, 200, 31]))
DOOR = fixed("share door id", 16)

_SCALAR = bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706")
_KEY = bytes.fromhex("5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e")
_RFC = (
    (
        "00",
        "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
        "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
        "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3"
        "ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6",
    ),
    (
        "5a" * 17,
        "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
        "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
        "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4"
        "f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73",
    ),
)


class Run(NamedTuple):
    """One evaluation from end to end."""

    scalar: bytes
    blinded: bytes
    evaluation: bytes
    n: bytes


def run(data: bytes, info: bytes) -> Run:
    """What a holder and a server with SEED come to for this input under the key of `info`."""
    sent = blind(data, _SCALAR)
    evaluation = evaluate(derive_key(SEED, info), sent.blinded)
    return Run(sent.blind, sent.blinded, evaluation, finalize(data, sent.blind, evaluation))


def secret_run() -> Run:
    """Six pictures under NAME."""
    return run(secret_of_pics(fixed("secret pics", 6)), b"WV1/oprf" + lookup(NAME))


def pocket_run() -> Run:
    """The code 004217 under the pocket card's own lookup."""
    return run(code_bytes("004217"), b"WV1/oprf" + pocket_lookup(CARD))


def digits_run() -> Run:
    """The digits 1234567 under the share's door."""
    return run(digits_input("1234567"), b"WV1/oprf-code" + DOOR)


def write(book: Book) -> None:
    """All of this file."""
    book.good("oprf/rfc9497_key", "derive_key", "RFC 9497, A.1.1",
              {"seed": b"\xa3" * 32, "info": b"test key"}, {"key": _KEY})  # fmt: skip
    for number, row in enumerate(_RFC, 1):
        _write_run(
            book, f"rfc9497_{number}", bytes.fromhex(row[0]), _KEY, Run(_SCALAR, *map(bytes.fromhex, row[1:]))
        )
    for name, data, info, done in (
        ("secret", secret_of_pics(fixed("secret pics", 6)), b"WV1/oprf" + lookup(NAME), secret_run()),
        ("pocket", code_bytes("004217"), b"WV1/oprf" + pocket_lookup(CARD), pocket_run()),
        ("digits", digits_input("1234567"), b"WV1/oprf-code" + DOOR, digits_run()),
    ):
        key = derive_key(SEED, info)
        book.good(f"oprf/{name}_key", "derive_key", f"the key for a {name}",
                  {"seed": SEED, "info": info}, {"key": key})  # fmt: skip
        _write_run(book, name, data, key, done)
    _refused(book)


def _write_run(book: Book, name: str, data: bytes, key: bytes, done: Run) -> None:
    book.good(f"oprf/{name}_blind", "blind", "what is sent", {"input": data, "blind": done.scalar},
              {"blinded": done.blinded})  # fmt: skip
    book.good(f"oprf/{name}_evaluate", "evaluate", "what is answered", {"key": key, "blinded": done.blinded},
              {"evaluation": done.evaluation})  # fmt: skip
    given = {"input": data, "blind": done.scalar, "evaluation": done.evaluation}
    book.good(f"oprf/{name}_finalize", "finalize", "what comes of it", given, {"n": done.n})


def _refused(book: Book) -> None:
    good = bytes.fromhex(_RFC[0][2])
    for name, element, code in (
        ("identity", bytes(32), "bad_point"),
        ("not_canonical", b"\xff" * 32, "bad_point"),
        ("negative", (1).to_bytes(32, "little"), "bad_point"),
        ("not_reduced", (2**255 - 19).to_bytes(32, "little"), "bad_point"),
        ("short", good[:-1], "bad_length"),
        ("long", good + b"\0", "bad_length"),
    ):
        given = {"input": b"\0", "blind": _SCALAR, "evaluation": element}
        book.bad(f"oprf/finalize_{name}", "finalize", f"an evaluation that is {name}", given, code)
        asked = {"key": _KEY, "blinded": element}
        book.bad(f"oprf/evaluate_{name}", "evaluate", f"a request that is {name}", asked, "bad_request")

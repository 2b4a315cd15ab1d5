"""OPRF: the values of RFC 9497 (appendix A.1.1), our own inputs and purposes, and what is refused."""

from typing import NamedTuple

from tools.vector_areas.book import Book, fixed
from tools.vector_areas.text import CARD
from wallet.crypto.card import pocket_lookup, three_bytes
from wallet.crypto.digits import digits_input
from wallet.crypto.name import lookup, name_bytes
from wallet.crypto.oprf_client import blind, finalize
from wallet.crypto.row import Row, read_row
from wallet.crypto.secret import phrase_bytes, row_bytes
from wallet.oprf_math import derive_key, evaluate

SEED = fixed("oprf seed")
SECOND_SEED = fixed("oprf seed of a second operator")
PICTURES = bytes([12, 200, 31, 7, 255, 0, 99])
ROW: Row = read_row(PICTURES)
LOOKUP = lookup(name_bytes(ROW.name))
PHRASE = "Vijf  Woorden_zijn g\u00e9noeg.Hier"
DOOR = fixed("share door id", 16)
SHARE = fixed("share id", 16)
START = 1_796_000_000

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


def info(purpose: str, name: bytes) -> bytes:
    """What the server derives a key for."""
    return b"WV2/oprf/" + purpose.encode() + b"\0" + name


def run(data: bytes, about: bytes, seed: bytes = SEED) -> Run:
    """What a holder and a server with that seed come to for this input under the key of `about`."""
    sent = blind(data, _SCALAR)
    evaluation = evaluate(derive_key(seed, about), sent.blinded)
    return Run(sent.blind, sent.blinded, evaluation, finalize(data, sent.blind, evaluation))


def row_run(seed: bytes = SEED) -> Run:
    """The five pictures of PICTURES under its name."""
    return run(row_bytes(ROW.secret), info("row", LOOKUP), seed)


def phrase_run() -> Run:
    """Words under the same name."""
    return run(phrase_bytes(PHRASE), info("phrase", LOOKUP))


def pocket_run() -> Run:
    """The three pictures under the pocket card's own lookup."""
    return run(three_bytes(ROW.three), info("card", pocket_lookup(CARD)))


def digits_run() -> Run:
    """The digits 1234567 under the share's door."""
    return run(digits_input("1234567"), info("code", DOOR))


def write(book: Book) -> None:
    """All of this file."""
    book.good("oprf/rfc9497_key", "derive_key", "RFC 9497, A.1.1",
              {"seed": b"\xa3" * 32, "info": b"test key"}, {"key": _KEY})  # fmt: skip
    for number, row in enumerate(_RFC, 1):
        _write_run(
            book, f"rfc9497_{number}", bytes.fromhex(row[0]), _KEY, Run(_SCALAR, *map(bytes.fromhex, row[1:]))
        )
    for name, data, about, done in (
        ("row", row_bytes(ROW.secret), info("row", LOOKUP), row_run()),
        ("phrase", phrase_bytes(PHRASE), info("phrase", LOOKUP), phrase_run()),
        ("pocket", three_bytes(ROW.three), info("card", pocket_lookup(CARD)), pocket_run()),
        ("digits", digits_input("1234567"), info("code", DOOR), digits_run()),
    ):
        key = _key(book, f"oprf/{name}_key", f"the key for a {name}", about)
        _write_run(book, name, data, key, done)
    for purpose in ("row", "phrase", "card", "mandate", "code", "address"):
        _key(
            book, f"oprf/one_name_{purpose}", f"one name, the key for {purpose} alone", info(purpose, LOOKUP)
        )
    _refused(book)


def _key(book: Book, name: str, reason: str, about: bytes) -> bytes:
    key = derive_key(SEED, about)
    book.good(name, "derive_key", reason, {"seed": SEED, "info": about}, {"key": key})
    return key


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

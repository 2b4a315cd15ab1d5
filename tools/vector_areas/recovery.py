"""Recovery by people: parts, what two of them give, and how the server is told."""

from tools.vector_areas.book import Book, fixed, flipped
from wallet.crypto.bytes import sized
from wallet.crypto.damm import damm
from wallet.crypto.errors import BadPair
from wallet.crypto.part import helper_key, part_groups, part_qr
from wallet.crypto.recovery import (
    recovery_id,
    recovery_message,
    recovery_public,
    recovery_signature,
    recovery_tag,
    suk_recovery,
)

R, OTHER, SLOPE = fixed("recovery R", 16), fixed("another R", 16), fixed("recovery slope", 16)
ORIGIN = "https://sacoche.example"


def times(a: int, b: int) -> int:
    """A product in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1, digit by digit."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def part_of(r: bytes, slope: bytes, index: int) -> bytes:
    """The part at `index`: a line through `r` at 0, for each byte."""
    share = bytes(byte ^ times(rise, index) for byte, rise in zip(r, slope, strict=True))
    return bytes([index]) + share + recovery_tag(r)


def combine_parts(one: bytes, other: bytes) -> bytes:
    """R; an independent check of what browsers take from a library. Raises BadPair, BadLength."""
    if sized(one, 21)[0] == sized(other, 21)[0] or one[17:] != other[17:]:
        raise BadPair
    inverse = next(n for n in range(1, 256) if times(n, one[0] ^ other[0]) == 1)
    first, second = times(other[0], inverse), times(one[0], inverse)
    r = bytes(times(a, first) ^ times(b, second) for a, b in zip(one[1:17], other[1:17], strict=True))
    if recovery_tag(r) != one[17:]:
        raise BadPair
    return r


def write(book: Book) -> None:
    """All of this file."""
    parts = [part_of(R, SLOPE, index) for index in (1, 87, 255)]
    _forms(book, parts)
    _pairs(book, parts)
    _keys(book, parts[0])


def _forms(book: Book, parts: list[bytes]) -> None:
    for part in (*parts, b"\x01" + bytes(20), b"\xff" * 21):
        at, groups, qr, why = f"{part[0]}_{part[1]}", part_groups(part), part_qr(part), f"index {part[0]}"
        book.good(f"part/groups_{at}", "part_groups", why, {"part": part}, {"groups": groups})
        book.good(f"part/parse_{at}", "parse_part_groups", why, {"groups": groups}, {"part": part})
        book.good(f"part/qr_{at}", "part_qr", why, {"part": part}, {"qr": qr})
        book.good(f"part/scan_{at}", "parse_part_qr", why, {"qr": qr}, {"part": part})
    groups = part_groups(parts[0])
    past = "1" + f"{1 << 168:051d}"
    for name, typed, reason in (
        ("wrong_check", [groups[0][:4] + str((int(groups[0][4]) + 1) % 10), *groups[1:]], "a wrong check"),
        ("twelve_groups", groups[:12], "a group is missing"),
        ("version", ["2" + groups[0][1:4] + damm("2" + groups[0][1:4]), *groups[1:]], "another version"),
        ("past_168_bits", [past[i : i + 4] + damm(past[i : i + 4]) for i in range(0, 52, 4)], "too large"),
        ("index_zero", part_groups(bytes(21)), "index 0, where R itself lies"),
    ):
        book.bad(f"part/parse_{name}", "parse_part_groups", reason, {"groups": typed}, "bad_check")
    card = {"qr": "WV1C:" + "A" * 22}
    book.good("part/scan_card", "parse_part_qr", "a card is no part", card, {"part": None})
    book.bad("part/scan_cut", "parse_part_qr", "cut short", {"qr": part_qr(parts[0])[:-4]}, "bad_check")
    book.bad("part/scan_zero", "parse_part_qr", "index 0", {"qr": part_qr(bytes(21))}, "bad_check")
    book.bad("part/short", "part_groups", "a part of 20 bytes", {"part": bytes(20)}, "bad_length")


def _pairs(book: Book, parts: list[bytes]) -> None:
    for i, j in ((0, 1), (1, 0), (0, 2), (1, 2)):
        given = {"one": parts[i], "other": parts[j]}
        book.good(f"recovery/pair_{i}_{j}", "combine_parts", "two of three", given, {"r": R})
    stranger = part_of(OTHER, SLOPE, 3)
    for name, one, other, reason in (
        ("same", parts[0], parts[0], "the same part twice"),
        ("stranger", parts[0], stranger, "a part of another set"),
        ("changed", parts[0], flipped(parts[1], 5), "one bit changed"),
    ):
        book.bad(f"recovery/pair_{name}", "combine_parts", reason, {"one": one, "other": other}, "bad_pair")
    short = {"one": parts[0], "other": parts[1][:20]}
    book.bad("recovery/pair_short", "combine_parts", "a part of 20 bytes", short, "bad_length")


def _keys(book: Book, part: bytes) -> None:
    public, half, nonce = recovery_public(R), fixed("recovery half", 16), fixed("recovery nonce")
    keys = {"tag": recovery_tag(R), "public": public, "id": recovery_id(public)}
    book.good("recovery/keys", "recovery_keys", "what R gives", {"r": R}, keys)
    book.bad("recovery/short_r", "recovery_keys", "an R of 15 bytes", {"r": R[:15]}, "bad_length")
    suk, helper = {"suk": suk_recovery(R, half)}, {"helper": helper_key(part)}
    book.good("recovery/suk", "suk_recovery", "the door's key", {"r": R, "half": half}, suk)
    book.bad("recovery/short_half", "suk_recovery", "15 bytes", {"r": R, "half": half[:15]}, "bad_length")
    book.good("recovery/helper", "helper_key", "what a helper adds", {"part": part}, helper)
    given = {"r": R, "origin": ORIGIN, "nonce": nonce}
    message = recovery_message(ORIGIN, keys["id"], nonce)
    told = {"message": message, "signature": recovery_signature(R, ORIGIN, nonce)}
    book.good("recovery/signature", "recovery_signature", "what begins the wait", given, told)
    short = {**given, "nonce": nonce[:31]}
    book.bad("recovery/short_nonce", "recovery_signature", "a nonce of 31 bytes", short, "bad_length")

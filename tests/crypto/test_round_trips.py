"""Whatever is sealed opens to the same, whatever was drawn; no slip in a card or in digits goes unnoticed."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from wallet.crypto.bytes import b64, unb64
from wallet.crypto.card import (
    GROUPS,
    card_groups,
    card_qr,
    group_ok,
    new_card,
    parse_groups,
    parse_qr,
)
from wallet.crypto.catalogue import open_catalogue, seal_catalogue
from wallet.crypto.damm import checked, damm
from wallet.crypto.digits import format_digits, parse_digits
from wallet.crypto.document import check_document, pad
from wallet.crypto.door import KINDS, open_box, seal_box
from wallet.crypto.errors import BadCheck, BadText
from wallet.crypto.hkdf import sha256
from wallet.crypto.oprf_client import blind, finalize
from wallet.crypto.root import vault_keys
from wallet.crypto.share import Link, open_m, open_manifest, parse_fragment, seal_m, seal_manifest, share_url
from wallet.crypto.text import normalise
from wallet.errors import TooLarge
from wallet.oprf_math import derive_key, evaluate

ids, keys32 = st.binary(min_size=16, max_size=16), st.binary(min_size=32, max_size=32)
numbers = st.text(alphabet="0123456789", min_size=1, max_size=40)


@given(st.binary())
def test_base64url(data: bytes) -> None:
    assert unb64(b64(data)) == data


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    try:
        once = normalise(text)
    except BadText:
        return
    assert normalise(once) == once


@given(ids)
def test_cards(card: bytes) -> None:
    groups = card_groups(card)
    assert len(groups) == GROUPS
    assert all(map(group_ok, groups))
    assert parse_groups(groups) == card
    assert parse_qr(card_qr(card)) == card


@given(numbers, st.data())
def test_one_wrong_digit_is_always_noticed(digits: str, data: st.DataObject) -> None:
    whole = digits + damm(digits)
    at = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != whole[at]]))
    with pytest.raises(BadCheck):
        checked(whole[:at] + wrong + whole[at + 1 :], len(whole))


@given(numbers, st.data())
def test_two_neighbours_swapped_are_always_noticed(digits: str, data: st.DataObject) -> None:
    whole = digits + damm(digits)
    at = data.draw(st.integers(0, len(whole) - 2))
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    if swapped != whole:
        with pytest.raises(BadCheck):
            checked(swapped, len(whole))


@given(st.integers(0, 9999), st.integers(0, 9_999_999))
def test_digits(locator: int, secret: int) -> None:
    parts = (f"{locator:04d}", f"{secret:07d}")
    assert parse_digits(format_digits(*parts)) == parts


@given(keys32, keys32, st.sampled_from(KINDS))
def test_boxes(suk: bytes, root: bytes, kind: int) -> None:
    behind = open_box(suk, seal_box(suk, kind, root))
    assert (behind.kind, behind.root) == (kind, root)


@settings(max_examples=20)
@given(st.binary(max_size=70_000))
def test_documents(content: bytes) -> None:
    assert check_document(pad(content), len(content), sha256(content)) == content


@settings(max_examples=20)
@given(ids, ids)
def test_links(door_id: bytes, secret: bytes) -> None:
    url = share_url("https://sacoche.example", Link(door_id, secret))
    assert parse_fragment(url.partition("#")[2]) == (door_id, secret)


def test_a_manifest_and_its_key() -> None:
    share, door, key, m = bytes(16), b"d" * 16, b"k" * 32, b"m" * 32
    value = {"v": 1, "items": [{"name": "Kind\u200f\U0001f600"}]}
    assert open_manifest(m, share, seal_manifest(m, share, value)) == value
    assert open_m(key, door, "code", seal_m(key, door, "code", m)) == m


def test_a_manifest_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        seal_manifest(bytes(32), bytes(16), {"v": 1, "note": "x" * 262_144})


def test_a_catalogue_of_eight_thousand_papers_fits() -> None:
    keys = vault_keys(b"r" * 32)
    papers = [
        {
            "id": b64(sha256(b"%d" % n)),
            "read": b64(sha256(b"r%d" % n)[:16]),
            "file_key": b64(sha256(b"k%d" % n)[:16]),
        }
        for n in range(8000)
    ]
    value = {"v": 1, "seq": 1, "docs": papers}
    assert open_catalogue(keys, seal_catalogue(keys, value)) == value


def test_guesses_are_the_same_whatever_blinds_them() -> None:
    key = derive_key(b"s" * 32, b"WV1/oprf" + bytes(16))
    outcomes = set()
    for _ in range(3):
        sent = blind(b"six pictures")
        outcomes.add(finalize(b"six pictures", sent.blind, evaluate(key, sent.blinded)))
    assert len(outcomes) == 1


def test_cards_are_drawn_anew() -> None:
    assert len({new_card() for _ in range(100)}) == 100

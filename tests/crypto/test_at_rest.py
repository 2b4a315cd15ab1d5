"""What the server seals itself opens again after a key was added, and for its own row only."""

import pytest

from wallet.crypto.at_rest import AtRest, new_key_line, read_keys
from wallet.crypto.bytes import b64
from wallet.crypto.errors import BadEncoding, BadLength, Damaged

ROW = b"r" * 16


def test_after_a_rotation_old_values_still_open_and_new_ones_take_the_new_key() -> None:
    line, newer = new_key_line(), new_key_line()
    before = AtRest(read_keys(line))
    old = before.seal("grant.times", ROW, b"from ten to eleven")
    after = AtRest(read_keys(newer + line))
    assert after.open("grant.times", ROW, old) == b"from ten to eleven"
    assert not after.is_current(old)
    new = after.seal("grant.times", ROW, b"from ten to eleven")
    assert after.is_current(new)
    with pytest.raises(Damaged):
        before.open("grant.times", ROW, new)


def test_the_same_value_looks_different_each_time() -> None:
    keys = AtRest(read_keys(new_key_line()))
    assert keys.seal("grant.times", ROW, b"x") != keys.seal("grant.times", ROW, b"x")


def test_a_value_moved_to_another_row_does_not_open() -> None:
    keys = AtRest(read_keys(new_key_line()))
    with pytest.raises(Damaged):
        keys.open("grant.times", b"s" * 16, keys.seal("grant.times", ROW, b"x"))


def test_a_value_cut_short_does_not_open() -> None:
    keys = AtRest(read_keys(new_key_line()))
    with pytest.raises(BadLength):
        keys.open("grant.times", ROW, keys.seal("grant.times", ROW, b"")[:-1])


def test_a_key_file_without_a_key_is_refused() -> None:
    with pytest.raises(BadLength):
        read_keys("\n\n")
    with pytest.raises(BadLength):
        AtRest([])


def test_a_key_file_with_a_short_or_foreign_line_is_refused() -> None:
    with pytest.raises(BadLength):
        read_keys(b64(bytes(31)) + "\n" + new_key_line())
    with pytest.raises(BadEncoding):
        read_keys("this is no key")

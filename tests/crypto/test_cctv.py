"""Both Python readers against CCTV's 143 age vectors: with the identities, and with the file key alone."""

import pytest

from tests.crypto.cctv import NAMES, Case, load
from wallet.crypto.agefile import open_age
from wallet.crypto.errors import Damaged, FormatError
from wallet.crypto.hkdf import sha256
from wallet.crypto.reader import read_age

# What is wrong in these stands inside a stanza, which a reader with the file key alone passes over.
INSIDE_A_STANZA = ("x25519", "hybrid", "scrypt")


def test_all_of_them_are_here() -> None:
    assert len(NAMES) == 143


@pytest.mark.parametrize("name", NAMES)
def test_with_the_identities(name: str) -> None:
    case = load(name)
    if case.armored:
        with pytest.raises(Damaged):
            read_age(case.identities, case.file)
    elif case.expect == "success" and not case.passphrase:
        plain = read_age(case.identities, case.file)
        assert plain is not None
        assert sha256(plain).hex() == case.payload
    elif case.expect == "no match" or case.passphrase:
        assert opened(case) is None
    else:
        with pytest.raises(FormatError):
            read_age(case.identities, case.file)


def opened(case: Case) -> bytes | None:
    """What came out, None when nothing did or the file was refused."""
    try:
        return read_age(case.identities, case.file)
    except FormatError:
        return None


@pytest.mark.parametrize("name", NAMES)
def test_with_the_file_key_alone(name: str) -> None:
    case = load(name)
    try:
        plain = open_age(case.file_key, case.file)
    except FormatError:
        assert case.armored or case.expect not in ("success", "no match")
    else:
        assert case.payload in (None, sha256(plain).hex())
        assert case.expect in ("success", "no match") or (
            case.expect == "header failure" and name.startswith(INSIDE_A_STANZA)
        )

"""Files from the writer that browsers use open here, so a person can leave with nothing but Python."""

import json
from pathlib import Path

import pytest

from wallet.crypto.agefile import open_age
from wallet.crypto.bech32 import decode, encode
from wallet.crypto.errors import BadCheck, BadEncoding
from wallet.crypto.format import check_age_head
from wallet.crypto.reader import read_age
from wallet.crypto.root import xwing_public

FOLDER = Path(__file__).resolve().parents[1] / "vectors" / "age_samples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def page(name: str) -> dict[str, str]:
    loaded: dict[str, str] = json.loads((FOLDER / f"{name}.json").read_text())
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_the_identity_opens_it(name: str) -> None:
    sample = page(name)
    file, plain = bytes.fromhex(sample["file"]), bytes.fromhex(sample["plain"])
    assert read_age([sample["identity"]], file) == plain
    assert read_age([page("x25519" if name != "x25519" else "hybrid")["identity"]], file) is None


@pytest.mark.parametrize("name", NAMES)
def test_the_file_key_alone_opens_it(name: str) -> None:
    sample = page(name)
    file = bytes.fromhex(sample["file"])
    assert open_age(bytes.fromhex(sample["file_key"]), file) == bytes.fromhex(sample["plain"])


@pytest.mark.parametrize("name", NAMES)
def test_the_server_takes_it_for_an_age_file(name: str) -> None:
    check_age_head(bytes.fromhex(page(name)["file"]))


def test_python_writes_the_recipient_of_an_identity_as_age_encryption_does() -> None:
    sample = page("hybrid")
    prefix, seed = decode(sample["identity"])
    assert prefix == "age-secret-key-pq-"
    assert encode("age1pq", xwing_public(seed)) == sample["recipient"]
    assert encode(prefix, seed).upper() == sample["identity"]


def test_an_identity_with_a_slip_is_refused() -> None:
    identity = page("hybrid")["identity"]
    with pytest.raises(BadCheck):
        decode(identity[:-1] + ("Q" if identity[-1] != "Q" else "P"))
    with pytest.raises(BadEncoding):
        decode(identity[:-1] + identity[-1].lower())
    with pytest.raises(BadEncoding):
        decode("AGE-SECRET-KEY-PQ-1B")

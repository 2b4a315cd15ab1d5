"""What the browser's code seals with fresh nonces, Python opens."""

import json
from typing import Any

import pytest

from tests.node import node
from wallet.crypto.agefile import open_age
from wallet.crypto.catalogue import open_catalogue
from wallet.crypto.document import check_document
from wallet.crypto.door import POCKET, open_box
from wallet.crypto.format import AGE_HEAD, check_blob
from wallet.crypto.reader import read_age
from wallet.crypto.root import vault_keys
from wallet.crypto.share import open_m, open_manifest


class Made:
    """What one run of the browser's code printed."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.page = page

    def __getitem__(self, name: str) -> bytes:
        return bytes.fromhex(self.page[name])


@pytest.fixture(scope="module")
def made() -> Made:
    done = node("tests/js/seal_for_python.mjs")
    assert done.returncode == 0, done.stderr
    return Made(json.loads(done.stdout))


def test_a_door(made: Made) -> None:
    behind = open_box(made["suk"], made["box"])
    assert (behind.kind, behind.root) == (POCKET, made["root"])


def test_a_catalogue(made: Made) -> None:
    assert open_catalogue(vault_keys(made["root"]), made["catalogue"]) == made.page["value"]


def test_a_share(made: Made) -> None:
    assert open_m(made["key"], made["door"], "code", made["sealed_m"]) == made["m"]
    assert open_manifest(made["m"], made["share"], made["manifest"]) == made.page["value"]


def test_a_paper_with_its_identity_and_with_its_file_key(made: Made) -> None:
    keys = vault_keys(made["root"])
    assert keys.age_identity == made.page["identity"]
    plain = read_age([keys.age_identity], made["age"])
    assert plain is not None
    assert plain == open_age(made["file_key"], made["age"])
    assert check_document(plain, made.page["len"], made["sha256"]) == made["content"]


def test_the_server_takes_the_paper(made: Made) -> None:
    check_blob(made["age"][:AGE_HEAD], len(made["age"]))

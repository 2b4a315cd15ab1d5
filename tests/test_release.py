"""What is served can be compared with what was released, by anybody, from elsewhere."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.live import live
from tools.watch_release import differences
from wallet import release
from wallet.cli import main


@pytest.fixture
def key(tmp_path: Path) -> Ed25519PrivateKey:
    """The offline key that signs a release of the present pages."""
    assert main(["release", str(tmp_path / "key"), str(tmp_path / "release.json")]) == 0
    return release.load_key(tmp_path / "key")


def test_a_server_that_serves_the_release_is_as_released(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    with live(tmp_path / "var", release_file=str(tmp_path / "release.json")) as running:
        assert list(differences(running.origin, key.public_key())) == []


def test_one_changed_script_is_named(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    with live(tmp_path / "var", release_file=str(tmp_path / "release.json")) as running:
        running.edge.change("GET", "/static/dist/worker.js", lambda body: body + b"\n")
        found = list(differences(running.origin, key.public_key()))
    assert found == ["/static/dist/worker.js: is not what was released"]


def test_another_key_is_refused(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    other = Ed25519PrivateKey.generate().public_key()
    with live(tmp_path / "var", release_file=str(tmp_path / "release.json")) as running:
        assert list(differences(running.origin, other)) == [
            "/.well-known/wallet-release.json: not signed by this key"
        ]


def test_a_release_names_the_one_before_it(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    file = tmp_path / "release.json"
    first = release.read(file.read_text())
    assert main(["release", str(tmp_path / "key"), str(file)]) == 0
    second = release.read(file.read_text())
    assert first.statement["former"] == ""
    assert second.statement["former"] == sha256(first.text.encode()).hexdigest()


def test_without_a_release_there_is_none(tmp_path: Path) -> None:
    with live(tmp_path / "var") as running:
        key = Ed25519PrivateKey.generate().public_key()
        assert len(list(differences(running.origin, key))) == 1


def test_pages_and_workers_are_in_a_release(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    files = release.read((tmp_path / "release.json").read_text()).statement["files"]
    assert {"/", "/nl/open", "/ar/s", "/static/dist/worker.js", "/static/dist/open.js"} <= files.keys()

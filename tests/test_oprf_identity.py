"""`wallet oprf` answers for the installation of its seeds alone."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import refused
from tests.installation import Installation
from tests.refused_start import STARTED, environ
from tests.servers import dying_with_us
from tests.test_oprf import EVALUATIONS
from wallet.crypto.bytes import b64
from wallet.errors import OtherInstallation
from wallet.oprf_socket import SocketEvaluator, SocketSeeds


@contextlib.contextmanager
def evaluator(folder: Path, path: Path) -> Iterator[None]:
    """`wallet oprf` with the seeds in a folder."""
    own = {"oprf_socket": str(path), "run_folder": str(folder / "run")}
    process = subprocess.Popen(
        [*dying_with_us(), sys.executable, "-m", "wallet.cli", "oprf"],
        env=environ(folder, own), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        assert process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def path() -> Iterator[Path]:
    """Of a socket, which may be short only."""
    made = Path("/tmp") / f"sacoche-whose-{os.getpid()}.sock"
    yield made
    for left in (made, made.with_name(f"{made.name}.lock")):
        left.unlink(missing_ok=True)


def test_a_first_start_waits_for_it_and_gives_it_the_identity(tmp_path: Path, path: Path) -> None:
    made = Installation(tmp_path / "var", {"oprf_socket": str(path)}, dict)
    assert "`wallet oprf` does not answer" in made.starts()
    with evaluator(tmp_path / "seeds", path):
        assert not SocketSeeds(str(path)).has_seeds()
        made.is_used()
        assert (tmp_path / "seeds/oprf/identity").read_bytes() == (
            made.folder / "blobs/identity"
        ).read_bytes()
        assert (tmp_path / "seeds/oprf/seed-1").exists()


def test_seeds_of_another_installation_answer_nothing(tmp_path: Path, path: Path) -> None:
    made = Installation(tmp_path / "var", {"oprf_socket": str(path)}, dict)
    with evaluator(tmp_path / "seeds", path):
        made.is_used()
        assert made.starts() == STARTED
    with evaluator(tmp_path / "empty", path):
        assert "WALLET_OPRF_FOLDER: there are no seeds" in made.starts()
        assert list((tmp_path / "empty/oprf").iterdir()) == []
    other = Installation(tmp_path / "other", {}, dict)
    other.is_used()
    whose = (made.folder / "blobs/identity").read_bytes()
    with evaluator(other.folder, path):
        assert "another installation" in made.starts()
        asking = SocketEvaluator(str(path), whose)
        assert not asking.ready()
        with pytest.raises(OtherInstallation):
            asking.fake(bytes(16), 0)


def test_it_is_looked_at_while_the_server_runs(tmp_path: Path, path: Path) -> None:
    made = Installation(tmp_path / "var", {"oprf_socket": str(path)}, dict)
    other = Installation(tmp_path / "other", {}, dict)
    other.is_used()
    with evaluator(tmp_path / "seeds", path):
        made.is_used()
    point = b64(bytes.fromhex(EVALUATIONS[0][0]))
    asked = {"kind": "card", "lookup": b64(bytes(range(16))), "blinded": point}
    with made.runs() as desk:
        with evaluator(tmp_path / "seeds", path):
            assert desk.post("oprf", asked).status_code == 200
        with evaluator(other.folder, path):
            assert refused(desk.post("oprf", asked), 503, "store_away")

"""The browser code in the tree is what the lock file builds, byte for byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.node import NPM, ROOT, node

DIST = Path("wallet/static/dist")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: relative path → bytes."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def differences(first: Path, second: Path) -> list[str]:
    """Names of the files that are not the same in both folders, sorted."""
    one, other = contents(first), contents(second)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundles, built in an empty folder from the lock file and our sources alone."""
    folder = tmp_path_factory.mktemp("rebuild")
    tools = ("tools/build.mjs", "tools/build_later.mjs", "tools/pdfjs_changes.mjs")
    for name in ("package.json", "package-lock.json", *tools):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "wallet/static/js", folder / "wallet/static/js")
    shutil.copytree(ROOT / "wallet/data", folder / "wallet/data")
    install = node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
    assert install.returncode == 0, install.stderr
    build = node("tools/build.mjs", cwd=folder)
    assert build.returncode == 0, build.stderr
    return folder / DIST


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundles, built from the packages that are installed."""
    folder = tmp_path_factory.mktemp("build") / "dist"
    build = node("tools/build.mjs", folder)
    assert build.returncode == 0, build.stderr
    return folder


def test_the_bundles_in_the_tree_are_the_ones_the_sources_build(built: Path) -> None:
    assert differences(ROOT / DIST, built) == []


def test_the_bundles_in_the_tree_are_the_ones_the_lock_file_builds(rebuilt: Path) -> None:
    assert differences(ROOT / DIST, rebuilt) == []


def test_one_changed_byte_is_noticed(built: Path, tmp_path: Path) -> None:
    tampered = tmp_path / "dist"
    shutil.copytree(ROOT / DIST, tampered)
    worker = tampered / "worker.js"
    code = bytearray(worker.read_bytes())
    code[len(code) // 2] ^= 1
    worker.write_bytes(bytes(code))
    assert "worker.js" in differences(tampered, built)


def test_every_bundled_package_has_its_licence_beside_it() -> None:
    licences = (ROOT / DIST / "LICENSES.txt").read_text()
    for package in ("age-encryption", "@noble/curves", "hash-wasm", "libheif-js", "pdfjs-dist", "qr"):
        assert f"{package} " in licences, package


def test_nothing_that_runs_a_documents_scripts_is_served() -> None:
    """pdf.js brings a JavaScript engine along for the scripts of a PDF; the decoders of pictures stay."""
    served = contents(ROOT / DIST)
    assert "pdfjs/wasm/openjpeg.wasm" in served
    assert not [name for name, code in served.items() if b"quickjs" in (name.encode() + code).lower()]


def test_of_pdf_js_the_sources_take_what_draws_a_page_and_no_more() -> None:
    sources = {path.name: path.read_text() for path in (ROOT / "wallet/static/js").rglob("*.js")}
    taken = {
        (name, what)
        for name, code in sources.items()
        for what in re.findall(r'^import (.*"pdfjs-dist.*");$', code, re.MULTILINE)
    }
    drawing = "{ getDocument, PDFWorker } from"
    assert taken == {
        ("pdf.js", f'{drawing} "pdfjs-dist"'),
        ("pdf_legacy.js", f'{drawing} "pdfjs-dist/legacy/build/pdf.mjs"'),
        ("pdfworker.js", '"pdfjs-dist/build/pdf.worker.mjs"'),
        ("pdfworker_legacy.js", '"pdfjs-dist/legacy/build/pdf.worker.mjs"'),
    }
    assert "enableXfa: false" in sources["pdf_paper.js"]

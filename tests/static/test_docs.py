"""The documents keep up: every error code, setting, endpoint, vector and field is described."""

import json
import re
from dataclasses import fields
from pathlib import Path

from tests.crypto.test_vectors import FROM_OTHER_HANDS, read
from tools.vectors import FOLDER
from wallet.config import Config
from wallet.crypto import errors as crypto_errors
from wallet.errors import WalletError
from wallet.web.errors import STATUS

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = ROOT / "wallet" / "static" / "js"
FORMAT = (ROOT / "docs" / "format.md").read_text("utf-8")
API = (ROOT / "docs" / "api.md").read_text("utf-8")
CODE = re.compile(r'(?:new WalletError\(|need\([^;]*, ?)"([a-z_]+)"')


def codes_of(text: str) -> set[str]:
    """The codes that stand first in a row of a table under a heading that speaks of refusals."""
    parts = [part for part in text.split("\n## ") if part.startswith("Refusals")]
    return {code for part in parts for code in re.findall(r"^\| `([a-z_]+)` \|", part, re.MULTILINE)}


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_code_of_the_server_has_a_row_with_its_status() -> None:
    for code, status in STATUS.items():
        assert f"| `{code}` | {status} |" in API


def test_every_code_of_the_formats_has_a_row() -> None:
    family = [one for one in vars(crypto_errors).values() if isinstance(one, type)]
    codes = {one.code for one in family if issubclass(one, WalletError)} - {WalletError.code}
    assert codes - codes_of(FORMAT) == set()


def test_every_code_of_a_vector_has_a_row() -> None:
    pages = [read(p.relative_to(FOLDER).as_posix()) for p in FOLDER.glob("*/*.json")
             if p.parent.name not in FROM_OTHER_HANDS]  # fmt: skip
    assert {page["error"] for page in pages if "error" in page} - codes_of(FORMAT) - codes_of(API) == set()


def test_every_code_that_a_script_raises_has_a_row() -> None:
    raised = {code for path in SCRIPTS.rglob("*.js") for code in CODE.findall(path.read_text("utf-8"))}
    assert "nothing_opens" in raised
    assert raised - codes_of(FORMAT) - codes_of(API) == set()


def test_no_row_tells_of_a_code_that_nobody_raises() -> None:
    sources = [*ROOT.glob("wallet/**/*.py"), *SCRIPTS.rglob("*.js")]
    everything = "\n".join(path.read_text("utf-8") for path in sources)
    assert [code for code in codes_of(FORMAT) | codes_of(API) if f'"{code}"' not in everything] == []


def test_every_setting_is_described() -> None:
    settings = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert {f"WALLET_{field.name.upper()}" for field in fields(Config)} - quoted(settings) == set()


def test_every_endpoint_is_described() -> None:
    description = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    assert set(description["paths"]) - quoted(API) == set()


def test_every_folder_of_vectors_is_named_in_the_format() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    named = {name.split("/")[0] for name in quoted(FORMAT) if "/" in name}
    assert folders - named == set()


def test_every_vector_named_in_the_format_is_there() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    named = [name for name in quoted(FORMAT) if name.split("/")[0] in folders and "/" in name]
    assert [name for name in named if not list(FOLDER.glob(name.rstrip("*") + "*"))] == []


def test_every_label_of_a_key_is_in_the_format() -> None:
    sources = [*ROOT.glob("wallet/crypto/*.py"), *(SCRIPTS / "crypto").glob("*.js")]
    labels = {name for path in sources for name in re.findall(r'"(WV1/[^"]+)"', path.read_text("utf-8"))}
    assert len(labels) > 20
    assert [name for name in labels if f'"{name}' not in FORMAT] == []


def test_every_field_of_catalogue_and_manifest_is_described() -> None:
    shape = (SCRIPTS / "keeper" / "shape.js").read_text("utf-8")
    typedefs = shape[shape.index("/**") : shape.index("*/")]
    schemas = (SCRIPTS / "schema" / "catalogue.js").read_text("utf-8")
    fields = re.findall(r"(\w+): (?:v\.|[A-Z]|list\(|count\()", schemas)
    names = {*re.findall(r"(\w+)\??: ", typedefs), *fields}
    assert {"file_key", "versions", "leaving", "shown_name"} <= names
    assert names - quoted(FORMAT) - {"at", "gone"} == set()


def test_every_file_that_a_document_names_is_there() -> None:
    pages = [*ROOT.glob("docs/**/*.md"), ROOT / "SECURITY.md", FOLDER / "README.md"]
    pattern = re.compile(r"\b(?:tests|wallet|docs|tools)/[\w./-]*[\w/]")
    missing = {
        f"{page.name}: {name}"
        for page in pages
        for name in pattern.findall(page.read_text("utf-8"))
        if "NAME" not in name and not (ROOT / name).exists() and not list(ROOT.glob(name + "*"))
    }
    assert missing == set()

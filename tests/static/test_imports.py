"""Imports run one way: web over services over crypto.format, policy, models and blobs, over errors."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "wallet"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}

# The server checks shapes and seals its own fields; nothing else of crypto/ may be within its reach.
KEYLESS = {f"wallet.crypto{name}" for name in
           ("", ".format", ".ageheader", ".bytes", ".errors", ".at_rest", ".aead", ".address",
            ".badge", ".voucher", ".door_ids")}  # fmt: skip
# app.py joins the parts; serve.py hands what it made to gunicorn.
JOINERS = {"wallet.app", "wallet.serve"}
WEB_FRAMEWORK = {"flask", "flask_login", "werkzeug"}


@cache
def imports(module: str) -> frozenset[str]:
    """Every module that `module` names in an import, ours as the file that it is."""
    path = MODULES[module]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            name = node.module or ""
            found |= {f"{name}.{a.name}" if f"{name}.{a.name}" in MODULES else name for a in node.names}
    return frozenset(found)


def ours(module: str) -> set[str]:
    return {name for name in imports(module) if name in MODULES}


def reach(start: str) -> set[str]:
    """`start` and all of ours that it brings in, directly or not."""
    seen, waiting = set(), [start]
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += ours(module)
    return seen


def below(package: str) -> list[str]:
    return [name for name in MODULES if name == package or name.startswith(package + ".")]


def test_only_web_and_app_know_flask() -> None:
    knowing = {name for name in MODULES if {found.split(".")[0] for found in imports(name)} & WEB_FRAMEWORK}
    assert knowing - set(below("wallet.web")) - JOINERS == set()


def test_nothing_below_web_imports_web() -> None:
    lower = set(MODULES) - set(below("wallet.web")) - JOINERS - {"wallet.cli"}
    assert [name for name in lower if ours(name) & {*below("wallet.web"), *JOINERS}] == []


def test_wallet_never_imports_the_kiosk() -> None:
    assert [n for n in MODULES if any(found.split(".")[0] == "kiosk" for found in imports(n))] == []


@pytest.mark.parametrize("start", sorted(JOINERS))
def test_nothing_that_serves_requests_reaches_what_opens_papers(start: str) -> None:
    assert {name for name in reach(start) if name.startswith("wallet.crypto")} <= KEYLESS


def test_crypto_stands_on_errors_alone() -> None:
    for name in below("wallet.crypto"):
        assert ours(name) <= {*below("wallet.crypto"), "wallet.errors"}, name


def test_models_stand_on_the_database_alone() -> None:
    for name in below("wallet.models"):
        assert ours(name) <= {*below("wallet.models"), "wallet.db"}, name


def test_the_policy_of_shares_is_pure() -> None:
    assert reach("wallet.sharing.policy") <= {
        "wallet",
        "wallet.sharing.policy",
        "wallet.clock",
        "wallet.errors",
    }


def test_only_one_file_knows_s3() -> None:
    knowing = {n for n in MODULES if any(f.split(".")[0] in ("boto3", "botocore") for f in imports(n))}
    assert knowing <= {"wallet.blobs.s3"}


def test_errors_stand_on_nothing() -> None:
    assert ours("wallet.errors") == set()

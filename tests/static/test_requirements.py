"""What is installed: the versions of pyproject.toml, locked by hash, and no package that nothing uses."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DIRECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def locked(group: str) -> dict[str, str]:
    """Each package of a lock file with its version."""
    return dict(PIN.findall((ROOT / "requirements" / f"{group}.txt").read_text("utf-8")))


@pytest.mark.parametrize("group", ["run", "test"])
def test_the_lock_files_hold_what_the_project_asks_for(group: str) -> None:
    asked = dict(PIN.findall("\n".join(re.sub(r"\[.*\]", "", one) for one in DIRECT)))
    assert len(asked) == len(DIRECT)
    assert {name: locked(group).get(name) for name in asked} == asked


@pytest.mark.parametrize("group", ["run", "test"])
def test_the_database_has_one_pool_and_that_is_sqlalchemys(group: str) -> None:
    assert "psycopg-binary" in locked(group)
    assert "psycopg-pool" not in locked(group)

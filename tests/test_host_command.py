"""`wallet host` and `wallet operator`: secrets are printed once, and only there."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest

from wallet.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WALLET_FOLDER", str(tmp_path))
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The password and the authenticator's secret of what was printed last."""
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()[1:])
    return lines["password"], pyotp.parse_uri(lines["authenticator"]).secret


def test_a_host_is_given_secrets_that_stand_nowhere_else(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["host", "add", "bilal"]) == 0
    first = printed(capsys)
    assert main(["host", "reset", "bilal"]) == 0
    second = printed(capsys)
    assert not set(first) & set(second)
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"bilal" in kept
    for secret in (*first, *second):
        assert secret.encode() not in kept
        assert secret.replace("-", "").encode() not in kept


@pytest.mark.parametrize(
    ("arguments", "line"),
    [(["add", "B"], "a name has"), (["add", "bilal"], "already one of this name"),
     (["reset", "sofie"], "no such host"), (["remove", "sofie"], "no such host")],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    main(["host", "add", "bilal"])
    capsys.readouterr()
    assert main(["host", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert line in told.err


def test_an_operator_is_no_host_of_the_same_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["operator", "add", "mila"]) == 0
    first = printed(capsys)
    assert main(["host", "reset", "mila"]) == 2
    assert "no such host" in capsys.readouterr().err
    assert main(["operator", "add", "mila"]) == 2
    assert "`wallet operator reset`" in capsys.readouterr().err
    assert main(["operator", "reset", "mila"]) == 0
    assert not set(first) & set(printed(capsys))
    assert main(["operator", "remove", "mila"]) == 0
    assert "with every session" in capsys.readouterr().out


def test_a_removed_host_can_be_added_again(capsys: pytest.CaptureFixture[str]) -> None:
    for do in ("add", "remove", "add"):
        assert main(["host", do, "bilal"]) == 0
    assert "removed" in capsys.readouterr().out


def test_names_are_listed_each_kind_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["host", "list"]) == 2  # there is no database yet
    for kind, name in (("host", "yara"), ("host", "bilal"), ("operator", "mila")):
        main([kind, "add", name])
    capsys.readouterr()
    assert main(["host", "list"]) == 0
    assert capsys.readouterr().out == "bilal\nyara\n"
    assert main(["operator", "list"]) == 0
    assert capsys.readouterr().out == "mila\n"

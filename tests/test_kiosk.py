"""The free-access PC without a screen: rules, titles, folders, orders, the check in plain words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kiosk import __main__ as command
from kiosk import check, launcher, policies, visit
from kiosk.desk import Desk
from kiosk.install import UNITS, install, steps
from kiosk.problems import PROBLEMS
from kiosk.settings import Settings, SettingsError, load
from kiosk.window import Screen, State, parse
from kiosk.words import CHECKS

ORIGIN = "https://wallet.example"


def test_the_rules_let_one_origin_in_and_keep_nothing() -> None:
    rules = policies.policies(ORIGIN)
    assert rules["URLBlocklist"][0] == "*"
    assert [one for one in rules["URLAllowlist"] if one.startswith("http")] == [ORIGIN]
    assert rules["VideoCaptureAllowedUrls"] == rules["AudioCaptureAllowedUrls"] == [ORIGIN]
    assert rules["RestoreOnStartupURLs"] == [f"{ORIGIN}/k"]
    kept = {"DownloadRestrictions": 3, "PrintHeaderFooter": False, "DeveloperToolsAvailability": 2}
    kept |= {"ForceEphemeralProfiles": True, "AllowBackForwardCacheForCacheControlNoStorePageEnabled": False}
    assert {name: rules[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("Sacoche · free - Chromium", State("free")),
        ("Sacoche", State("free")),
        ("", State("free")),
        ("Sacoche · busy 1:40 - Chromium", State("busy", 100)),
        ("Sacoche · busy 0:09 · help", State("busy", 9, help=True)),
        ("Sacoche · done - Chromium", State("done")),
        ("Hulp · Sacoche - Chromium", State("page")),
        ("Sacoche · busy 1:40 and more", State("page")),
    ],
)
def test_the_window_s_title_is_read(title: str, state: State) -> None:
    assert parse(title) == state


class Windows(Screen):
    """A screen with these windows, by id, that tells what is pressed in which."""

    def __init__(self, titles: dict[str, str]) -> None:
        super().__init__({})
        self.shown, self.pressed = titles, list[tuple[str, str]]()

    def _run(self, *command: str) -> str:
        _, what, one, *keys = command
        if what == "windowfocus":
            self.pressed.append((one, keys[-1]))
        return "\n".join(self.shown) if what == "search" else self.shown.get(one, "")


WALLET, NEW, FILES = "Sacoche · busy 1:40 - Chromium", "chrome://newtab/ - Chromium", "Open File"


@pytest.mark.parametrize(
    ("titles", "pressed"),
    [
        ({"7": WALLET}, []),
        ({"7": WALLET, "9": FILES}, []),
        ({"7": WALLET, "9": NEW}, [("9", "ctrl+shift+w")]),
        ({"7": NEW, "9": WALLET}, [("7", "ctrl+shift+w")]),
        ({"7": WALLET, "9": NEW, "10": FILES}, [("10", "Escape"), ("9", "ctrl+shift+w")]),
        ({"7": NEW, "9": FILES}, [("9", "Escape"), ("7", "ctrl+w")]),
        ({"7": NEW, "9": NEW}, [("9", "ctrl+shift+w"), ("7", "ctrl+w")]),
        ({}, []),
    ],
)
def test_one_window_stays_with_the_wallet_and_no_dialog_holds_the_others(
    titles: dict[str, str], pressed: list[tuple[str, str]]
) -> None:
    screen = Windows(titles)
    screen.close_others()
    assert screen.pressed == pressed


def test_a_visit_has_a_folder_of_its_own_in_memory_and_leaves_none() -> None:
    folder = Path("/dev/shm") / "sacoche-test"
    made = visit.begin(folder, memory_only=True)
    assert made.stat().st_mode & 0o777 == 0o700
    (made / "profile" / "Cookies").write_text("x")
    assert visit.sweep(folder) == 1
    assert not list(folder.iterdir())
    folder.rmdir()


def test_a_folder_on_a_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "in_memory", lambda _folder: False)
    with pytest.raises(visit.NotInMemory):
        visit.begin(tmp_path, memory_only=True)
    assert not list(tmp_path.iterdir())


class Obedient:
    """A screen that notes what it is told to do."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def touch(self) -> None:
        self.done.append("touch")

    def tell(self, text: str) -> None:
        self.done.append(text)


def test_each_order_is_done_once_and_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = tmp_path / "token"
    token.write_text("token")
    desk, told = Desk(ORIGIN, token), list[dict[str, Any]]()
    orders = [{"id": 1, "do": "more_time", "minutes": 2}, {"id": 2, "do": "announce_closing", "minutes": 10}]

    def answer(_name: str, _token: str, body: dict[str, Any]) -> dict[str, Any]:
        told.append(body)
        return {"orders": orders}

    monkeypatch.setattr(desk, "_post", answer)
    screen = Obedient()
    watching = launcher.Visit(Settings(ORIGIN, Path("/run")), screen, desk)  # type: ignore[arg-type]
    for _ in range(2):
        watching._beaten = -100.0
        watching._beat(State("busy", 70, help=True))
    assert screen.done[0] == "touch"
    assert "10" in screen.done[1]
    assert len(screen.done) == 2
    assert told[1]["done"] == [1, 2]
    assert {name: told[0][name] for name in ("state", "left", "help")} == {
        "state": "busy",
        "left": 70,
        "help": True,
    }
    assert set(told[0]) == {"state", "left", "printer", "help"}


def test_a_desk_that_does_not_answer_orders_nothing(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("token")
    assert Desk("http://127.0.0.1:9", tmp_path / "token").beat({"state": "free"}) == []
    assert Desk(ORIGIN, tmp_path / "none").beat({"state": "free"}) == []


def test_the_check_says_in_plain_words_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = tmp_path / "token"
    token.write_text("x")
    token.chmod(0o644)
    told = Settings("http://127.0.0.1:9", tmp_path, token)
    monkeypatch.setattr(visit, "in_memory", lambda _folder: False)
    for lang in ("nl", "fr", "en"):
        said = check.check(told, lang, tmp_path / "no-rules")
        for name in ("policies", "memory", "https", "token"):
            assert CHECKS[name][lang] in said
        assert PROBLEMS["reach"][lang].format(origin=told.origin) in said
    rules = tmp_path / "rules"
    rules.write_text(policies.text(told.origin))
    assert CHECKS["policies"]["en"] not in check.check(told, "en", rules)
    rules.write_text(json.dumps({**policies.policies(told.origin), "URLBlocklist": []}))
    assert CHECKS["policies"]["en"] in check.check(told, "en", rules)


def test_a_dry_installation_tells_what_it_would_do_and_does_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_a, **_k: pytest.fail("something was run"))
    told = install(ORIGIN, dry=True)
    assert f"write {policies.PLACE}" in told
    assert any("wallet-kiosk.service" in line for line in told)
    assert command.main(["install", ORIGIN, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == told


def test_the_users_home_is_there_whenever_the_service_runs() -> None:
    """Xorg ends where it cannot write its log there, and what lies in /run is gone at a start."""
    service = (UNITS / "wallet-kiosk.service").read_text().splitlines()
    made = next(line for line in service if line.startswith("RuntimeDirectory="))
    home = f"/run/{made.removeprefix('RuntimeDirectory=')}"
    assert f"Environment=HOME={home}" in service
    making = next(str(step) for step in steps(ORIGIN) if "useradd" in str(step))
    assert f"--no-create-home --home-dir {home} " in making


def test_settings_are_read_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'origin = "{ORIGIN}/"\nfolder = "/run/x"\n')
    assert (load(file).origin, load(file).folder) == (ORIGIN, Path("/run/x"))
    for text in ("", "origin = 1x", f'origin = "{ORIGIN}"\ncolour = "red"\n'):
        file.write_text(text)
        with pytest.raises(SettingsError):
            load(file)


@pytest.mark.skipif(os.geteuid() != 0, reason="others are told to be root first")
@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_a_pc_that_is_not_set_up_is_told_so(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--settings", str(tmp_path / "none"), "check", "--lang", lang]) == 2
    assert capsys.readouterr().err == f"wallet-kiosk: {PROBLEMS['user'][lang]}\n"

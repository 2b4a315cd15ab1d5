"""Taking everything along, and bringing it in again: byte by byte, with every field, without us."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
NOTE = "كلماتي\nma vie"
MANY = 200


@pytest.fixture
def karim(browser: Browser, served: Live) -> Iterator[Holder]:
    karim = Holder(browser, served.origin, "ar")
    karim.makes_a_wallet()
    yield karim
    karim.gets_up()
    assert karim.complaints == []


@pytest.fixture
def newcomer(browser: Browser, served: Live) -> Iterator[Holder]:
    newcomer = Holder(browser, served.origin, "fr")
    newcomer.makes_a_wallet()
    yield newcomer
    newcomer.gets_up()
    assert newcomer.complaints == []


def with_papers(holder: Holder, folder: Path) -> None:
    """A photo with a name, a group and dates, a note, and a file of no known kind."""
    (folder / "carte.jpg").write_bytes(picture())
    (folder / "données.bin").write_bytes(bytes(range(256)) * 50)
    holder.papers.add(folder / "carte.jpg", folder / "données.bin")
    holder.papers.label(
        "carte", name="Carte / «AMU»: 1", group="Sara", issued="2026-01-02", expires="2027-01-02"
    )
    holder.is_at_the_list()
    holder.papers.write(NOTE)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as whole:
        assert whole.testzip() is None
        return {name: whole.read(name) for name in whole.namelist()}


def listed(files: dict[str, bytes]) -> list[dict[str, object]]:
    papers: list[dict[str, object]] = json.loads(files["sacoche.json"])["papers"]
    return papers


def test_everything_comes_into_one_file_that_opens_without_us(karim: Holder, tmp_path: Path) -> None:
    with_papers(karim, tmp_path)
    files = contents(karim.leaving.take_everything(tmp_path)[0])
    papers = listed(files)
    assert {"index.html", "index.csv", "sacoche.json"} | {str(one["file"]) for one in papers} == set(files)
    assert not any(re.search(r'[:*?"<>|\\]', name) for name in files)
    photo = next(one for one in papers if one["group"] == "Sara")
    assert (photo["name"], photo["issued"], photo["expires"]) == (
        "Carte / «AMU»: 1",
        "2026-01-02",
        "2027-01-02",
    )
    assert bytes(range(256)) * 50 in files.values()
    assert NOTE.encode() in files.values()
    rows = list(csv.reader(io.StringIO(files["index.csv"].decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [one["file"] for one in papers]
    page = files["index.html"].decode()
    assert 'dir="rtl"' in page
    assert "<script" not in page


# What a person picks in the browser's own window, which no test can touch: a real file, written as it grows.
PICKER = """() => {
  window.showSaveFilePicker = async ({ suggestedName }) => {
    window.picked = suggestedName;
    return (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
  };
}"""
WRITTEN = """async () => {
  const file = await (await (await navigator.storage.getDirectory()).getFileHandle(window.picked)).getFile();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "written";
  link.click();
}"""


def test_much_is_written_into_a_file_as_it_grows(karim: Holder, tmp_path: Path) -> None:
    large = {f"{n}.bin": os.urandom(27_000_000) for n in range(2)}
    for name, content in large.items():
        (tmp_path / name).write_bytes(content)
    karim.papers.add(*(tmp_path / name for name in large))
    karim.page.evaluate(PICKER)
    karim.settings.look_at("export")
    karim.taps("main form button.primary")
    karim.waits_for("[data-screen=screen-export-done]")
    assert not karim.sees("main [data-ref=save]")
    assert str(karim.page.evaluate("window.picked")).endswith(".zip")
    with karim.page.expect_download() as saving:
        karim.page.evaluate(WRITTEN)
    saving.value.save_as(tmp_path / "written.zip")
    assert set(large.values()) <= set(contents(tmp_path / "written.zip").values())
    karim.is_at_the_list()


def test_the_list_opens_in_a_browser_and_leads_to_each_file(
    karim: Holder, tmp_path: Path, browser: Browser
) -> None:
    with_papers(karim, tmp_path)
    path, _ = karim.leaving.take_everything(tmp_path)
    with zipfile.ZipFile(path) as whole:
        whole.extractall(tmp_path / "out")
    page = browser.new_page()
    page.goto((tmp_path / "out/index.html").as_uri())
    links = page.eval_on_selector_all("a", "all => all.map(one => one.href)")
    assert len(links) == 3
    kept = {path.as_uri() for path in (tmp_path / "out/papers").iterdir()}
    assert {re.sub("%20", " ", one) for one in kept} == {re.sub("%20", " ", one) for one in links}
    page.close()


def test_it_comes_in_again_byte_by_byte_and_only_once(
    karim: Holder, newcomer: Holder, tmp_path: Path
) -> None:
    with_papers(karim, tmp_path)
    path, _ = karim.leaving.take_everything(tmp_path)
    assert newcomer.leaving.bring_in(path)["refused"] == ""
    assert newcomer.papers.count() == 3
    again = tmp_path / "again"
    again.mkdir()
    files, later = contents(path), contents(newcomer.leaving.take_everything(again)[0])
    assert listed(later) == listed(files)
    papers = [str(one["file"]) for one in listed(files)]
    assert {name: later[name] for name in papers} == {name: files[name] for name in papers}
    assert "3" in newcomer.leaving.bring_in(path)["known"]
    assert newcomer.papers.count() == 3


def test_stock_age_opens_the_locked_file_with_the_digits(karim: Holder, tmp_path: Path) -> None:
    karim.papers.write(NOTE)
    path, words = karim.leaving.take_everything(tmp_path, sealed=True)
    assert re.fullmatch(r"(\d{4}-){5}\d{4}", words)
    opened = tmp_path / "opened.zip"
    age_opens(path, words, opened)
    assert NOTE.encode() in contents(opened).values()
    assert words.encode() not in path.read_bytes()


def age_opens(path: Path, words: str, out: Path) -> None:
    """Types the words at a terminal, as `age` asks for them there alone."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "-d", "-o", str(out), str(path)])
    asked = b""
    while b":" not in asked:
        asked += os.read(terminal, 1024)
    os.write(terminal, words.encode() + b"\n")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)


def test_what_reconnect_hands_out_comes_in(newcomer: Holder, tmp_path: Path) -> None:
    path = tmp_path / "reconnect.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("Documents/Santé/attestation.pdf", b"%PDF-1.4\n" + bytes(3000))
        whole.writestr("Documents/photo.jpg", picture())
        whole.writestr("Contact.csv", "Nom;Téléphone\nSofie;02 123\n")
        whole.writestr("Note.csv", 'Titre,Contenu\n"Ma note","une, deux\nlignes"\n')
        whole.writestr("Evenement.csv", "Titre,Date\nRendez-vous,2026-12-01\n")
    assert newcomer.leaving.bring_in(path)["refused"] == ""
    assert newcomer.papers.count() == 5
    files = contents(newcomer.leaving.take_everything(tmp_path)[0])
    assert any(b"une, deux\nlignes" in one for one in files.values())
    assert next(one for one in listed(files) if one["name"] == "attestation")["group"] == "Santé"


@pytest.mark.parametrize("spoil", ["nothing", "cut", "other", "broken"])
def test_a_file_that_is_no_archive_changes_nothing(newcomer: Holder, tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("__MACOSX/._a" if spoil == "nothing" else "holiday.txt", "x" * 200)
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif spoil == "other":
        path.write_bytes(os.urandom(70_000))
    elif spoil == "broken":
        path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x09\x09"))
    newcomer.taps("[data-go=add]")
    newcomer.taps("main [data-go=import]")
    newcomer.page.set_input_files("main [data-ref=file]", str(path))
    newcomer.waits_for("dialog [data-text=what]")
    newcomer.taps("dialog [data-answer=ok]")
    newcomer.is_at_the_list()
    assert newcomer.papers.count() == 0


def test_two_hundred_papers_come_in_and_go_out_byte_by_byte(newcomer: Holder, tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    sent = {f"papers/{n:03} paper.bin": os.urandom(1000 + 37 * n) for n in range(1, MANY + 1)}
    fields = {
        "kind": None,
        "mime": "application/octet-stream",
        "issued": None,
        "expires": None,
        "group": None,
    }
    rows = [{**fields, "file": name, "name": f"paper {n}", "added": 1_700_000_000 + n}
            for n, name in enumerate(sent, 1)]  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("sacoche.json", json.dumps({"v": 1, "papers": rows}))
        for name, content in sent.items():
            whole.writestr(name, content)
    newcomer.page.set_default_timeout(180_000)
    assert newcomer.leaving.bring_in(path)["refused"] == ""
    files = contents(newcomer.leaving.take_everything(tmp_path)[0])
    assert [one["added"] for one in listed(files)] == [row["added"] for row in rows]
    assert [files[str(one["file"])] for one in listed(files)] == list(sent.values())


def test_no_request_of_an_export_tells_that_it_is_one(karim: Holder, served: Live, tmp_path: Path) -> None:
    with_papers(karim, tmp_path)
    since = len(served.recorder.sent)
    karim.leaving.take_everything(tmp_path)
    paths = {one.path for one in served.recorder.sent[since:] if one.path.startswith("/v1/")}
    assert paths <= {"/v1/blob/get", "/v1/vault"}

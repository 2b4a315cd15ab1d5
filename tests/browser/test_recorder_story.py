"""The server learns nothing: marker words in every field, a whole journey, then every byte it was given.

The last tests leak on purpose and must be caught.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.papers import pdf
from tests.live import Live, live
from tests.people.holder import Holder
from tests.people.worker import Worker
from tests.recorder import Sent, leaks

pytestmark = pytest.mark.browser

PASSPHRASE = "quokkasecret lamps under seven bridges"
WORDS = {
    "quokkasecret", "lamps under seven", "picturefile", "lettertitle", "plaintextfile",
    "artistmarker", "pdfcontent", "textcontent", "notecontent", "notetitle", "newtitle", "childgroup",
    "2031-07-19", "shownmarker", "sharednote", "newversion", "binnednote",
}  # fmt: skip


@dataclass
class House:
    """A server whose temporary files can be seen too."""

    server: Live
    temporary: Path
    said: set[str] = field(default_factory=lambda: set(WORDS))

    def leaks(self) -> list[str]:
        """Where a word shows in what reached the server or what it keeps."""
        files = ((f"file {one.name}", one.read_bytes()) for one in self.temporary.rglob("*") if one.is_file())
        return leaks(self.said, chain(self.server.recorder.pieces(), self.server.kept(), files))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with live(tmp_path / "var", temporary=str(temporary)) as running:
        yield House(running, temporary)


def files(folder: Path) -> list[Path]:
    """A picture that says who took it, a PDF and a text."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "artistmarker"
    picture = BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 40)).save(picture, "JPEG", exif=exif)
    contents = {
        "picturefile.jpg": picture.getvalue(),
        "lettertitle.pdf": pdf().replace(b"Page 1", b"pdfcontent"),
        "plaintextfile.txt": b"textcontent of a file",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def live_a_life(person: Holder, folder: Path) -> None:
    """Everything that a holder does, but sharing."""
    person.makes_a_wallet(PASSPHRASE)
    person.papers.add(*files(folder))
    person.papers.write("notetitle\nnotecontent")
    person.papers.label("picturefile", name="newtitle", group="childgroup", issued="2031-07-19")
    person.is_at_the_list()
    person.page.fill("[data-ref=search]", "newtitle")
    assert person.papers.titles() == ["newtitle"]
    person.page.fill("[data-ref=search]", "")
    person.papers.open("notetitle")
    person.papers.rewrite("notetitle\nnewversion")
    person.is_at_the_list()
    person.papers.write("binnednote")
    person.papers.throw_away("binnednote")
    person.papers.remove("binnednote")


def show_and_read(person: Holder, worker: Worker) -> set[str]:
    """A share, opened by its link and by its digits; gives the secrets of both."""
    person.shares.show("newtitle", "lettertitle", name="shownmarker", note="sharednote", may_print=True)
    link, digits = worker.scans(person.shares.square_code()), person.shares.digits()
    worker.opens_link(link)
    worker.agrees()
    worker.views("newtitle")
    worker.prints_one_page()
    worker.closes()
    worker.types(digits)
    worker.agrees()
    worker.views("lettertitle")
    worker.closes()
    person.is_at_the_list()
    person.shares.expect_events_in_any_order("opened", "opened", "printed", "closed", "closed")
    person.is_at_the_list()
    person.shares.stop()
    person.is_at_the_list()
    typed = re.sub(r"\D", "", digits)
    return {link.partition("#")[2][-20:], typed[4:], typed}


@pytest.fixture
def told(browser: Browser, house: House, tmp_path: Path) -> House:
    """After the whole journey, with what was drawn on the way."""
    person = Holder(browser, house.server.origin, "en")
    worker = Worker(browser, house.server.origin, "nl")
    live_a_life(person, tmp_path)
    house.said |= show_and_read(person, worker)
    person.finishes()
    person.unlocks()
    person.card.unlock()
    person.leaves_by_quick_exit()
    for one, other in pairwise(person.groups):
        house.said |= {one + other, f"{one} {other}"}
    assert person.complaints == worker.complaints == []
    person.gets_up()
    worker.gets_up()
    return house


def test_no_word_of_a_whole_journey_reaches_the_server(told: House) -> None:
    assert told.leaks() == []
    assert_addresses_say_nothing(told.server)


def assert_addresses_say_nothing(server: Live) -> None:
    """No id, no token and no secret stands in an address or in the log."""
    paths = {one.path for one in server.recorder.sent}
    assert {
        path for path in paths if re.search(r"[A-Za-z0-9_-]{20,}", path.rpartition("/static/")[2])
    } == set()
    asked = {(one.path, query_of(one)) for one in server.recorder.sent}
    versions = {path for path, query in asked if query}
    assert all(path.startswith("/static/") for path in versions)
    assert len([1 for path, _ in asked if path in versions]) == len(versions), "one file, two addresses"
    assert server.log == []


def query_of(one: Sent) -> bytes:
    found = re.search(rb"^QUERY_STRING: (.*)$", one.head, re.M)
    return found[1] if found else b""


LEAKS = {
    "plain": "text => text",
    "base64": "text => btoa('ab' + text + 'cde')",
    "hex": "text => [...text].map(c => c.charCodeAt(0).toString(16)).join('')",
    "percent": "text => [...text].map(c => '%' + c.charCodeAt(0).toString(16)).join('')",
    "utf-16": "text => new Uint8Array(new Uint16Array([...text].map(c => c.charCodeAt(0))).buffer)",
    "deflated": "text => squeezed(text, 'deflate-raw')",
    "gzip": "text => squeezed(text, 'gzip')",
    "deflated, then base64": """async text =>
      btoa(String.fromCharCode(...await squeezed(text.repeat(3), 'deflate')))""",
}
POST = """async ([dress, text]) => {
  const squeezed = async (text, how) => new Uint8Array(await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream(how))).arrayBuffer());
  const body = await (%s)(text);
  await fetch('/v1/oprf', {method: 'POST', body, headers: {'Content-Type': 'application/octet-stream'}});
}"""


def test_leaks_on_purpose_are_caught_however_they_are_dressed(browser: Browser, house: House) -> None:
    person = Holder(browser, house.server.origin, "en")
    person.goes_to("open")
    missed = []
    for dress, how in LEAKS.items():
        before = len(house.leaks())
        person.page.evaluate(POST % how, [dress, "a wallet of plaintextfile"])
        house.server.recorder.sent[-1].path = f"/v1/oprf {dress}"
        missed += [dress] if len(house.leaks()) == before else []
    person.gets_up()
    assert missed == []


def test_a_leak_into_a_temporary_file_or_a_log_is_caught(house: House) -> None:
    (house.temporary / "spool").write_bytes("notecontent".encode("utf-16-le"))
    with house.server.log_file.open("a") as log:
        log.write("could not keep lettertitle\n")
    assert len(house.leaks()) == 2


def test_temporary_files_of_the_server_lie_where_they_are_looked_for(house: House) -> None:
    held = set()
    for one in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):  # ended or closed meanwhile
            held.add(one.readlink().parent)
    assert house.temporary in held, "each worker of gunicorn holds a file there, which has no name any more"

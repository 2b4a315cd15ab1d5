"""The part of the walk where everything is taken along and brought in, and the phone keeps the pages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.browser.walk_papers import Stop
from tests.live import Live
from tests.people.holder import Holder


def take_along(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    holder.settings.look_at("install")
    yield "screen-install", ""
    holder.is_at_the_list()
    holder.settings.look_at("export")
    yield "screen-export", ""
    holder.page.check("[name=form][value=sealed]")
    holder.taps("main form button.primary")
    yield "screen-export-words", ""
    held = served.edge.hold("POST", "/v1/blob/get")
    holder.taps("main [data-ref=next]")
    yield "screen-export-working", ""
    held.let_go.set()
    yield "screen-export-done", "locked"
    holder.is_at_the_list()
    yield from bring_in(holder, served, folder)


def bring_in(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    archive = folder / "some.zip"
    with zipfile.ZipFile(archive, "w") as whole:
        whole.writestr("papers/1.txt", "one")
        whole.writestr("papers/2.txt", "")
        papers = [{"file": f"papers/{n}.txt", "name": f"n{n}", "mime": "text/plain"} for n in (1, 2)]
        whole.writestr("sacoche.json", json.dumps({"v": 1, "papers": papers}))
    holder.taps("[data-go=add]")
    holder.taps("main [data-go=import]")
    yield "screen-import", ""
    locked = folder / "some.zip.age"
    stanza = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n" + b"A" * 43
    locked.write_bytes(b"age-encryption.org/v1\n" + stanza + b"\n--- x\n")
    holder.page.set_input_files("main [data-ref=file]", str(locked))
    yield "screen-import-locked", ""
    holder.taps("main [data-back]")
    holder.waits_for("main [data-ref=choose]")
    held = served.edge.hold("PUT", "/v1/blob")
    holder.page.set_input_files("main [data-ref=file]", str(archive))
    yield "screen-import-working", ""
    held.let_go.set()
    yield "screen-import-done", ""
    holder.taps("main [data-go=papers]")
    holder.waits_for("[data-go=add]")

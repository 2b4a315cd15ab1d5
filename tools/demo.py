"""`./dev demo`: fills a wallet with invented papers by driving the real page, and says how to open it."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

from tests.people.holder import Holder

ORIGIN = "http://127.0.0.1:8000"
A4 = (1240, 1754)
EXAMPLE = "EXEMPLE · VOORBEELD · EXAMPLE"
PAPERS = {
    "Annexe 26.jpg": [
        "Annexe 26 / Bijlage 26",
        "Nom / Naam: A. Exemple",
        "No 0000000000",
        "Bruxelles, 3.2.2026",
    ],
    "CPAS decision.pdf": [
        "CPAS de Bruxelles / OCMW Brussel",
        "Décision du 12.10.2026",
        "Aide médicale urgente: accordée",
    ],
    "School.jpg": [
        "École fondamentale / Basisschool",
        "Attestation d'inscription",
        "Année scolaire 2026-2027",
    ],
}
NOTE = "My story, told once.\nI came to Brussels in spring. I ask for an address and for a doctor.\n"


def drawn(lines: list[str]) -> Image.Image:
    """A page that looks like a scanned letter and cannot be taken for a real one."""
    page = Image.new("RGB", A4, "#fdfcf8")
    pen = ImageDraw.Draw(page)
    pen.rectangle((80, 80, 1160, 240), fill="#dfe7ee")
    for row, line in enumerate(lines):
        pen.text((110, 120 + row * 160), line, fill="#223", font=ImageFont.load_default(54))
    pen.text((110, 1600), EXAMPLE, fill="#999", font=ImageFont.load_default(48))
    return page


def made(folder: Path) -> list[Path]:
    """The invented papers as files."""
    paths = [folder / name for name in PAPERS]
    for path in paths:
        held = io.BytesIO()
        drawn(PAPERS[path.name]).save(held, "PDF" if path.suffix == ".pdf" else "JPEG", resolution=150)
        path.write_bytes(held.getvalue())
    return paths


def answers() -> bool:
    """Whether a wallet is served already."""
    try:
        with urllib.request.urlopen(f"{ORIGIN}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def serve() -> subprocess.Popen[bytes] | None:
    """A server of our own, unless one is running."""
    if answers():
        return None
    server = subprocess.Popen([sys.executable, "-m", "wallet.cli", "run"])
    for _ in range(200):
        if answers():
            return server
        time.sleep(0.1)
    server.kill()
    raise SystemExit("demo: the wallet did not start")


def fill() -> Holder:
    """A new wallet with invented papers, made as a person makes it."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        holder = Holder(browser, ORIGIN, "en")
        holder.makes_a_wallet()
        holder.papers.add(*made(Path(folder)))
        holder.papers.write(NOTE)
        holder.finishes()
        browser.close()
    return holder


def main() -> None:
    """Serve, fill, say how to open it, and go on serving until interrupted."""
    server = serve()
    try:
        holder = fill()
        print(f"\nOpen {ORIGIN}/en/open with")
        print("  secret:", ", ".join(holder.pictures))
        print("  card:  ", " ".join(holder.groups), " with the first three of them")
        print("The papers are invented. Stop with Ctrl-C." if server else "The papers are invented.")
        if server:
            server.wait()
    except KeyboardInterrupt:
        return
    finally:
        if server:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()

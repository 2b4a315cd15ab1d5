"""Makes the wallet's art from pinned packages: the sheet of 256 pictures, its names, the pictograms of kinds.

    pip install resvg_py==0.5.0 pillow==13.0.0
    npm install --ignore-scripts openmoji@17.0.0 cldr-annotations-full@48.2.0      (in a folder of its own)
    python -m tools.pictures art FOLDER/node_modules     sheet.png and kinds.svg
    python -m tools.pictures check FOLDER/node_modules   names that differ from CLDR without a reason
    python -m tools.pictures names                       names.<lang>.json from wallet/data/pictures.json
    python -m tools.pictures tables                      the generated tables of docs/pictures.md

What it makes is committed; the packages never are. The order of wallet/data/pictures.json is key material: a
picture is one byte of a secret, so rows may get another drawing or name, never another place.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from tools.picture_symbols import symbol

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "wallet/data"
STATIC = ROOT / "wallet/static/pictures"
HAND = ROOT / "tools/pictures_names.tsv"
LANGUAGES = ("nl", "fr", "en", "ar")
CELL = 112
COLUMNS = 16
COLOURS = 256


def read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text())


def drawing(modules: Path, code: str) -> str:
    """The SVG text of one OpenMoji colour drawing."""
    return (modules / "openmoji/color/svg" / f"{code}.svg").read_text()


def raster(svg: str) -> Image.Image:
    """One drawing, CELL pixels a side, transparent around it."""
    resvg: Any = importlib.import_module("resvg_py")
    png = bytes(resvg.svg_to_bytes(svg_string=svg, width=CELL, height=CELL))
    return Image.open(io.BytesIO(png)).convert("RGBA")


def make_sheet(modules: Path) -> None:
    """All pictures on white, 16 a row, at most 256 colours."""
    sheet = Image.new("RGB", (COLUMNS * CELL, COLUMNS * CELL), "white")
    for index, picture in enumerate(read("pictures")["pictures"]):
        cell = raster(drawing(modules, picture["code"]))
        sheet.paste(cell, (index % COLUMNS * CELL, index // COLUMNS * CELL), cell)
    few = sheet.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    few.save(STATIC / "sheet.png", optimize=True)


def make_kinds(modules: Path) -> None:
    """One SVG with a <symbol> for each pictogram that kinds and their groups name."""
    icons = read("kinds")["icons"]
    symbols = [symbol(name, drawing(modules, code)) for name, code in sorted(icons.items())]
    text = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (STATIC / "kinds.svg").write_text(text)


def names_of(lang: str) -> str:
    """What names.<lang>.json holds: the groups with their first index, and the names by index."""
    data = read("pictures")
    groups = [{"from": group["from"], "name": group["names"][lang]} for group in data["groups"]]
    names = [picture["names"][lang] for picture in data["pictures"]]
    return json.dumps({"groups": groups, "names": names}, ensure_ascii=False, separators=(",", ":")) + "\n"


def make_names() -> None:
    for lang in LANGUAGES:
        (STATIC / f"names.{lang}.json").write_text(names_of(lang))


def cldr_names(modules: Path, lang: str) -> dict[str, str]:
    """CLDR's short name of every emoji, by OpenMoji's code."""
    path = modules / "cldr-annotations-full/annotations" / lang / "annotations.json"
    rows = json.loads(path.read_text())["annotations"]["annotations"]
    code = {emoji: "-".join(f"{ord(c):04X}" for c in emoji if c != "\ufe0f") for emoji in rows}
    return {code[emoji]: row["tts"][0] for emoji, row in rows.items() if "tts" in row}


def read_hand() -> dict[tuple[str, str], dict[str, str]]:
    """The names that were set by hand, by code and language: cldr, ours, why."""
    with HAND.open(newline="") as file:
        return {(row["code"], row["lang"]): row for row in csv.DictReader(file, delimiter="\t")}


def check_names(modules: Path) -> list[str]:
    """What is wrong: a name that is not CLDR's and has no row with a reason, or a row that is out of date."""
    hand = read_hand()
    wrong = []
    for lang in LANGUAGES:
        official = cldr_names(modules, lang)
        for picture in read("pictures")["pictures"]:
            code, ours = picture["code"], picture["names"][lang]
            given = official.get(code, "")
            row = hand.get((code, lang))
            if (row is None) != (ours == given) or (row and (row["cldr"], row["ours"]) != (given, ours)):
                wrong.append(f"{code} {lang}: CLDR {given!r}, ours {ours!r}, table {row}")
    return wrong


def make_tables() -> None:
    """Rewrites what stands between the markers of docs/pictures.md."""
    from tools.picture_distance import tables

    path = ROOT / "docs/pictures.md"
    text = path.read_text()
    for name, table in tables().items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = pattern.sub(lambda found, table=table: found[1] + table + found[2], text)  # type: ignore[misc]
    path.write_text(text)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["art", modules]:
            make_sheet(Path(modules))
            make_kinds(Path(modules))
        case ["check", modules]:
            wrong = check_names(Path(modules))
            print("\n".join(wrong))
            return 1 if wrong else 0
        case ["names"]:
            make_names()
        case ["tables"]:
            make_tables()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How far apart the 256 pictures and their names are; the tables of docs/pictures.md.

Pictures: each is cut from the committed sheet, made 40 pixels a side and gray, its ink (255 - gray) blurred
a little as by a poor screen. Two of them are laid over each other in nine ways, up to two pixels apart, and
compared window by window (8 pixels, every 4) where either has ink. Their distance is 1 - SSIM (Wang et al.
2004), the mean over these windows, at the nearest of the nine: 0 is the same picture, 1 is nothing in common.

Names: the number of letters to put in, take out or change, after accents, gaps and kinds of alif are folded.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
SHEET = ROOT / "wallet/static/pictures/sheet.png"
LANGUAGES = ("nl", "fr", "en", "ar")
COUNT, COLUMNS = 256, 16
SIZE, MARGIN = 40, 2
SIDE = SIZE + 2 * MARGIN
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
CLOSEST = 10
ALIKE = str.maketrans({"œ": "oe", "ة": "ه", "ى": "ي"})

Ink = NDArray[np.float32]


def read_pictures() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((ROOT / "wallet/data/pictures.json").read_text())["pictures"]
    return rows


def inks() -> Ink:
    """COUNT x SIDE x SIDE: every picture as a poor screen shows it in gray, with a margin to move in."""
    sheet = Image.open(SHEET).convert("L")
    cell = sheet.width // COLUMNS
    all_ink = np.zeros((COUNT, SIDE, SIDE), np.float32)
    for index in range(COUNT):
        left, top = index % COLUMNS * cell, index // COLUMNS * cell
        small = sheet.crop((left, top, left + cell, top + cell)).resize((SIZE, SIZE), Image.Resampling.BOX)
        gray = np.asarray(small.filter(ImageFilter.GaussianBlur(0.8)), np.float32)
        all_ink[index, MARGIN:-MARGIN, MARGIN:-MARGIN] = 255 - gray
    return all_ink


def windows(ink: Ink) -> Ink:
    """The mean of every 8 x 8 window, four pixels apart."""
    tiles = SIDE // 4
    sums = ink.reshape(*ink.shape[:-2], tiles, 4, tiles, 4).sum((-3, -1))
    mean: Ink = (sums[..., :-1, :-1] + sums[..., 1:, :-1] + sums[..., :-1, 1:] + sums[..., 1:, 1:]) / 64
    return mean


@dataclass(frozen=True)
class Looked:
    """Pictures, and the mean and variance of their windows."""

    ink: Ink
    mean: Ink
    variance: Ink

    def __getitem__(self, which: int | slice) -> Looked:
        return Looked(self.ink[which], self.mean[which], self.variance[which])


def look(ink: Ink) -> Looked:
    mean = windows(ink)
    return Looked(ink, mean, windows(ink * ink) - mean * mean)


def unlike(one: Looked, others: Looked) -> Ink:
    """1 - SSIM of one picture and each of the others, as they lie."""
    product_of_means = one.mean * others.mean
    shared = windows(one.ink * others.ink) - product_of_means
    means, variances = one.mean**2 + others.mean**2, one.variance + others.variance
    likeness = (2 * product_of_means + C1) * (2 * shared + C2) / ((means + C1) * (variances + C2))
    inked = (one.mean > 2) | (others.mean > 2)
    result: Ink = ((1 - likeness) * inked).sum((1, 2)) / inked.sum((1, 2))
    return result


@cache
def distances() -> Ink:
    """COUNT x COUNT: below the diagonal the distance of each pair, elsewhere infinity."""
    still = look(inks())
    nearest = np.full((COUNT, COUNT), np.inf, np.float32)
    for shift in product((-MARGIN, 0, MARGIN), repeat=2):
        moved = look(np.roll(still.ink, shift, (1, 2)))
        for index in range(1, COUNT):
            nearest[index, :index] = np.minimum(nearest[index, :index], unlike(still[index], moved[:index]))
    return nearest


def fold(name: str) -> str:
    """A name as ui/pictures.js compares it: without accents, case and gaps."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(c for c in bare.lower().translate(ALIKE) if c.isalnum())


def edits(one: str, other: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
    return row[-1]


def close_names(lang: str, most: int) -> list[tuple[str, str]]:
    """The pairs of names in one language that are at most `most` letters apart."""
    names = [(picture["names"][lang], fold(picture["names"][lang])) for picture in read_pictures()]
    pairs = [(a, b) for a, b in combinations(names, 2) if abs(len(a[1]) - len(b[1])) <= most]
    return [(a[0], b[0]) for a, b in pairs if edits(a[1], b[1]) <= most]


def closest_table() -> str:
    """The ten closest pairs, closest first, as Markdown."""
    pictures, far = read_pictures(), distances()
    pairs = sorted((float(far[j, i]), i, j) for i, j in combinations(range(COUNT), 2))[:CLOSEST]
    head = "| distance | pictures | index | OpenMoji |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {d:.2f} | {pictures[i]['names']['en']}, {pictures[j]['names']['en']} "
        f"| {i}, {j} | {pictures[i]['code']}, {pictures[j]['code']} |\n"
        for d, i, j in pairs
    )


def names_table() -> str:
    """All pictures with their names, as Markdown."""
    head = "| index | OpenMoji | nl | fr | en | ar |\n|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| {index} | {picture['code']} | {' | '.join(picture['names'][lang] for lang in LANGUAGES)} |\n"
        for index, picture in enumerate(read_pictures())
    )


def tables() -> dict[str, str]:
    """What docs/pictures.md holds between markers, by marker."""
    return {"closest": closest_table(), "names": names_table()}

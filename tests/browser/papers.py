"""Invented papers, made here: pictures of one colour, and a PDF whose pages are red, green and blue."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image

ORANGE = (220, 120, 20)
PAGES = ("1 0 0", "0 1 0", "0 0 1")
BLUE = (0, 0, 255)


@cache
def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """An orange picture."""
    file = BytesIO()
    Image.new("RGB", size, ORANGE).save(file, kind, quality=95)
    return file.getvalue()


@cache
def pdf() -> bytes:
    """Three pages, each with a word in a font that is not inside, and a coloured field across its middle."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(PAGES)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(PAGES)}/MediaBox[0 0 595 842]"
        "/Resources<</Font<</F1 3 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, colour in enumerate(PAGES, 1):
        drawing = f"{colour} rg 50 300 500 250 re f 0 g BT /F1 48 Tf 90 650 Td (Page {number}) Tj ET"
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {len(objects) + 2} 0 R>>")
        objects.append(f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    body, starts = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + head.encode() + tail.encode()

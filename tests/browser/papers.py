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
    return pages(len(PAGES))


SCRIPT = (
    "globalThis.taken = 1; document.title = 'taken'; fetch('/taken'); app.alert('taken');"
    " app.launchURL('/taken'); this.submitForm('/taken'); this.getField('amount').value = 'taken';"
)
BUTTON = (50, 100, 150, 150)
"""Left, bottom, right and top of the field, in points of a page of 595 x 842."""


@cache
def pdf_with_scripts() -> bytes:
    """A red page with a blue field, and a script wherever a PDF may have one."""
    page, field = "1 0 0 rg 50 300 500 250 re f", "0 0 1 rg 0 0 100 50 re f"
    script = "<</S/JavaScript/JS(" + SCRIPT.replace("(", "\\(").replace(")", "\\)") + ")>>"
    rect = " ".join(map(str, BUTTON))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/OpenAction {script}/AA<</WC {script}/WP {script}>>"
        f"/Names<</JavaScript<</Names[(a) {script}]>>>>/AcroForm<</Fields[5 0 R]/CO[5 0 R]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        f"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[5 0 R 7 0 R]/AA<</O {script}/C {script}>>>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        f"<</Type/Annot/Subtype/Widget/FT/Tx/T(amount)/V(100)/F 4/P 3 0 R/Rect[{rect}]/AP<</N 6 0 R>>"
        f"/A {script}/AA<</U {script}/Fo {script}/K {script}/F {script}/V {script}/C {script}>>>>",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 100 50]/Length {len(field)}>>stream\n{field}\nendstream",
        f"<</Type/Annot/Subtype/Link/F 4/P 3 0 R/Rect[{rect}]/A<</S/URI/URI(javascript:taken=1)>>>>",
    ]
    return written([one.encode() for one in objects])


def pages(count: int) -> bytes:
    """As many, each with its number and a field across its middle, red, green and blue in turn."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number in range(1, count + 1):
        colour = PAGES[(number - 1) % len(PAGES)]
        drawing = f"{colour} rg 50 300 500 250 re f 0 g BT /F1 48 Tf 90 650 Td (Page {number}) Tj ET"
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {len(objects) + 2} 0 R>>")
        objects.append(f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream")
    return written([one.encode() for one in objects])


def written(objects: list[bytes]) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    body, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + head.encode() + tail.encode()

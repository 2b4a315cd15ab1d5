"""PDF of special kinds, made here: pictures that are too large for a canvas, and forms for Adobe's reader."""

from __future__ import annotations

import zlib
from functools import cache

from tests.browser.papers import written

SIDE = 20_000


@cache
def too_large() -> bytes:
    """A green field, and above it a grey picture of 400 million points."""
    row = bytes(SIDE)
    packer = zlib.compressobj(1)
    picture = b"".join(packer.compress(row) for _ in range(SIDE)) + packer.flush()
    image = (
        f"<</Type/XObject/Subtype/Image/Width {SIDE}/Height {SIDE}/ColorSpace/DeviceGray/BitsPerComponent 8"
        f"/Filter/FlateDecode/Length {len(picture)}>>stream\n"
    )
    return _page("0 1 0 rg 50 50 500 250 re f q 500 0 0 400 50 350 cm /I Do Q", image, picture)


@cache
def stencil() -> bytes:
    """A stencil of 12,000 x 12,000 points in blue, painted in its left half alone."""
    row = bytes(750) + b"\xff" * 750
    picture = zlib.compress(row * 12_000)
    image = (
        "<</Type/XObject/Subtype/Image/ImageMask true/Width 12000/Height 12000/BitsPerComponent 1"
        f"/Filter/FlateDecode/Length {len(picture)}>>stream\n"
    )
    return _page("0 0 1 rg q 500 0 0 500 50 200 cm /I Do Q", image, picture)


@cache
def form(*, rendering: bool, fields: bool) -> bytes:
    """A page with a red field and an XFA form beside it."""
    needs = "/NeedsRendering true" if rendering else ""
    xfa = "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>"
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{needs}/AcroForm<</Fields[{'6 0 R' if fields else ''}]/XFA 5 0 R>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        "<</Length 29>>stream\n1 0 0 rg 50 300 500 250 re f \nendstream",
        f"<</Length {len(xfa)}>>stream\n{xfa}\nendstream",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(nom)/F 4/P 3 0 R/Rect[50 100 150 150]>>",
    ]
    return written([one.encode() for one in objects])


def _page(drawing: str, image: str, picture: bytes) -> bytes:
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream",
    ]
    return written([*(one.encode() for one in objects), image.encode() + picture + b"\nendstream"])

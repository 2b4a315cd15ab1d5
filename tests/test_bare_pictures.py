"""Pictures whose bytes are kept: the same pixels the same way up, and nothing that tells of their making."""

from __future__ import annotations

import json
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from tests.browser import media
from tests.node import ROOT, node

SIZE = (90, 60)
TRAILER = b"MotionPhoto_Data" + media.PLANTED.encode()
PLANTED = (media.PLANTED.encode(), media.PLANTED.encode("utf-16-le"), b"ns.adobe.com", b"GPS")


def drawn(mode: str = "RGB") -> Image.Image:
    """A picture in which no two corners are alike."""
    image = Image.radial_gradient("L").resize(SIZE)
    return Image.merge("RGB", (image, image.rotate(90), image.point(lambda v: 255 - v))).convert(mode)


def encoded(image: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def exif(turned: int = media.TURNED_RIGHT) -> Image.Exif:
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = turned
    told[ExifTags.Base.ImageDescription] = media.PLANTED
    told.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = media.PLANTED
    return told


def png_told() -> bytes:
    """With text in three forms, a time, EXIF, and bytes behind its end."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", media.PLANTED)
    info.add_itxt("Place", media.PLANTED)
    info.add(b"tIME", bytes(7))
    info.add(b"prVt", media.PLANTED.encode())
    return encoded(drawn("RGBA"), "PNG", pnginfo=info, exif=exif()) + TRAILER


def jfif_thumbnail() -> bytes:
    """The small picture of before, in the first segment of the file."""
    jpeg = encoded(drawn(), "JPEG")
    small = media.PLANTED.encode().ljust(3 * 8 * 8, b"x")
    body = jpeg[4:18][2:-2] + bytes([8, 8]) + small
    return jpeg[:2] + b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body + jpeg[20:]


PICTURES = {
    "photo.jpg": media.photo((300, 200)),
    "motion.jpg": encoded(drawn(), "JPEG", exif=exif(1)) + TRAILER,
    "two.mpo": encoded(drawn(), "MPO", save_all=True, append_images=[drawn()]),
    "progressive.jpg": encoded(drawn(), "JPEG", progressive=True, comment=media.PLANTED, exif=exif(3)),
    "print.jpg": encoded(drawn("CMYK"), "JPEG", comment=media.PLANTED),
    "grey.jpg": encoded(drawn("L"), "JPEG", restart_marker_blocks=1),
    "thumbnail.jpg": jfif_thumbnail(),
    "told.png": png_told(),
    "palette.png": encoded(drawn("P"), "PNG", transparency=3, exif=exif()),
    "told.webp": encoded(drawn("RGBA"), "WEBP", exif=exif(), xmp=media.PLANTED.encode()) + TRAILER,
    "lossless.webp": encoded(drawn(), "WEBP", lossless=True) + TRAILER,
    "black.webp": encoded(Image.new("RGB", (2000, 2000)), "WEBP"),
}


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def padded(content: bytes) -> bytes:
    """As long as it was to be, like a download that took its room at the start."""
    return half(content).ljust(len(content), b"\0")


def boxes(*all_of_them: tuple[bytes, int]) -> bytes:
    """Of HEIC: name and length of each, which may be more than there is."""
    heads = [struct.pack(">I", length) + name + b"x" * 12 for name, length in all_of_them]
    return struct.pack(">I", 20) + b"ftypheic" + bytes(8) + b"".join(heads)


GIF = encoded(drawn("P"), "GIF", save_all=True, append_images=[drawn("P").rotate(90)], comment=b"a")
OTHERS = {
    "moving.gif": GIF,
    "plain.bmp": encoded(drawn(), "BMP"),
    "whole.heic": boxes((b"meta", 20), (b"mdat", 20)),
    "open.heic": boxes((b"meta", 20), (b"mdat", 0)),
    "no-boxes.heic": media.heic(),
    "drawing.tif": encoded(drawn(), "TIFF"),
}
THUMBNAIL = encoded(drawn().resize((20, 20)), "JPEG")
CUT = {
    **{f"half-{name}": half(content) for name, content in PICTURES.items()},
    "half-moving.gif": half(GIF),
    "no-end.gif": GIF[:-1],
    "half-plain.bmp": half(OTHERS["plain.bmp"]),
    "no-end.jpg": encoded(drawn(), "JPEG")[:-2],
    "no-end.png": encoded(drawn(), "PNG")[:-12],
    "half-end.png": encoded(drawn(), "PNG")[:-1],
    "padded.webp": padded(encoded(Image.effect_noise((200, 200), 90), "WEBP")),
    "no-end.webp": encoded(drawn(), "WEBP")[:-1],
    "padded.jpg": half(encoded(drawn(), "JPEG")) + bytes(4000),
    "padded.png": half(encoded(drawn(), "PNG")) + bytes(40_000),
    "thumbnail-has-an-end.jpg": half(encoded(drawn(), "JPEG", exif=b"Exif\0\0" + THUMBNAIL)),
    "head-only.jpg": encoded(drawn(), "JPEG")[:20],
    "half.heic": boxes((b"meta", 20), (b"mdat", 4000)),
    "not-described.heic": boxes((b"mdat", 20)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pictures, and beside each what is kept of it, where its bytes are kept."""
    folder = tmp_path_factory.mktemp("pictures")
    for name, content in {**PICTURES, **OTHERS, **CUT}.items():
        (folder / name).write_bytes(content)
    ran = node(ROOT / "tests/js/bare_pictures.mjs", folder)
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_keeps_its_pixels_and_loses_what_tells_of_its_making(folder: Path, name: str) -> None:
    kept = (folder / f"{name}.kept").read_bytes()
    assert not any(word in kept for word in PLANTED)
    before, after = (Image.open(BytesIO(one)) for one in (PICTURES[name], kept))
    assert after.size == before.size
    assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()
    assert set(after.getexif()) <= {ExifTags.Base.Orientation}


@pytest.mark.parametrize("name", ["photo.jpg", "progressive.jpg", "told.webp"])
def test_it_is_shown_the_same_way_up(folder: Path, name: str) -> None:
    kept = (folder / f"{name}.kept").read_bytes()
    before, after = (Image.open(BytesIO(one)).getexif() for one in (PICTURES[name], kept))
    assert dict(after) == {ExifTags.Base.Orientation: before[ExifTags.Base.Orientation]}


def test_the_check_sums_of_what_is_kept_are_right(folder: Path) -> None:
    kept = (folder / "told.png.kept").read_bytes()
    at, names = 8, []
    while at < len(kept):
        length = int.from_bytes(kept[at : at + 4], "big")
        after = at + 8 + length
        assert zlib.crc32(kept[at + 4 : after]) == int.from_bytes(kept[after : after + 4], "big")
        names.append(kept[at + 4 : at + 8])
        at += 12 + length
    assert set(names) == {b"IHDR", b"IDAT", b"IEND"}


def test_those_that_are_cut_off_are_told_from_the_whole_ones(folder: Path) -> None:
    whole = json.loads((folder / "whole.json").read_text())
    assert {name for name, told in whole.items() if told} == {*PICTURES, *OTHERS}
    assert {name for name, told in whole.items() if not told} == {*CUT}

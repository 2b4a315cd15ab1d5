"""Photos and sound as devices make them, with places and words planted wherever they can stand."""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import ExifTags, Image

PLANTED = "PLANTED-Rue-Haute"
LATITUDE = (50.0, 50.0, 13.75)
RED, GREEN = (200, 20, 20), (20, 160, 40)
TURNED_RIGHT = 6  # the camera was held upright: show it a quarter turn to the right
TELLING = (PLANTED.encode(), PLANTED.encode("utf-16-le"), b"Exif", b"ns.adobe.com", b"GPS")


def photo(size: tuple[int, int] = (3000, 1500)) -> bytes:
    """A JPEG on its side, red on its left: upright its upper half is red. With EXIF, XMP and a comment."""
    image = Image.new("RGB", size, GREEN)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = TURNED_RIGHT
    exif[ExifTags.Base.ImageDescription] = PLANTED
    exif[ExifTags.Base.XPComment] = PLANTED.encode("utf-16-le")
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", LATITUDE
    gps[ExifTags.GPS.GPSMapDatum] = PLANTED
    file = BytesIO()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{PLANTED}</x:xmpmeta>".encode()
    image.save(file, "JPEG", quality=90, exif=exif, xmp=xmp, comment=PLANTED)
    return file.getvalue()


def png() -> bytes:
    """A PNG with text and EXIF."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = PLANTED
    file = BytesIO()
    Image.new("RGB", (40, 30), RED).save(file, "PNG", exif=exif)
    return file.getvalue()


def heic() -> bytes:
    """The head of a picture that Chromium cannot draw, with words in it."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + PLANTED.encode() * 20


def wav(seconds: float = 1.0) -> bytes:
    """A tone with an artist's name and the hour of the recording."""
    rate = 8000
    samples = b"".join(struct.pack("<h", 8000 * (i // 20 % 2 * 2 - 1)) for i in range(int(rate * seconds)))
    form = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    name = PLANTED.encode().ljust(18, b"\0")
    listed = b"INFOIART" + struct.pack("<I", len(name)) + name
    chunks = _chunk(b"LIST", listed) + _chunk(b"fmt ", form) + _chunk(b"data", samples)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def with_place(mp4: bytes) -> bytes:
    """The same recording with a place and a name in its movie box, as phones write them."""
    at = mp4.index(b"moov") - 4
    size: int = struct.unpack(">I", mp4[at : at + 4])[0]
    place = b"+50.8503+004.3517/" + PLANTED.encode()
    told = _box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place)
    planted = _box(b"udta", told)
    return (
        mp4[:at]
        + struct.pack(">I", size + len(planted))
        + mp4[at + 4 : at + size]
        + planted
        + mp4[at + size :]
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body

"""Papers kept on a device: the container, and what stands in it."""

from tools.vector_areas.book import Book, fixed, flipped
from wallet.crypto.bytes import u32
from wallet.crypto.jsonbox import Object, dump
from wallet.crypto.offline import Kept, container_key, seal_container

DOOR, KEY = fixed("offline door", 16), fixed("offline box key")
CONTENTS = (b"Attestation \xe2\x80\x93 2031", b"")
ITEMS: list[Object] = [{"name": "a", "len": len(CONTENTS[0])}, {"name": "\u0628", "len": 0}]
KEPT = {"saved": 1924992000, "items": ITEMS, "contents": CONTENTS}


def write(book: Book) -> None:
    """All of this file."""
    book.good(
        "offline/key", "container_key", "from the key of a box", {"box_key": KEY}, {"key": container_key(KEY)}
    )
    container = seal_container(DOOR, KEY, Kept(1924992000, ITEMS, list(CONTENTS)), fixed("nonce", 24))
    given = {"box_key": KEY, "container": container}
    book.good("offline/container", "open_container", "two papers, one without bytes", given, KEPT)
    for name, change, code in (
        ("other_door", flipped(container, 0), "damaged"),
        ("short", container[:-1], "bad_length"),
    ):
        book.bad(
            f"offline/{name}", "open_container", name.replace("_", " "), {**given, "container": change}, code
        )
    _insides(book)


def _insides(book: Book) -> None:
    def inside(head: bytes, contents: bytes, end: bytes = b"") -> dict[str, object]:
        start = u32(len(head)) + head + contents
        return {"start": start, "zeros": 65536 - len(start) - len(end), "end": end}

    head, body = dump({"v": 1, "saved": 1924992000, "items": ITEMS}), b"".join(CONTENTS)
    book.good("offline/inside", "read_kept", "what was sealed", {"plain": inside(head, body)}, KEPT)
    nothing = dump({"v": 1, "saved": 0, "items": []})
    book.good("offline/nothing", "read_kept", "no paper", {"plain": inside(nothing, b"")},
              {"saved": 0, "items": [], "contents": []})  # fmt: skip
    for name, plain, code in (
        ("padding", inside(head, body, b"\1"), "bad_padding"),
        (
            "length_past_end",
            {"start": u32(65533) + head, "zeros": 65532 - len(head), "end": b""},
            "bad_length",
        ),
        (
            "contents_past_end",
            inside(dump({"v": 1, "saved": 0, "items": [{"len": 65536}]}), b""),
            "bad_length",
        ),
        ("length_negative", inside(dump({"v": 1, "saved": 0, "items": [{"len": -1}]}), b""), "bad_json"),
        ("no_saved", inside(dump({"v": 1, "items": []}), b""), "bad_json"),
        ("no_items", inside(dump({"v": 1, "saved": 0}), b""), "bad_json"),
        ("version_2", inside(dump({"v": 2, "saved": 0, "items": []}), b""), "bad_version"),
    ):
        book.bad(f"offline/{name}", "read_kept", name.replace("_", " "), {"plain": plain}, code)

"""A picture is made larger before parts are covered: covers lie where they were drawn, in every pixel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, expect

from tests.browser.looks import wrong_with
from tests.browser.test_cover import seen_by
from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
SIZE = (2000, 1500)
FIRST = (0.2, 0.2, 0.3, 0.1)
"""Left, top, width and height, as shares of the picture's sides."""
SECOND = (0.8, 0.85, 0.05, 0.02)
TO_THE_TOP = "button => scrollBy(0, button.getBoundingClientRect().top - 80)"
NEAR = 3
"""Pixels of the screen by which a mouse may miss, and its box has a border."""

Place = tuple[float, float, float, float]


@pytest.fixture
def holder(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "ar", has_touch=True)
    holder.makes_a_wallet()
    Image.new("RGB", SIZE, (40, 120, 200)).save(tmp_path / "card.png")
    holder.papers.add(tmp_path / "card.png")
    holder.shares.tick("card")
    holder.taps("main [data-ref=cover]")
    holder.waits_for(".cover-stage canvas")
    holder.page.locator("main [data-ref=larger]").evaluate(TO_THE_TOP)
    yield holder
    holder.gets_up()
    assert holder.complaints == []


def canvas(holder: Holder) -> FloatRect:
    box = holder.page.locator(".cover-stage canvas").bounding_box()
    assert box is not None
    return box


def frame(holder: Holder) -> FloatRect:
    box = holder.page.locator("main [data-ref=frame]").bounding_box()
    assert box is not None
    return box


def covers(holder: Holder) -> Locator:
    return holder.page.locator(".cover-box")


def middle(box: FloatRect) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drags(holder: Holder, start: tuple[float, float], end: tuple[float, float]) -> None:
    holder.page.mouse.move(*start)
    holder.page.mouse.down()
    holder.page.mouse.move(*end, steps=5)
    holder.page.mouse.up()


def covers_it(holder: Holder, place: Place) -> None:
    """With one finger, where it is seen now."""
    box = canvas(holder)
    left, top, width, height = place
    start = box["x"] + left * box["width"], box["y"] + top * box["height"]
    end = start[0] + width * box["width"], start[1] + height * box["height"]
    drags(holder, start, end)


def where(holder: Holder, number: int) -> Place:
    """A cover, in shares of the picture as it is seen now."""
    box, all_of_it = covers(holder).nth(number).bounding_box(), canvas(holder)
    assert box is not None
    left = (box["x"] - all_of_it["x"]) / all_of_it["width"]
    top = (box["y"] - all_of_it["y"]) / all_of_it["height"]
    return left, top, box["width"] / all_of_it["width"], box["height"] / all_of_it["height"]


def makes_larger(holder: Holder, times: int) -> None:
    for _ in range(times):
        holder.taps("main [data-ref=larger]")


def moves_towards(holder: Holder, place: Place) -> None:
    """Until it is in the middle of what is seen, or as near as the picture's edge lets it be."""
    box = canvas(holder)
    left, top, width, height = place
    target = box["x"] + (left + width / 2) * box["width"], box["y"] + (top + height / 2) * box["height"]
    x, y = middle(frame(holder))
    corner = frame(holder)["x"] + frame(holder)["width"] - 5, frame(holder)["y"] + frame(holder)["height"] - 5
    for _ in range(4):
        step = max(x - target[0], corner[0] * -1), max(y - target[1], corner[1] * -1)
        drags(holder, corner, (corner[0] + step[0], corner[1] + step[1]))
        box = canvas(holder)
        target = box["x"] + (left + width / 2) * box["width"], box["y"] + (top + height / 2) * box["height"]


def black_part(picture: Image.Image, near: Place) -> Place:
    """The black pixels around there, in shares of the picture's sides."""
    width, height = picture.size
    left, top, wide, high = near
    around = (left - 0.05, top - 0.05, left + wide + 0.05, top + high + 0.05)
    edges = [round(share * side) for share, side in zip(around, (width, height) * 2, strict=True)]
    part = picture.crop((max(0, edges[0]), max(0, edges[1]), min(width, edges[2]), min(height, edges[3])))
    found = part.convert("L").point(lambda light: 255 if light < 40 else 0).getbbox()
    assert found is not None
    x, y = max(0, edges[0]), max(0, edges[1])
    return (
        (found[0] + x) / width,
        (found[1] + y) / height,
        (found[2] - found[0]) / width,
        (found[3] - found[1]) / height,
    )


def same(found: Place, wanted: Place, of: float) -> bool:
    """`of`: CSS pixels of the picture's width."""
    return all(abs(one - other) * of <= NEAR for one, other in zip(found, wanted, strict=True))


def test_covers_lie_where_they_were_drawn_at_any_size(holder: Holder, served: Live, browser: Browser) -> None:
    small = canvas(holder)["width"]
    covers_it(holder, FIRST)
    makes_larger(holder, 3)
    assert canvas(holder)["width"] == pytest.approx(small * 3, rel=0.02)
    assert same(where(holder, 0), FIRST, small)
    holder.taps("main [data-ref=move]")
    moves_towards(holder, SECOND)
    expect(covers(holder)).to_have_count(1)
    holder.taps("main [data-ref=move]")
    covers_it(holder, SECOND)
    expect(covers(holder)).to_have_count(2)
    assert wrong_with(holder.page) == []
    holder.page.locator("main [data-ref=smaller]").focus()
    for _ in range(3):
        holder.page.keyboard.press("Enter")
    expect(holder.page.locator("main [data-ref=smaller]")).to_be_disabled()
    assert canvas(holder)["width"] == pytest.approx(small, rel=0.02)
    assert same((*where(holder, 1)[:2], *SECOND[2:]), SECOND, small)
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    worker = Worker(browser, served.origin, "nl")
    picture = seen_by(holder, worker)
    worker.gets_up()
    assert picture.size == SIZE
    assert same(black_part(picture, FIRST), FIRST, small)
    assert same(black_part(picture, SECOND), SECOND, small * 3)


def touches(holder: Holder, *moments: list[tuple[float, float]]) -> None:
    """Fingers go down at the first of these places, pass by the others, and leave."""
    session = holder.context.new_cdp_session(holder.page)
    for number, places in enumerate(moments):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        kind = "touchStart" if number == 0 else "touchMove"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_two_fingers_make_it_larger_and_move_it_and_one_draws(holder: Holder) -> None:
    small = canvas(holder)
    x, y = middle(small)
    touches(holder, [(x - 30, y), (x + 30, y)], [(x - 60, y), (x + 60, y)], [(x - 75, y), (x + 75, y)])
    expect(covers(holder)).to_have_count(0)
    large = canvas(holder)
    assert large["width"] == pytest.approx(small["width"] * 2.5, rel=0.05)
    assert middle(large)[0] == pytest.approx(x, abs=8)
    touches(holder, [(x - 30, y), (x + 30, y)], [(x - 80, y), (x - 20, y)])
    expect(covers(holder)).to_have_count(0)
    assert canvas(holder)["width"] == pytest.approx(large["width"], rel=0.02)
    assert canvas(holder)["x"] == pytest.approx(large["x"] - 50, abs=4)
    touches(holder, [(x - 40, y - 20)], [(x, y)], [(x + 40, y + 20)])
    expect(covers(holder)).to_have_count(1)
    moved = canvas(holder)
    expected = ((x - 40 - moved["x"]) / moved["width"], (y - 20 - moved["y"]) / moved["height"])
    assert same((*where(holder, 0)[:2], 0, 0), (*expected, 0, 0), moved["width"])


def test_what_is_added_lies_in_the_middle_of_what_is_seen(holder: Holder) -> None:
    makes_larger(holder, 3)
    holder.taps("main [data-ref=move]")
    moves_towards(holder, SECOND)
    holder.taps("main [data-ref=add]")
    box = covers(holder).bounding_box()
    assert box is not None
    assert middle(box) == pytest.approx(middle(frame(holder)), abs=8)
    assert box["width"] < frame(holder)["width"]

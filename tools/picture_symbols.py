"""One drawing as a <symbol>: only shapes and their paint pass, so no script, style, link or id can."""

from __future__ import annotations

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
GEOMETRY = frozenset({
    "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points",
})  # fmt: skip
PAINT = frozenset({
    "fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "opacity", "transform",
})  # fmt: skip


class Refused(ValueError):
    """The drawing holds something that is no shape."""


def symbol(name: str, svg: str) -> str:
    """`<symbol id=name>` with the shapes of `svg`. Raises Refused for what is neither group nor shape."""
    root = ElementTree.fromstring(svg)
    shapes = "".join(_shape(child) for child in root)
    return f'<symbol id="{name}" viewBox="{root.attrib["viewBox"]}">{shapes}</symbol>'


def _shape(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(SVG)
    if tag == "g":
        inner = "".join(_shape(child) for child in element)
        paint = _attributes(element, PAINT)
        return f"<g{paint}>{inner}</g>" if paint and inner else inner
    if tag not in SHAPES:
        raise Refused(tag)
    return f"<{tag}{_attributes(element, GEOMETRY | PAINT)}/>"


def _attributes(element: ElementTree.Element, known: frozenset[str]) -> str:
    kept = {key: _plain(value) for key, value in sorted(element.attrib.items()) if key in known}
    return "".join(f' {key}="{value}"' for key, value in kept.items())


def _plain(value: str) -> str:
    """The value as it is. Raises Refused for a reference or anything that could end the attribute."""
    if any(sign in value for sign in ("<", "&", '"', "url")):
        raise Refused(value)
    return " ".join(value.split())

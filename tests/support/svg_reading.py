"""Elements of a picture, and the largest boxes that its texts may take."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from azkz_graph.charts.label_placement import Box
from azkz_graph.charts.lettering import width

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"chart-small": 11.0, "chart-heading": 15.0, "chart-group": 12.0, "chart-unit": 13.0}
NARROWEST = {"chart-of-bars": 280.0, "chart-of-lines": 480.0, "chart-of-time": 720.0}


@dataclass(frozen=True)
class Text:
    """A text of a picture with its box."""

    words: str
    box: Box


def parsed(picture: Markup) -> ElementTree.Element:
    """The elements of a picture; raises ParseError where they are not well-formed."""
    return ElementTree.fromstring(f"<div>{picture}</div>")


def pictures(root: ElementTree.Element) -> list[tuple[ElementTree.Element, float]]:
    """The drawings with a title of their own, and the least width that each is shown in."""
    kind = next(iter(root)).get("class", "")
    return [
        (svg, float((svg.get("viewBox") or "").split()[2]) if svg.get("viewBox") else fluid(svg, kind))
        for svg in root.iter(f"{SVG}svg")
        if svg.get("class") == "chart-picture"
    ]


def fluid(svg: ElementTree.Element, kind: str) -> float:
    """The least width of a drawing without a view."""
    stated = svg.get("width", "")
    return NARROWEST[kind] if stated == "100%" else float(stated)


def texts(svg: ElementTree.Element, whole: float) -> Iterator[Text]:
    """The texts of a drawing."""
    for element in svg.iter(f"{SVG}text"):
        long = sum(width(words, size) for words, size in runs(element)) + 1
        x = pixels(element.get("x", "0"), whole) + float(element.get("dx", "0"))
        anchor = element.get("text-anchor", "start")
        if element.get("direction") == "rtl":
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        left = {"start": x, "middle": x - long / 2, "end": x - long}[anchor]
        base, size = float(element.get("y", "0")), runs(element)[0][1]
        words = "".join(words for words, _ in runs(element))
        yield Text(words, Box(left, base - size * 0.75, left + long, base + size * 0.22))


def runs(element: ElementTree.Element) -> list[tuple[str, float]]:
    """The parts of a text with the sizes of their letters."""
    found = [(element.text or "", size_of(element, 13.0))]
    for part in element:
        found.append((part.text or "", size_of(part, found[0][1])))
    return found


def size_of(element: ElementTree.Element, else_: float) -> float:
    """The size that the classes of an element mean."""
    sizes = [SIZES[name] for name in (element.get("class") or "").split() if name in SIZES]
    return sizes[0] if sizes else else_


def pixels(length: str, whole: float) -> float:
    """A length in pixels."""
    return float(length[:-1]) / 100 * whole if length.endswith("%") else float(length)

"""Outlines: lines below lines, in columns, printed as plain lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from azkz_graph.text.safe_text import printable

WIDEST_KEY = 34


@dataclass(frozen=True)
class Outline:
    """A line and the lines below it.

    `key` stands in a column before the line, `origin` behind it: what the line rests on.
    """

    text: str
    key: str = ""
    origin: str = ""
    items: tuple["Outline", ...] = ()

    def __str__(self) -> str:
        return "\n".join(
            f"{row.margin}{row.text}{row.origin and '  '}{row.origin}".rstrip() for row in rows(self)
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """Return it as HTML, which notebooks show; each line has the direction of its script."""
        return f'<div dir="auto">{html(self)}</div>'


def html(outline: Outline) -> str:
    """Return the line, and a list of the lines below it, as HTML; the first word gives a line its direction.

    >>> html(Outline("a & b", key="k", items=(Outline("c", origin="o1"),)))
    'k: <bdi>a &amp; b</bdi><ul><li dir="auto">c <small><bdi>o1</bdi></small></li></ul>'
    """
    key, text, origin = (escape(printable(words)) for words in (outline.key, outline.text, outline.origin))
    heading = f"<strong>{text}</strong>" if outline.items else text
    line = f"{key}: <bdi>{text}</bdi>" if key else heading
    line += f" <small><bdi>{origin}</bdi></small>" if origin else ""
    items = "".join(f'<li dir="auto">{html(item)}</li>' for item in outline.items)
    return line + (f"<ul>{items}</ul>" if items else "")


@dataclass(frozen=True)
class Row:
    """One printed line: its margin (indent and key), and the rest."""

    margin: str
    text: str = ""
    origin: str = ""
    heading: bool = False


def rows(outline: Outline) -> Iterator[Row]:
    """Yield the outline's lines from top to bottom, with an empty one before each section."""
    yield Row("", printable(outline.text), printable(outline.origin), heading=True)
    yield from rows_below(outline, 2)


def rows_below(outline: Outline, indent: int) -> Iterator[Row]:
    """Yield the lines below a line, their keys in one column."""
    keys = max((len(item.key) for item in outline.items), default=0)
    for item in outline.items:
        heading = bool(item.items and not item.key)
        if heading and indent == 2:
            yield Row("")
        key = printable(item.key).ljust(min(keys, WIDEST_KEY)) + "  " if keys and not heading else ""
        yield Row(" " * indent + key, printable(item.text), printable(item.origin), heading)
        yield from rows_below(item, indent + 2)


def section(heading: str, items: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """Build a heading with its items; nothing if there are none."""
    return (Outline(heading, items=items),) if items else ()

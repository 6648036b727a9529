"""Tables and outlines laid out for a terminal's width, in colour where possible."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from azkz_graph.text.safe_text import printable
from azkz_graph.text.text_outline import Outline, rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

MARK = "\u200e"
"""Left-to-right mark: keeps a terminal that reorders Hebrew from swapping a cell with the cell after it."""

WIDEST = 10_000


def table_text(header: Sequence[str], body: Sequence[Sequence[str]], width: int | None, colour: bool) -> str:
    """Lay out a table whose columns are aligned by the width of their characters on the screen.

    It is at most `width` cells wide, its longer cells folded; as wide as it must be if `width` is None.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for position, name in enumerate(header):
        numbers = all(is_number(row[position]) for row in body) and bool(body)
        table.add_column(cell(name, colour), justify="right" if numbers else "left", overflow="fold")
    for row in body:
        table.add_row(*(cell(content, colour) for content in row))
    return render(table, width, colour)


def is_number(content: str) -> bool:
    """Return whether the cell is a number, or empty.

    >>> is_number("-136.6"), is_number("2005-01")
    (True, False)
    """
    return re.fullmatch(r"([+-]?[\d,]+(\.\d+)?([eE][+-]?\d+)?)?", content) is not None


def cell(content: str, on_screen: bool) -> "Text":
    """Return a cell's content; on a screen, right-to-left text ends with a direction mark."""
    from rich.text import Text

    shown = printable(content)
    return Text(shown + MARK if on_screen and re.search("[\u0590-\u08ff\ufb1d-\ufefc]", shown) else shown)


def outline_text(outline: Outline, width: int | None, colour: bool) -> str:
    """Lay out an outline whose wrapped lines keep their indent."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    lines: list[Table] = []
    for row in rows(outline):
        line = Table.grid()
        line.add_column(no_wrap=True)
        line.add_column(overflow="fold")
        text = Text(row.text, style="bold" if row.heading else "")
        line.add_row(
            Text(row.margin, style="cyan"), text.append(f"  {row.origin}" if row.origin else "", style="dim")
        )
        lines.append(line)
    return render(Group(*lines), width, colour)


def render(thing: object, width: int | None, colour: bool) -> str:
    """Let rich lay something out, without blanks at the ends of lines."""
    console = console_for(io.StringIO(), width, colour)
    console.print(thing)
    written = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in written.rstrip("\n").split("\n")) + "\n"


def console_for(file: io.StringIO, width: int | None, colour: bool) -> "Console":
    """Create a console that writes into `file` and respects NO_COLOR and TERM."""
    from rich.console import Console

    return Console(
        file=file,
        width=width or WIDEST,
        force_terminal=colour,
        highlight=False,
        legacy_windows=False,
        markup=False,
    )

"""Tables and outlines laid out for a terminal's width, in colour where possible."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from azkz_graph.text.safe_text import printable
from azkz_graph.text.text_outline import Outline, rows

if TYPE_CHECKING:
    from rich.console import Console, Group, RenderableType
    from rich.text import Text

MARK = "\u200e"
"""Left-to-right mark: keeps a terminal that reorders Hebrew from swapping a cell with the cell after it."""

WIDEST = 10_000

NARROWEST = 20
"""The fewest cells of a terminal that anything is laid out for."""

LEAST = 16
"""The cells that a column needs at least, if its content is not narrower."""

GAP = 3
"""The cells between two columns."""


def table_text(header: Sequence[str], body: Sequence[Sequence[str]], width: int | None, colour: bool) -> str:
    """Lay out a table whose columns are aligned by the width of their characters on the screen.

    It is at most `width` cells wide, its longer cells folded; as wide as it must be if `width` is None. If the columns
    would get too narrow to be read, each row is a record, with a line for each value.
    """
    columns = [[cell(content, colour) for content in column] for column in (header, *body)]
    if width is not None and not fits(columns, width):
        return render(records(columns), max(width, NARROWEST), colour)
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for position, name in enumerate(columns[0]):
        numbers = all(is_number(row[position]) for row in body) and bool(body)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in columns[1:]:
        table.add_row(*row)
    return render(table, width, colour)


def fits(rows: "Sequence[Sequence[Text]]", width: int) -> bool:
    """Return whether each column of a table gets the cells that it needs."""
    needed = [min(LEAST, max(content.cell_len for content in column)) for column in zip(*rows, strict=True)]
    return bool(sum(needed) + GAP * (len(needed) - 1) <= width)


def records(rows: "Sequence[Sequence[Text]]") -> "Group":
    """Lay out rows, the first of which is the header, one below the other, each value behind its name."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    header, *body = rows
    longest = max(name.cell_len for name in header)
    parts: list[Table | Text] = []
    for number, row in enumerate(body, 1):
        parts.append(Text(f"{number}.", style="cyan"))
        fields = Table.grid(padding=(0, 2, 0, 0), expand=True)
        fields.add_column(style="bold", overflow="fold", width=min(longest, NARROWEST // 2))
        fields.add_column(overflow="fold", ratio=1)
        for name, content in zip(header, row, strict=True):
            fields.add_row(name, content)
        parts.append(fields)
    return Group(*(parts or header))


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
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if width is not None:
        width = max(width, NARROWEST)
    lines: list[RenderableType] = []
    for row in rows(outline):
        text = Text(row.text, style="bold" if row.heading else "")
        text.append(f"  {row.origin}" if row.origin else "", style="dim")
        margin = Text(row.margin, style="cyan")
        if width is not None and margin.cell_len + min(LEAST, text.cell_len) > width:
            # There is no room behind the key.
            indent = len(row.margin) - len(row.margin.lstrip())
            lines += [Padding(Text(row.margin.strip(), style="cyan"), (0, 0, 0, indent))]
            lines += [Padding(text, (0, 0, 0, indent + 2))]
            continue
        line = Table.grid()
        line.add_column(no_wrap=True)
        line.add_column(overflow="fold")
        line.add_row(margin, text)
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

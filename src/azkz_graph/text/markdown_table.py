"""Tables of GitHub Flavored Markdown. Source: https://github.github.com/gfm/."""

from collections.abc import Iterable, Sequence

from azkz_graph.text.safe_text import printable


def markdown(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Write the rows as a table of GitHub Flavored Markdown.

    >>> print(markdown(["name"], [["a|b"]]), end="")
    | name |
    | --- |
    | a\\|b |
    """
    lines = [header, ["---"] * len(header), *body]
    return "".join(f"| {' | '.join(map(markdown_cell, line))} |\n" for line in lines)


def markdown_cell(content: str) -> str:
    """Escape the text so that Markdown shows it unchanged.

    >>> print(markdown_cell("<b> *x*"))
    &lt;b> \\*x\\*
    """
    text = printable(content).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + character if character in "|*_`[" else character for character in text)

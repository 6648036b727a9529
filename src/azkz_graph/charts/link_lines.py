"""Lines between linked things, with what they mean."""

from collections.abc import Sequence

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.svg import element


def link(
    ends: Sequence[Term], path: str, said: Sequence[str], canvas: Canvas, class_: str = "chart-link"
) -> Markup:
    """Draw a line along a path, wider the more is said, with what is said as its title."""
    name = canvas.name(ends)
    title = f"{name}: {'; '.join(said)}" if any(said) else name
    width = min(3.5, 0.75 + 0.5 * len(said))
    return element("path", element("title", title), d=path, class_=class_, stroke_width=width)

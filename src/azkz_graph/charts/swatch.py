"""Fill and outline of figures' marks, and the legend that explains them.

Stated marks are filled, derived ones hatched; what is about or estimated has a broken outline. So the
difference shows in print too, and without colours.
"""

from collections.abc import Iterable

from markupsafe import Markup

from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.figures import Figure, has_both
from azkz_graph.charts.svg import element


def class_of(figure: Figure, class_: str) -> str:
    """Return the classes of a figure's mark."""
    more = {"derived": figure.derived, "about": figure.about, "estimated": figure.estimated}
    return " ".join([class_, *(f"chart-{name}" for name, holds in more.items() if holds)])


def fill(figure: Figure, id: str) -> str | None:
    """Return the fill of a derived figure's mark; the style sheet fills the others."""
    return f"url(#{id}-hatch)" if figure.derived else None


def hatch(id: str) -> Markup:
    """Draw the pattern that fills derived figures."""
    stroke = element("line", x1=0, x2=0, y1=0, y2=5, class_="chart-hatch")
    pattern = element(
        "pattern",
        stroke,
        id=f"{id}-hatch",
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def legend(figures: Iterable[Figure], canvas: Canvas) -> Markup:
    """List what the marks of these figures mean; nothing if all are stated and exact."""
    figures = list(figures)
    entries = {
        "stated": has_both(figures),
        "derived": any(figure.derived for figure in figures),
        "about": any(figure.about for figure in figures),
        "estimated": any(figure.estimated for figure in figures),
    }
    items = [entry(name, canvas) for name, holds in entries.items() if holds]
    return element("ul", *items, class_="chart-legend") if items else Markup("")


def entry(name: str, canvas: Canvas) -> Markup:
    """Draw one line of the legend with its sample."""
    id = f"{canvas.id}-legend-{name}"
    sample = element(
        "rect",
        class_=f"chart-bar chart-{name}",
        x=1,
        y=1,
        width=22,
        height=10,
        fill=f"url(#{id}-hatch)" if name == "derived" else None,
    )
    picture = element(
        "svg", hatch(id) if name == "derived" else "", sample, width=24, height=12, aria_hidden="true"
    )
    return element("li", picture, " ", canvas.words.t(f"chart-{name}"))

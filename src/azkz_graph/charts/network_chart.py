"""Network charts: who is linked to whom, with no line over a name."""

from typing import Final

from markupsafe import Markup

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.charts.bipartite_picture import sides
from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.hub_picture import around_hubs
from azkz_graph.charts.markers import kind_legend
from azkz_graph.charts.network_graph import graph
from azkz_graph.charts.svg import element
from azkz_graph.sparql.chart_plan import ChartPlan

MOST: Final = 90
"""More things than these make no picture; the table has the rest."""


def network(plan: ChartPlan, rows: Rows, canvas: Canvas) -> Markup | None:
    """Draw the things that the rows link; None if there are fewer than three."""
    found = graph(plan, rows, canvas.words, MOST)
    if len(found.nodes) < 3 or not found.links:
        return None
    picture = sides(found, canvas) if plan.form == "sides" else around_hubs(found, canvas)
    return element(
        "div",
        picture,
        kind_legend(found.marks, canvas),
        canvas.rest(found.left_out),
        class_="chart-of-links",
    )

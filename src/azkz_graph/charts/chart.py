"""The picture of a saved query's answer, as HTML with SVG."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from markupsafe import Markup

from azkz_graph.charts.answer_rows import Rows
from azkz_graph.charts.bar_chart import bars
from azkz_graph.charts.canvas import Canvas
from azkz_graph.charts.chart_words import Words
from azkz_graph.charts.line_chart import line
from azkz_graph.charts.map_chart import map
from azkz_graph.charts.network_chart import network
from azkz_graph.charts.timeline import timeline
from azkz_graph.sparql.chart_plan import ChartPlan, chart_plan

KINDS: Final[Mapping[str, Callable[[ChartPlan, Rows, Canvas], Markup | None]]] = {
    "bar": bars,
    "line": line,
    "map": map,
    "network": network,
    "timeline": timeline,
}
"""What draws each kind of picture."""


def chart(
    header: Mapping[str, Any], answer: Rows, words: Words, *, title: str, id: str = "chart"
) -> Markup | None:
    """Draw the picture that a header's `chart` describes; None if the answer has too little for one.

    `title` is what the picture shows, in the page's language; `id` begins every id in it, so that no other element
    of the page may have one that does.
    """
    wanted = chart_plan(header)
    return KINDS[wanted.kind](wanted, answer, Canvas(id, title, words))

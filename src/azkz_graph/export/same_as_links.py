"""Identity with things of other datasets, as OWL says it, in a file apart from the dataset.

The dataset says schema:sameAs, which merges nothing: with owl:sameAs, a store that reasons finds every answer once for
each name of a thing. Who wants that loads this file too.
"""

from azkz_graph.export.readable_turtle import turtle_of
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.graph.node_description import terms

(SAME,) = terms("schema", "sameAs")
(IDENTICAL,) = terms("owl", "sameAs")


def same_as_links(arrangement: Arrangement) -> bytes:
    """Write an owl:sameAs for each schema:sameAs of the dataset, in reading order, as Turtle."""
    links = {subject: said[SAME] for subject, said in arrangement.union.items() if SAME in said}
    return turtle_of(arrangement, {subject: {IDENTICAL: others} for subject, others in links.items()})

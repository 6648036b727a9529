"""Kinds of what an article consists of, of what is noted about it, and of places in texts and on maps."""

from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.graph.node_description import terms
from azkz_graph.vocabulary import ONTOLOGY

PASSAGES: Final = frozenset(NamedNode(ONTOLOGY + name) for name in ("Passage", "Footnote"))
POSITIONS: Final = frozenset((*terms("oa", "TextPositionSelector"), *terms("sf", "Point")))
TEXT_KINDS: Final = frozenset(
    (
        *PASSAGES,
        *terms("azkz", "Section", "EditorialNote"),
        *POSITIONS,
        *terms("oa", "SpecificResource"),
        *terms("schema", "Article"),
    )
)
"""The kinds of what the article consists of, of what is noted about it, and of the points that places are given."""

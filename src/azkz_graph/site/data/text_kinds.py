"""Kinds of what an article consists of, and of what is noted about it."""

from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.graph.node_description import terms
from azkz_graph.vocabulary import ONTOLOGY

PASSAGES: Final = frozenset(NamedNode(ONTOLOGY + name) for name in ("Passage", "Footnote"))
TEXT_KINDS: Final = frozenset(
    (
        *PASSAGES,
        *terms("azkz", "Section", "EditorialNote"),
        *terms("oa", "TextPositionSelector"),
        *terms("schema", "Article"),
    )
)
"""The kinds of what the article consists of, and of what is noted about it."""

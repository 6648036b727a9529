"""What the article states as direct triples, with names: a graph to ask without knowing how facts are described.

The idea is that of Wikidata's truthy dump. Source: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format.
"""

from typing import Final

from pyoxigraph import NamedNode, Quad

from azkz_graph.dataset.dataset import is_passage
from azkz_graph.export.readable_turtle import turtle_of
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.graph.node_description import describe_nodes, in_order
from azkz_graph.vocabulary import CLAIM, GRAPH, LABEL, TYPE

CONTENT: Final = (
    "In it: what passages of the article state, each as one triple, and the names, kinds, identifiers, descriptions",
    "and coordinates of what they name; names of the properties and classes.",
    "Not in it: views that somebody holds, derived facts, which passages and footnotes state a fact, and notes with",
    "doubts and contradictions. These are in azkz.ttl.",
)
"""What the comment at the top says."""

BACKGROUND: Final = frozenset(NamedNode(GRAPH + name) for name in ("dataset", "entities"))
"""The graphs that are background as a whole."""

NAMED_IN: Final = (
    (NamedNode(GRAPH + "article"), TYPE),
    (NamedNode(GRAPH + "article"), LABEL),
    (NamedNode(GRAPH + "ontology"), LABEL),
)
"""What other graphs say of the parts of the article and the terms that occur."""


def direct_facts(arrangement: Arrangement) -> bytes:
    """Write the stated triples and the background as Turtle, in reading order."""
    subjects = describe_nodes(quad.triple for quad in direct_quads(arrangement))
    union = {subject: in_order(subjects[subject]) for subject in sorted(subjects, key=arrangement.key)}
    return turtle_of(arrangement, union, CONTENT)


def direct_quads(arrangement: Arrangement) -> list[Quad]:
    """Return what passages state and the background says, but claims, with the names of all that they name."""
    quads = list(arrangement.dataset.places)
    claims = {node for node, said in arrangement.union.items() if CLAIM in said.get(TYPE, ())}
    found = [
        quad
        for quad in quads
        if (is_passage(quad.graph_name) or quad.graph_name in BACKGROUND)
        and claims.isdisjoint((quad.subject, quad.object))
    ]
    for graph, predicate in NAMED_IN:
        named = {term for quad in found for term in (quad.subject, quad.predicate, quad.object)}
        found += [
            quad
            for quad in quads
            if quad.graph_name == graph and quad.predicate == predicate and quad.subject in named - claims
        ]
    return found

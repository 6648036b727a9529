"""The facts of a store as objects of other libraries: rdflib, networkx."""

from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Store

from azkz_graph.check.rdflib_graph import rdflib_graph
from azkz_graph.graph.facts import is_fact, read_fact, triples
from azkz_graph.graph.labels import kinds, label, predicate_words
from azkz_graph.problem import lack
from azkz_graph.vocabulary import CLAIM, FACT_CLASS, PREFIXES, TYPE, shorten

if TYPE_CHECKING:
    import rdflib


def as_rdflib(store: Store) -> "rdflib.Graph":
    """Return all triples as one graph of rdflib, with the project's prefixes and every literal as it is written."""
    import rdflib

    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        quads = store.quads_for_pattern(None, None, None, DefaultGraph())
        graph = rdflib_graph(quad.triple for quad in quads)
    finally:
        rdflib.NORMALIZE_LITERALS = before
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    return graph


def as_networkx(store: Store, language: str) -> Any:  # noqa: ANN401
    """Return the facts that link two things as a `networkx.MultiDiGraph`, without views.

    A node is a thing, by its prefixed name, with `iri`, `label` and `kinds`. An edge is a fact, by the prefixed name of
    its property, with `label`, `fact` (the fact's IRI) and `origins` (IRIs of its passages and rules).

    Raises:
        UsageError: networkx is not installed.
    """
    try:
        import networkx
    except ModuleNotFoundError:
        raise lack("to_networkx", "networkx", "notebook") from None
    graph = networkx.MultiDiGraph()
    for quad in sorted(triples(store, None, TYPE, FACT_CLASS), key=str):
        if not isinstance(quad.subject, NamedNode) or not is_fact(store, quad.subject):
            continue
        fact = read_fact(store, quad.subject)
        start, relation, end = fact.triple.subject, fact.triple.predicate, fact.triple.object
        if relation == TYPE or not isinstance(start, NamedNode) or not isinstance(end, NamedNode):
            continue
        if any(any(triples(store, node, TYPE, CLAIM)) for node in (start, end)):
            continue
        for node in (start, end):
            called = {"label": label(store, node, language), "kinds": kinds(store, node, language)}
            graph.add_node(shorten(node.value), iri=node.value, **called)
        graph.add_edge(
            shorten(start.value),
            shorten(end.value),
            key=shorten(relation.value),
            label=predicate_words(store, relation, language),
            fact=fact.iri.value,
            origins=[node.value for node in (*fact.passages, *fact.rules)],
        )
    return graph

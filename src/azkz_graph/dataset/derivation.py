"""Derivation: a node for every fact, what the rules conclude, and what tools for texts and maps look for."""

import hashlib
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from azkz_graph.dataset.dataset import Dataset, is_passage
from azkz_graph.dataset.passage_targets import passage_targets
from azkz_graph.dataset.place_points import place_points
from azkz_graph.dataset.rules import Rule, read_rules
from azkz_graph.vocabulary import (
    DERIVED_BY,
    DERIVED_FROM,
    DESCRIPTION,
    FACT,
    FACT_CLASS,
    GRAPH,
    LABEL,
    OBJECT,
    PREDICATE,
    RULE_CLASS,
    STATED_IN,
    STATEMENT,
    SUBJECT,
    TYPE,
)

FACTS = NamedNode(GRAPH + "facts")
RULES = NamedNode(GRAPH + "rules")


def derive(dataset: Dataset, rules: Iterable[Rule] | None = None) -> Dataset:
    """Describe every stated triple as a fact, then apply every rule of the ontology, or `rules`, to the facts.

    Passages and places get what annotation clients and spatial stores look for: their article, and a point.

    A rule is a CONSTRUCT query whose template describes each conclusion as a statement: rdf:subject,
    rdf:predicate, rdf:object, and prov:wasDerivedFrom the facts that it used. Rules do not build on each other.
    """
    if rules is None:
        rules = read_rules(dataset.project.ontology / "rules")
    quads = dataset.places
    stated = dataset.with_derived([*fact_nodes(quads), *passage_targets(quads), *place_points(quads)])
    store = Store()
    store.bulk_extend(stated.quads())
    return stated.with_derived(quad for rule in rules for quad in conclusions(rule, store))


def fact_iri(triple: Triple) -> NamedNode:
    """Return the IRI of the fact that a triple states.

    It is the base32 of the first 80 bits of the SHA-256 of the triple's line in canonical N-Triples, with the
    line feed, so that `sha256sum` of that line of the published file gives the same.
    Source: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples, RFC 4648 section 6.

    >>> a = NamedNode("https://example.org/a")
    >>> fact_iri(Triple(a, a, a)).value
    'https://w3id.org/azkz/fact/jaje2bcshq5esasg'
    """
    digest = hashlib.sha256(f"{triple.subject} {triple.predicate} {triple.object} .\n".encode()).digest()
    return NamedNode(FACT + b32encode(digest[:10]).decode().lower())


def fact_nodes(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the description of every triple that a passage states, with all passages that state it."""
    passages: dict[Triple, list[NamedNode]] = defaultdict(list)
    for quad in quads:
        if is_passage(quad.graph_name) and isinstance(quad.graph_name, NamedNode):
            passages[quad.triple].append(quad.graph_name)
    for triple, origins in passages.items():
        yield from describe_fact(triple, ((STATED_IN, passage) for passage in origins), FACTS)


def describe_fact(
    triple: Triple, origin: Iterable[tuple[NamedNode, NamedNode]], graph: NamedNode
) -> Iterator[Quad]:
    """Yield the description of the triple as a fact with its origin, in `graph`."""
    fact = fact_iri(triple)
    yield Quad(fact, TYPE, FACT_CLASS, graph)
    yield Quad(fact, TYPE, STATEMENT, graph)
    yield Quad(fact, SUBJECT, triple.subject, graph)
    yield Quad(fact, PREDICATE, triple.predicate, graph)
    yield Quad(fact, OBJECT, triple.object, graph)
    for predicate, value in origin:
        yield Quad(fact, predicate, value, graph)


def conclusions(rule: Rule, store: Store) -> Iterator[Quad]:
    """Yield what a rule concludes: the rule, and each concluded triple with its fact node in the rule's graph."""
    yield Quad(rule.iri, TYPE, RULE_CLASS, RULES)
    for language, title in rule.titles.items():
        yield Quad(rule.iri, LABEL, Literal(title, language=language), RULES)
    for language, description in rule.descriptions.items():
        yield Quad(rule.iri, DESCRIPTION, Literal(description, language=language), RULES)
    premises: dict[tuple[object, ...], set[NamedNode]] = defaultdict(set)
    for statement in statements(store.query(rule.text, use_default_graph_as_union=True)):  # type: ignore[arg-type]
        if not states_something(statement):
            continue
        parts = tuple(next(iter(statement[part])) for part in (SUBJECT, PREDICATE, OBJECT))
        premises[parts] |= statement[DERIVED_FROM]  # type: ignore[arg-type]
    concluded = {Triple(*parts): used for parts, used in premises.items()}  # type: ignore[arg-type]
    for triple in sorted(concluded, key=str):
        yield Quad(triple.subject, triple.predicate, triple.object, rule.graph)
        used = sorted(concluded[triple], key=str)
        yield from describe_fact(
            triple, [(DERIVED_BY, rule.iri), *((DERIVED_FROM, fact) for fact in used)], rule.graph
        )


def statements(triples: Iterable[Triple]) -> Iterable[Mapping[NamedNode, set[object]]]:
    """Return the statement nodes that a rule constructed, each as its values by predicate."""
    nodes: dict[object, dict[NamedNode, set[object]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        nodes[triple.subject][triple.predicate].add(triple.object)
    return nodes.values()


def states_something(node: Mapping[NamedNode, set[object]]) -> bool:
    """Return whether the parts of a statement node make a triple.

    They make none where the object stayed unbound in the rule, or no triple can have the subject or predicate.
    """
    subjects, predicates = node.get(SUBJECT, set()), node.get(PREDICATE, set())
    return (
        bool(node.get(OBJECT) and subjects and predicates)
        and not any(isinstance(subject, Literal) for subject in subjects)
        and all(isinstance(predicate, NamedNode) for predicate in predicates)
    )

"""Words by which a reader knows a term, in a chosen language if possible."""

import re

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.graph.facts import Fact, Term, Triples, best_literal, leaves, nodes, triples, values
from azkz_graph.vocabulary import LABEL, ONTOLOGY, PREFIXES, SHOWN_AS, TYPE, XSD, shorten

NAMES = (
    LABEL,
    SHOWN_AS,
    NamedNode(PREFIXES["skos"] + "prefLabel"),
    NamedNode(PREFIXES["dct"] + "title"),
    NamedNode(ONTOLOGY + "nameAsWritten"),
)
"""What a thing is called by: the first of these that it has."""

VALUE = NamedNode(PREFIXES["schema"] + "value")
UNIT = NamedNode(ONTOLOGY + "unit")
HEDGE = NamedNode(ONTOLOGY + "hedge")
WHOLE_NUMBERS = frozenset(NamedNode(XSD + name) for name in ("integer", "nonNegativeInteger"))
INTEGER = re.compile(r"[+-]?[0-9]{1,300}", re.ASCII)


def label(store: Triples, node: NamedNode | BlankNode, language: str = "en") -> str:
    """Return what the node is called, or its prefixed name if it has no label."""
    found = name(store, node, language)
    if found is not None:
        return found.value
    return shorten(node.value) if isinstance(node, NamedNode) else str(node)


def name(store: Triples, node: NamedNode | BlankNode, language: str = "en") -> Literal | None:
    """Return the name of the node that comes closest to the language, with its language."""
    for predicate in NAMES:
        found = best_literal(store, node, predicate, language)
        if found is not None:
            return found
    return None


def predicate_words(store: Triples, predicate: NamedNode, language: str = "en") -> str:
    """Return what the predicate is called, or the words of its name."""
    if predicate == TYPE:
        return "is a"
    found = term_name(store, predicate, language)
    return found.value if found else words_of_name(predicate)


def term_name(store: Triples, term: NamedNode, language: str = "en") -> Literal | None:
    """Return the label of a term, or the name under which one of another vocabulary is shown."""
    return best_literal(store, term, LABEL, language) or best_literal(store, term, SHOWN_AS, language)


def words_of_name(predicate: NamedNode) -> str:
    """Return the words of which the last part of an IRI is made."""
    return split_camel_case(re.split(r"[/#]", predicate.value)[-1])


def split_camel_case(name: str) -> str:
    """Return the words of a name in camel case.

    >>> split_camel_case("isPartOf")
    'is part of'
    """
    return re.sub(r"(?<=[a-z])[A-Z]", lambda match: " " + match[0].lower(), name)


def words(store: Triples, term: Term, language: str = "en") -> str:
    """Return the term as a reader wants it: a text as it is, a number grouped, a thing's name, a figure's value."""
    if isinstance(term, Literal):
        return literal_words(term)
    if isinstance(term, Triple):
        return " · ".join(words(store, part, language) for part in leaves(term))
    figure = figure_words(store, term, language)
    return f"{label(store, term, language)}: {figure}" if figure else label(store, term, language)


def literal_words(literal: Literal) -> str:
    """Return the literal's text; integers in groups of three digits.

    >>> literal_words(Literal(2724900))
    '2,724,900'
    >>> literal_words(Literal("many", datatype=NamedNode(XSD + "integer")))
    'many'
    """
    if literal.datatype in WHOLE_NUMBERS and INTEGER.fullmatch(literal.value):
        return f"{int(literal.value):,}"
    return literal.value


def figure_words(store: Triples, node: NamedNode | BlankNode, language: str = "en") -> str:
    """Return a figure's value with its unit, and its hedges in brackets.

    Nothing for a node without a value.
    """
    numbers = [literal_words(value) for value in values(store, node, VALUE) if isinstance(value, Literal)]
    units = [label(store, unit, language) for unit in nodes(store, node, UNIT)]
    hedges = [label(store, hedge, language) for hedge in nodes(store, node, HEDGE)]
    return " ".join([*numbers, *units, *([f"({', '.join(hedges)})"] if hedges else [])]) if numbers else ""


def kinds(store: Triples, node: NamedNode | BlankNode, language: str = "en") -> list[str]:
    """Return the names of the node's classes."""
    return [label(store, kind, language) for kind in nodes(store, node, TYPE)]


def fact_words(store: Triples, fact: Fact, language: str = "en") -> str:
    """Return the fact's triple in words."""
    triple = fact.triple
    return statement_words(store, triple.subject, triple.predicate, triple.object, language)


def statement_words(
    store: Triples, subject: Term, predicate: NamedNode, object: Term, language: str = "en"
) -> str:
    """Return a subject, a predicate and an object in words; the figure that is the object has its hedges."""
    if isinstance(subject, NamedNode | BlankNode):
        named = label(store, subject, language)
    else:
        named = words(store, subject, language)
    return f"{named} · {predicate_words(store, predicate, language)} · {words(store, object, language)}"


def labels(store: Triples) -> list[tuple[str, NamedNode]]:
    """Yield every name of everything, in all languages."""
    more = (NamedNode(PREFIXES["skos"] + "altLabel"), NamedNode(PREFIXES["schema"] + "alternateName"))
    return [
        (quad.object.value, quad.subject)
        for predicate in (*NAMES, *more)
        for quad in triples(store, None, predicate)
        if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
    ]

"""The network of things and the relations between them, as GraphML.

Source: http://graphml.graphdrawing.org/specification.html.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from azkz_graph.export.entity_table import EntityRow
from azkz_graph.export.fact_table import FactRow
from azkz_graph.export.table_format import SEPARATOR
from azkz_graph.graph.node_description import terms
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.text.xml_characters import well_formed
from azkz_graph.vocabulary import shorten

NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
SCHEMA: Final = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"

NO_NODES: Final = frozenset(
    term.value
    for term in (
        *terms("azkz", "Claim", "Passage", "Section", "Footnote", "Unit", "Hedge"),
        *terms("skos", "Concept"),
    )
)
"""The kinds of what is no thing among things: views, parts of the article, and words for kinds and units."""

DATES: Final = frozenset(
    term.value
    for term in (
        *terms("dct", "date", "issued"),
        *terms("schema", "startDate", "observationDate"),
        *terms("azkz", "established", "asOf"),
    )
)
"""The properties that date a thing as a whole."""

YEAR: Final = re.compile(r"-?[0-9]{4,}")

ATTRIBUTES: Final[Mapping[str, Mapping[str, str]]] = {
    "node": {
        "label": "string",
        **{f"label_{language}": "string" for language in LANGUAGES},
        "iri": "string",
        "class": "string",
        "kind": "string",
    },
    "edge": {
        "label": "string",
        "predicate": "string",
        "status": "string",
        "year": "int",
        "passages": "string",
        "fact": "string",
    },
}
"""What nodes and edges have, with its type."""


def network_graphml(entities: Sequence[EntityRow], facts: Sequence[FactRow]) -> bytes:
    """Write the things that facts link as nodes and these facts as directed edges; views are left out.

    An edge has the year of its subject or, if that has none, of its object; none where there are several.
    """
    nodes = {row.entity: row for row in entities if NO_NODES.isdisjoint(row.classes)}
    links = [fact for fact in facts if is_link(fact, nodes)]
    years = years_of(facts)
    root = Element(
        "graphml",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        },
    )
    for owner, attributes in ATTRIBUTES.items():
        for name, kind in attributes.items():
            SubElement(
                root, "key", {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
            )
    graph = SubElement(root, "graph", {"id": "azkz", "edgedefault": "directed"})
    linked = {end for fact in links for end in (fact.subject, fact.object)}
    for iri, row in nodes.items():
        if iri in linked:
            add(graph, "node", {"id": node_id(iri)}, dict(node_data(row)))
    for fact in links:
        ends = {"source": node_id(fact.subject), "target": node_id(fact.object)}
        year = years.get(fact.subject) or years.get(fact.object)
        add(graph, "edge", {"id": node_id(fact.fact), **ends}, dict(edge_data(fact, year)))
    indent(root)
    return well_formed(
        b"<?xml version='1.0' encoding='utf-8'?>\n" + tostring(root, "utf-8", xml_declaration=False) + b"\n"
    )


def is_link(fact: FactRow, nodes: Mapping[str, EntityRow]) -> bool:
    """Return whether a fact links two nodes, and is no view."""
    ends = {fact.subject, fact.object}
    return fact.object_datatype is None and ends <= nodes.keys() and fact.status != "view"


def years_of(facts: Sequence[FactRow]) -> Mapping[str, str]:
    """Return the year of each thing that is dated to one year."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        if fact.predicate in DATES and (year := YEAR.match(fact.object)):
            found.setdefault(fact.subject, set()).add(year[0])
    return {thing: min(years) for thing, years in found.items() if len(years) == 1}


def node_id(iri: str) -> str:
    """Return the name of a node or an edge in the file, which is a name token of XML.

    >>> node_id("https://w3id.org/azkz/id/baku"), node_id("https://w3id.org/azkz/id/a/b")
    ('id:baku', 'id:a_2f_b')
    """
    return re.sub(r"[^\w.:-]", lambda found: f"_{ord(found[0]):x}_", shorten(iri).strip("<>"))


def node_data(row: EntityRow) -> Iterator[tuple[str, str]]:
    """Yield what a node has."""
    yield "label", row.label
    yield from ((f"label_{language}", name) for language, name in row.names.items())
    yield "iri", row.entity
    yield "class", ", ".join(row.class_labels)
    if row.kind_labels:
        yield "kind", ", ".join(row.kind_labels)


def edge_data(fact: FactRow, year: str | None) -> Iterator[tuple[str, str]]:
    """Yield what an edge has; its passages are joined as in the tables."""
    yield "label", fact.predicate_label
    yield "predicate", fact.predicate
    yield "status", fact.status
    if year:
        yield "year", year
    if fact.passages:
        yield "passages", SEPARATOR.join(fact.passages)
    yield "fact", fact.fact


def add(graph: Element, name: str, attributes: Mapping[str, str], data: Mapping[str, str]) -> None:
    """Add a node or an edge with its data."""
    element = SubElement(graph, name, dict(attributes))
    for key, value in data.items():
        SubElement(element, "data", {"key": f"{name}-{key}"}).text = value

"""Documents of a node for programs, in every syntax.

A document holds what is said of the node and its sections, and where they are named, with the facts and their origin,
the names of what it mentions, and the licence. All of it is in the release too, except that a named graph is one of the
dataset's.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from azkz_graph.export.formats import serialize_statements
from azkz_graph.export.jsonld import document, part_of_context
from azkz_graph.export.readable_turtle import all_prefixes, trig_of, turtle_of
from azkz_graph.graph.facts import is_fact, triples
from azkz_graph.graph.node_description import Description, Node, describe_nodes, in_order, terms
from azkz_graph.site.data.page_sections import sections_of
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_statements import describe_withdrawal
from azkz_graph.vocabulary import BASE, GRAPH, LABEL, ONTOLOGY, TYPE

(LICENSE,) = terms("dct", "license")
(VERSION,) = terms("owl", "versionInfo")
(PART_OF,) = terms("dct", "isPartOf")
NAMED_GRAPH: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#NamedGraph")


class Documents:
    """What writes the documents of a publication."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.prefixes = all_prefixes(publication.dataset)
        self.record = NamedNode(publication.record.iri)

    def of(self, node: NamedNode) -> Iterator[tuple[str, bytes]]:
        """Yield the suffix and the content of each document of the node."""
        if node.value.startswith(GRAPH):
            content = [quad.triple for quad in self.publication.graphs[node]]
            own = [Triple(node, TYPE, NAMED_GRAPH), Triple(node, PART_OF, self.record)]
            yield from self.written([*own, *content])
        else:
            yield from self.written(self.about(node))
        if node in self.publication.graphs:
            yield "trig", trig_of(self.publication.arrangement, self.publication.graphs[node])

    def about(self, node: NamedNode) -> Iterator[Triple]:
        """Yield the triples of a document."""
        graph = self.publication.graph
        near = [
            quad.triple
            for each in (node, *sections_of(graph, node))
            for quad in (*triples(graph, each), *triples(graph, None, None, each))
        ]
        facts = {
            each.subject
            for each in near
            if isinstance(each.subject, NamedNode) and is_fact(graph, each.subject)
        }
        for fact in sorted(facts, key=str):
            near += [quad.triple for quad in triples(graph, fact)]
        yield from dict.fromkeys(near)
        for mentioned in sorted(mentions(near) - {node}, key=str):
            yield from (quad.triple for quad in triples(graph, mentioned, LABEL))
        for predicate in (LICENSE, VERSION):
            yield from (quad.triple for quad in triples(graph, self.record, predicate))

    def written(self, content: Iterable[Triple]) -> Iterator[tuple[str, bytes]]:
        """Yield the triples in the syntaxes of triples."""
        union = self.union(content)
        context = self.publication.context
        yield "ttl", turtle_of(self.publication.arrangement, union)
        yield "jsonld", document(union, context, part_of_context(union, context))

    def union(self, content: Iterable[Triple]) -> Mapping[Node, Description]:
        """Return the triples by subject, in reading order."""
        subjects = describe_nodes(content)
        return {
            subject: in_order(subjects[subject])
            for subject in sorted(subjects, key=self.publication.arrangement.key)
        }

    def of_ontology(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, in the syntaxes of triples, with the version of the ontology and what was withdrawn."""
        terms = [quad.triple for quad in self.publication.graphs.get(NamedNode(GRAPH + "ontology"), ())]
        if terms:
            terms += self.publication.version.of_ontology()
            history = self.publication.history
            gone = (each for iri, each in history.withdrawals.items() if iri.startswith(ONTOLOGY))
            # The IRI of a term leads to this document, withdrawn or not.
            terms += (triple for each in gone for triple in describe_withdrawal(each, history))
        yield from self.written(terms)

    def of_withdrawn_facts(self) -> Iterator[tuple[str, bytes]]:
        """Yield what the withdrawn facts were, and why they are gone, in the syntaxes of triples; nothing if none."""
        history = self.publication.history
        facts = [history.withdrawals[iri] for iri in self.publication.withdrawn_sections]
        if facts:
            yield from self.written(triple for each in facts for triple in describe_withdrawal(each, history))

    def shapes(self) -> Iterator[tuple[str, bytes]]:
        """Yield the shapes as they were written, and in the other syntaxes."""
        source = self.publication.shapes_source
        triples = list(number_blank_nodes(quad.triple for quad in parse(source, format=RdfFormat.TURTLE)))
        yield "ttl", source
        yield "jsonld", serialize_statements(triples, RdfFormat.JSON_LD, self.prefixes)


def mentions(content: Iterable[Triple]) -> set[NamedNode]:
    """Return the nodes of ours that are subject or object of the triples."""
    parts = {part for triple in content for part in (triple.subject, triple.object)}
    return {part for part in parts if isinstance(part, NamedNode) and part.value.startswith(BASE)}


def number_blank_nodes(content: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the triples, their blank nodes numbered as they come: a parser gives them other names each time."""
    names: dict[BlankNode, BlankNode] = {}
    for triple in content:
        subject, object = (
            names.setdefault(part, BlankNode(f"b{len(names)}")) if isinstance(part, BlankNode) else part
            for part in (triple.subject, triple.object)
        )
        yield Triple(subject, triple.predicate, object)  # type: ignore[arg-type]

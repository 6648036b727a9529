"""The article section by section, each passage with its facts and notes."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Fact, facts_by, nodes, triples
from azkz_graph.graph.notes import notes_on
from azkz_graph.graph.passages import PART_OF, Passage, number, read_passage, short_name, sort_key
from azkz_graph.site.data.node_statements import in_article_order
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES, STATED_IN, TYPE

SECTION: Final = NamedNode(ONTOLOGY + "Section")
POSITION: Final = NamedNode(PREFIXES["schema"] + "position")


@dataclass(frozen=True)
class Part:
    """A passage with what was made of it."""

    passage: Passage
    facts: tuple[Fact, ...]
    notes: tuple[NamedNode, ...]


@dataclass(frozen=True)
class Section:
    """A section with its passages in the order of the article."""

    iri: NamedNode
    passages: tuple[Part, ...]

    @property
    def name(self) -> str:
        """Return what the section is called in links."""
        return short_name(self.iri)

    @property
    def with_facts(self) -> int:
        """Return how many passages state a fact."""
        return sum(bool(part.facts) for part in self.passages)

    @property
    def facts(self) -> int:
        """Return how many facts the passages state, those of several passages once."""
        return len({fact.iri for part in self.passages for fact in part.facts})

    @property
    def notes(self) -> int:
        """Return how many notes are about the passages."""
        return len({note for part in self.passages for note in part.notes})

    @property
    def characters(self) -> int:
        """Return how many characters of the article the passages hold."""
        spans = [(part.passage.start, part.passage.end) for part in self.passages]
        return sum(end - start for start, end in spans if start is not None and end is not None)


def sections(publication: Publication, article: NamedNode) -> tuple[Section, ...]:
    """Return the sections of an article in their order."""
    graph = publication.graph
    found = [
        quad.subject for quad in triples(graph, None, PART_OF, article) if isinstance(quad.subject, NamedNode)
    ]
    ordered = sorted(
        (iri for iri in found if SECTION in nodes(graph, iri, TYPE)),
        key=lambda iri: (number(graph, iri, POSITION) or 0, iri.value),
    )
    return tuple(Section(iri, parts(publication, iri)) for iri in ordered)


def parts(publication: Publication, section: NamedNode) -> tuple[Part, ...]:
    """Return the passages of a section."""
    graph = publication.graph
    found = [
        quad.subject for quad in triples(graph, None, PART_OF, section) if isinstance(quad.subject, NamedNode)
    ]
    return tuple(
        Part(
            read_passage(graph, iri),
            tuple(in_article_order(graph, facts_by(graph, STATED_IN, iri))),
            notes_on(graph, [iri]),
        )
        for iri in sorted(found, key=lambda iri: sort_key(graph, iri))
    )

"""Index of what is described today, and of what earlier versions called things that are not."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from azkz_graph.graph.facts import Node, Term
from azkz_graph.graph.triple_index import Index
from azkz_graph.register.shortened_terms import iri_node, term_of
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.version_history import VersionHistory
from azkz_graph.vocabulary import LABEL, TYPE


class PastIndex(Index):
    """The triples of an index, and what versions published of things of which it has none."""

    def __init__(self, current: Index, history: VersionHistory) -> None:
        # The class of a thing may be a fact as well.
        super().__init__(dict.fromkeys(past_triples(current, history)))
        self._current = current

    def quads_for_pattern(
        self, subject: Node | None, predicate: NamedNode | None, object: Term | None, graph: DefaultGraph, /
    ) -> Iterator[Quad]:
        """Return the triples that have the given parts; of what is gone, those with its subject."""
        found = list(self._current.quads_for_pattern(subject, predicate, object, graph))
        if found or subject is None:
            return iter(found)
        return super().quads_for_pattern(subject, predicate, object, graph)


def past_triples(current: Index, history: VersionHistory) -> Iterator[Triple]:
    """Yield names, kinds and facts of what was published last by an earlier version."""
    if not history.all:
        return
    last = history.all[-1].contents
    known = history.past_identifiers
    gone = known.keys() - last.identifiers.keys()
    for iri in sorted(gone):
        node = iri_node(iri)
        for language, label in zip(LANGUAGES, known[iri].labels, strict=True):
            if label:
                yield Triple(node, LABEL, Literal(label, language=language))
        for kind in known[iri].classes:
            yield Triple(node, TYPE, iri_node(kind))
    for fact in history.past_facts.values():
        object = term_of(fact.object) if fact.subject in gone else None
        if object is not None:
            yield Triple(iri_node(fact.subject), iri_node(fact.predicate), object)

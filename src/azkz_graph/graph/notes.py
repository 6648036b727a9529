"""Editorial notes about something, as lines for a reader."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Triples, nodes, text, triples, values
from azkz_graph.graph.labels import label, words
from azkz_graph.text.text_outline import Outline
from azkz_graph.vocabulary import DESCRIPTION, ONTOLOGY, PREFIXES, TYPE

NOTE = NamedNode(ONTOLOGY + "EditorialNote")
NOTE_KIND = NamedNode(ONTOLOGY + "noteKind")
READING = NamedNode(ONTOLOGY + "reading")
AS_WRITTEN = NamedNode(ONTOLOGY + "asWritten")
AS_MEANT = NamedNode(ONTOLOGY + "asMeant")
ABOUT = NamedNode(PREFIXES["schema"] + "about")


def is_note(store: Triples, node: object) -> bool:
    """Return whether the node is an editorial note."""
    return isinstance(node, NamedNode) and any(triples(store, node, TYPE, NOTE))


def notes_about(store: Triples, things: Iterable[NamedNode], language: str = "en") -> tuple[Outline, ...]:
    """Return the outlines of the notes about any of the things, or that offer one as a reading, each once."""
    return tuple(note_outline(store, note, language) for note in notes_on(store, things))


def notes_on(store: Triples, things: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
    """Return the IRIs of the notes about any of the things, or that offer one as a reading, each once."""
    found = {
        quad.subject
        for thing in things
        for predicate in (ABOUT, READING)
        for quad in triples(store, None, predicate, thing)
        if is_note(store, quad.subject)
    }
    return tuple(sorted((note for note in found if isinstance(note, NamedNode)), key=str))


def note_outline(store: Triples, note: NamedNode, language: str = "en") -> Outline:
    """Return the note's title, with its text and the readings that it offers."""
    kinds = ", ".join(label(store, kind, language) for kind in nodes(store, note, NOTE_KIND))
    title = label(store, note, language)
    more = [
        Outline(words(store, value, language), key=key)
        for key, predicate in (("may be", READING), ("as written", AS_WRITTEN), ("as meant", AS_MEANT))
        for value in values(store, note, predicate)
    ]
    description = text(store, note, DESCRIPTION, language)
    said = [Outline(description, key="note")] if description else []
    return Outline(f"{title} ({kinds})" if kinds else title, items=(*said, *more))

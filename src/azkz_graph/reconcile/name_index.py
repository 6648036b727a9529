"""Index of all things that a name or an identifier can lead to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.graph.facts import nodes, triples
from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.graph.node_description import terms
from azkz_graph.reconcile.described_entity import LABELS, Entry, read_entry
from azkz_graph.reconcile.foreign_identifiers import Identifiers, read_identifiers
from azkz_graph.reconcile.reconciliation_identifiers import entity_id, term_id
from azkz_graph.reconcile.spelling import normalize_spelling
from azkz_graph.site.data.text_kinds import TEXT_KINDS
from azkz_graph.text.language_range import takes_in
from azkz_graph.vocabulary import ID, TYPE

WIDER: Final = (
    *terms("rdfs", "subClassOf"),
    *terms("owl", "equivalentClass"),
    *terms("azkz", "widerTerm"),
)


@dataclass(frozen=True)
class Name:
    """A name of a thing or a term in the forms in which names are compared."""

    node: NamedNode
    literal: Literal
    folded: str
    spelling: str


@dataclass(frozen=True)
class NameIndex:
    """Things, their classes and their properties; `wider` maps each class to itself and its superclasses."""

    entities: Mapping[NamedNode, Entry]
    types: Mapping[NamedNode, Entry]
    properties: Mapping[NamedNode, Entry]
    wider: Mapping[NamedNode, frozenset[NamedNode]]
    identifiers: Identifiers
    names: tuple[Name, ...] = field(repr=False)
    """The names of the things."""
    term_names: tuple[Name, ...] = field(repr=False)
    """The names of the classes and properties."""

    @cached_property
    def exact(self) -> Mapping[str, tuple[Name, ...]]:
        """Return the names by their folded form, Azerbaijani ones also by that of their capitals."""
        found = defaultdict(list)
        for name in self.names:
            for form in {name.folded, fold_name(capitalize(name.literal))}:
                found[form].append(name)
        return {form: tuple(names) for form, names in found.items()}

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Return the normal spelling of each name, in the order of the names."""
        return tuple(name.spelling for name in self.names)

    def kinds(self, entry: Entry) -> frozenset[NamedNode]:
        """Return the classes of a thing and all their superclasses."""
        return frozenset(wide for kind in entry.types for wide in self.wider[kind])


def read_names(store: Store) -> NameIndex:
    """Read the index of everything in the namespace of things, except the parts of the article."""
    found = {node: read_entry(store, node, entity_id(node)) for node in find_things(store)}
    direct = {kind for each in found.values() for kind in each.types}
    wider = {kind: find_wider_classes(store, kind) for kind in direct}
    kinds = sorted({wide for wides in wider.values() for wide in wides}, key=str)
    used = sorted({quad.predicate for node in found for quad in triples(store, node)}, key=str)
    types = {kind: read_entry(store, kind, term_id(kind)) for kind in kinds}
    properties = {property: read_entry(store, property, term_id(property)) for property in used}
    index = NameIndex(
        found,
        types,
        properties,
        wider,
        read_identifiers(store, found),
        make_names(found.values()),
        make_names({**types, **properties}.values()),
    )
    # Workers that are forked later share what is made here.
    for made in (index.exact, index.spellings):
        assert made is not None
    return index


def find_things(store: Store) -> Iterator[NamedNode]:
    """Yield the things that the index has names for, in the order of their IRIs."""
    found = {quad.subject for predicate in (TYPE, *LABELS) for quad in triples(store, None, predicate)}
    for node in sorted(found, key=str):
        if isinstance(node, NamedNode) and node.value.startswith(ID) and node.value != ID:
            kinds = nodes(store, node, TYPE)
            if not kinds or not TEXT_KINDS.issuperset(kinds):
                yield node


def find_wider_classes(store: Store, kind: NamedNode) -> frozenset[NamedNode]:
    """Return the class, all its superclasses, and the wider ones of other vocabularies."""
    found, waiting = {kind}, [kind]
    while waiting:
        here = waiting.pop()
        more = {wide for predicate in WIDER for wide in nodes(store, here, predicate)} - found
        found |= more
        waiting.extend(more)
    return frozenset(found)


def make_names(entries: Iterable[Entry]) -> tuple[Name, ...]:
    """Return the names of the entries in the forms in which they are compared."""
    return tuple(
        Name(each.iri, literal, fold_name(literal.value), normalize_spelling(literal.value))
        for each in entries
        for literal in each.names
    )


def capitalize(name: Literal) -> str:
    """Return the name in capitals, which in Azerbaijani keep the dot of an i.

    >>> capitalize(Literal("Bakı", language="az")), capitalize(Literal("Sumqayıt şəhəri", language="az"))
    ('BAKI', 'SUMQAYIT ŞƏHƏRİ')
    """
    return (name.value.replace("i", "İ") if takes_in("az", name.language) else name.value).upper()

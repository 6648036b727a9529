"""Sections: what has no page of its own, and is a part of the page of what it belongs to, its host.

A fact belongs to the first passage that states it, else to its first rule; an editorial note to the first passage that
it is about, else to the first thing; the position of a text or a place to that. What has no such host keeps a page of
its own.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.export.reading_order import PARTS
from azkz_graph.graph.facts import Node, Term, Triples, is_fact, nodes, triples
from azkz_graph.graph.notes import ABOUT, is_note
from azkz_graph.graph.passages import sort_key
from azkz_graph.routes.document_paths import page_fault, page_path, path_of
from azkz_graph.site.data.text_kinds import PASSAGES, POSITIONS
from azkz_graph.vocabulary import DERIVED_BY, FACT, ID, RULE, STATED_IN, TYPE

HOSTS: Final = (ID, RULE)
"""How the IRIs of hosts begin."""


def section_path(store: Triples, node: NamedNode) -> str | None:
    """Return the path of a section: that of its host's page, without suffix, and its fragment; None if it is none."""
    host = host_of(store, node)
    return f"{page_path(host.value)}#{fragment(node.value)}" if host else None


def fragment(iri: str) -> str:
    """Return the id of a section on its host's page.

    >>> fragment("https://w3id.org/azkz/fact/abc")
    'fact-abc'
    """
    return path_of(iri).replace("/", "-")


def host_of(store: Triples, node: NamedNode) -> NamedNode | None:
    """Return what a node is a section of; None if it has a page of its own."""
    if not may_be_section(store, node) or page_fault(node.value):
        return None
    return next(filter(lambda host: is_host(store, host), find_owners(store, node)), None)


def sections_of(store: Triples, host: NamedNode) -> tuple[NamedNode, ...]:
    """Return the sections of a host, by IRI; none if it is no host."""
    if not is_host(store, host):
        return ()
    owned = (quad.subject for by in (STATED_IN, DERIVED_BY, ABOUT) for quad in triples(store, None, by, host))
    parts = (part for by in PARTS for part in nodes(store, host, by))
    found = {node for node in (*owned, *parts) if isinstance(node, NamedNode)}
    return tuple(node for node in sorted(found, key=str) if host_of(store, node) == host)


def may_be_section(store: Triples, node: object) -> bool:
    """Return whether the node is of a kind that has no page of its own if it has a host."""
    if not isinstance(node, NamedNode):
        return False
    if node.value.startswith(FACT):
        return is_fact(store, node)
    return node.value.startswith(ID) and (is_note(store, node) or has_kind(store, node, POSITIONS))


def find_owners(store: Triples, section: NamedNode) -> Iterator[NamedNode]:
    """Yield what a fact, a note or a position belongs to, what comes first first."""
    if section.value.startswith(FACT):
        yield from in_reading_order(store, nodes(store, section, STATED_IN))
        yield from nodes(store, section, DERIVED_BY)
    elif is_note(store, section):
        about = nodes(store, section, ABOUT)
        passages = [each for each in about if has_kind(store, each, PASSAGES)]
        yield from in_reading_order(store, passages)
        yield from (each for each in about if each not in passages)
    else:
        wholes = {quad.subject for by in PARTS for quad in triples(store, None, by, section)}
        yield from sorted((whole for whole in wholes if isinstance(whole, NamedNode)), key=str)


def in_reading_order(store: Triples, passages: Iterable[NamedNode]) -> list[NamedNode]:
    """Return the passages as they follow in the article."""
    return sorted(passages, key=lambda passage: sort_key(store, passage))


def is_host(store: Triples, node: Node) -> bool:
    """Return whether the node has a page of its own that may have sections: it is described, and no section."""
    return (
        isinstance(node, NamedNode)
        and node.value.startswith(HOSTS)
        and page_fault(node.value) is None
        and any(triples(store, node, TYPE))
        and not may_be_section(store, node)
    )


def has_kind(store: Triples, node: NamedNode, kinds: Iterable[Term]) -> bool:
    """Return whether the node is of one of the kinds."""
    return any(True for kind in kinds for _ in triples(store, node, TYPE, kind))

"""Differences of versions as RDF that a store can load beside the data.

Each change is a change set and an activity with an IRI of its own, which used the one version and generated the other.
Facts that came and went are statements. The IRI of a version that is no release is the digest of what it publishes.
Sources: http://purl.org/vocab/changeset/schema, https://www.w3.org/TR/prov-o/, RFC 6920.
"""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.export.readable_turtle import block, prefix_lines
from azkz_graph.export.turtle_terms import Terms
from azkz_graph.graph.facts import Term
from azkz_graph.graph.node_description import describe_nodes, in_order
from azkz_graph.register.comparison import Alteration, Change
from azkz_graph.register.published_contents import Contents, PublishedFact, digest
from azkz_graph.register.shortened_terms import iri_node, term_of
from azkz_graph.versions.version_difference import Difference
from azkz_graph.versions.version_source import Version
from azkz_graph.vocabulary import (
    LABEL,
    OBJECT,
    PREDICATE,
    PREFIXES,
    PROV,
    STATEMENT,
    SUBJECT,
    TYPE,
)

CHANGESET: Final = "http://purl.org/vocab/changeset/schema#"
CHANGE_SET, SUBJECT_OF_CHANGE, REASON, ADDITION, REMOVAL = (
    NamedNode(CHANGESET + name)
    for name in ("ChangeSet", "subjectOfChange", "changeReason", "addition", "removal")
)
ACTIVITY, ENTITY, USED, GENERATED, REVISION = (
    NamedNode(PROV + name) for name in ("Activity", "Entity", "used", "generated", "wasRevisionOf")
)
PART_OF, REPLACED_BY = (NamedNode(PREFIXES["dct"] + name) for name in ("isPartOf", "isReplacedBy"))


def change_graph(difference: Difference) -> bytes:
    """Return the changes as Turtle without blank nodes."""
    terms = Terms({**PREFIXES, "cs": CHANGESET})
    blocks = [
        block(subject, in_order(said), terms)
        for subject, said in describe_nodes(describe_difference(difference)).items()
    ]
    return "\n".join([*prefix_lines(terms), "", *blocks]).encode()


def describe_difference(difference: Difference) -> Iterator[Triple]:
    """Yield the two versions, the set of all changes, and each change."""
    old, new = (version_node(version) for version in (difference.old, difference.new))
    start = f"{new.value}#"
    # A digest is cut to what tells versions apart.
    whole = NamedNode(f"{start}changes-since-{re.split('[/;]', old.value)[-1][:16]}")
    for node, version in ((old, difference.old), (new, difference.new)):
        yield Triple(node, TYPE, ENTITY)
        yield Triple(node, LABEL, Literal(version.name))
    if old != new:
        yield Triple(new, REVISION, old)
    yield Triple(whole, TYPE, ACTIVITY)
    yield Triple(whole, LABEL, Literal(difference.summary(), language="en"))
    yield Triple(whole, USED, old)
    yield Triple(whole, GENERATED, new)
    for change in difference.changes:
        lines = (old.value, change.kind, change.alteration, change.iri, change.before, change.after)
        node = NamedNode(f"{start}change-{digest(map(repr, enumerate(lines)))}")
        yield Triple(node, TYPE, CHANGE_SET)
        yield Triple(node, TYPE, ACTIVITY)
        yield Triple(node, LABEL, Literal(f"{change.alteration}: {difference.words(change)}", language="en"))
        yield Triple(node, REASON, Literal(change.alteration.value))
        yield Triple(node, PART_OF, whole)
        yield Triple(node, USED, old)
        yield Triple(node, GENERATED, new)
        yield from describe_change(node, change, difference)


def describe_change(node: NamedNode, change: Change, difference: Difference) -> Iterator[Triple]:
    """Yield of what a change is, what it removes and adds, and what replaces what."""
    changed = iri_node(change.iri)
    for successor in change.replaced_by:
        yield Triple(changed, REPLACED_BY, iri_node(successor))
    if change.kind != "fact" or change.alteration is Alteration.MOVED:
        yield Triple(node, SUBJECT_OF_CHANGE, changed)
        yield from statement_changes(node, changed, change)
        return
    old, new = difference.old.contents.facts, difference.new.contents.facts
    added = [new[iri] for iri in ([] if change.iri in old else [change.iri]) + list(change.replaced_by)]
    removed = [old[change.iri]] if change.iri in old else []
    subject = (removed or added)[0].subject
    if (resource := term_of(subject)) is not None:
        yield Triple(node, SUBJECT_OF_CHANGE, resource)
    for part, facts in ((REMOVAL, removed), (ADDITION, added)):
        for fact in facts:
            yield Triple(node, part, iri_node(fact.iri))
            yield from describe_fact(fact)


def statement_changes(node: NamedNode, changed: NamedNode, change: Change) -> Iterator[Triple]:
    """Yield the labels and classes that a change removes and adds, as statements."""
    if change.alteration is Alteration.RELABELLED:
        predicate, read = LABEL, read_label
    elif change.alteration is Alteration.RECLASSIFIED:
        predicate, read = TYPE, read_classes
    else:
        return
    before, after = read(change.before), read(change.after)
    for part, name, terms in ((REMOVAL, "removed", before - after), (ADDITION, "added", after - before)):
        for place, term in enumerate(sorted(terms, key=str), 1):
            statement = NamedNode(f"{node.value}-{name}-{place}")
            yield Triple(node, part, statement)
            yield Triple(statement, TYPE, STATEMENT)
            yield Triple(statement, SUBJECT, changed)
            yield Triple(statement, PREDICATE, predicate)
            yield Triple(statement, OBJECT, term)


def read_label(text: str) -> set[Term]:
    """Return the label that a change names, if it names one."""
    label, mark, language = text.rpartition("@")
    return {Literal(label, language=language)} if mark else set()


def read_classes(text: str) -> set[Term]:
    """Return the classes that a change names."""
    return set(map(iri_node, text.split()))


def describe_fact(fact: PublishedFact) -> Iterator[Triple]:
    """Yield the fact as a statement; a part that is a blank node is left out."""
    node = iri_node(fact.iri)
    yield Triple(node, TYPE, STATEMENT)
    for part, text in zip((SUBJECT, PREDICATE, OBJECT), fact.triple, strict=True):
        if (term := term_of(text)) is not None:
            yield Triple(node, part, term)


def version_node(version: Version) -> NamedNode:
    """Return the IRI of a release, or one that is the digest of what is published."""
    return NamedNode(version.iri or f"ni:///sha-256;{contents_digest(version.contents)}")


def contents_digest(contents: Contents) -> str:
    """Return the SHA-256 of what a version publishes, whatever its order, in base64 for URLs. Source: RFC 6920."""
    found = hashlib.sha256()
    every: Iterable[object] = (*contents.identifiers.values(), *contents.facts.values())
    for line in sorted(map(repr, every)):
        found.update(f"{line}\n".encode())
    return urlsafe_b64encode(found.digest()).decode().rstrip("=")

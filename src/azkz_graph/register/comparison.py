"""How two versions differ: facts and identifiers added, withdrawn, corrected, moved, and changed in their meaning."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from azkz_graph.register.published_contents import IN_FILES, Contents, Identifier, PublishedFact
from azkz_graph.routes.document_paths import LANGUAGES

PARENTS: Final = frozenset({"rdfs:subClassOf", "rdfs:subPropertyOf"})

Renames = Mapping[str, str]
"""What replaces a withdrawn identifier, by shortened IRIs."""


class Alteration(StrEnum):
    """What can happen to an identifier from one version to the next."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    """A fact gave way to others of the same subject and predicate, or of the same subject and object."""
    MOVED = "moved"
    """A fact rests on other passages or rules, or is stated where it was derived; a passage has another place."""
    RECLASSIFIED = "reclassified"
    REDEFINED = "redefined"
    """A note is about something else; a term has another domain, range or parent; a query other parameters."""
    REWORDED = "reworded"
    """The definition or description reads differently."""
    RELABELLED = "relabelled"
    ALTERED = "altered"
    """Something else that is said of it differs."""


@dataclass(frozen=True, order=True)
class Change:
    """One difference; IRIs are shortened.

    `before` and `after` are what changed: the triple of a fact, its grounds, a label with its language, classes. A
    corrected or renamed identifier is `replaced_by` others.
    """

    kind: str
    alteration: Alteration
    iri: str
    before: str = ""
    after: str = ""
    replaced_by: tuple[str, ...] = ()


def compare(old: Contents, new: Contents, renames: Renames = MappingProxyType({})) -> tuple[Change, ...]:
    """Return how the newer version differs, sorted by kind, alteration and IRI.

    Kinds of identifiers that one of the two does not have because it was read from a single file are left out.
    """
    missing = IN_FILES - (old.kinds() & new.kinds())
    before, after = (
        {iri: each for iri, each in contents.identifiers.items() if each.kind not in missing}
        for contents in (old, new)
    )
    return tuple(sorted([*compare_facts(old, new, renames), *compare_identifiers(before, after, renames)]))


def compare_facts(old: Contents, new: Contents, renames: Renames) -> Iterator[Change]:
    """Yield the changes of facts."""
    added = [fact for iri, fact in new.facts.items() if iri not in old.facts]
    gone = [fact for iri, fact in old.facts.items() if iri not in new.facts]
    successors = find_successors(gone, added, renames)
    # Many facts of one subject and predicate have the same successors, which are gone through once.
    shared = {id(found): found for found in successors.values()}
    replacing = {iri for found in shared.values() for iri in found}
    texts = {key: " | ".join(text(new.facts[iri]) for iri in found) for key, found in shared.items()}
    for fact in gone:
        found = successors.get(fact.iri, ())
        alteration = Alteration.CORRECTED if found else Alteration.WITHDRAWN
        yield Change("fact", alteration, fact.iri, text(fact), texts.get(id(found), ""), found)
    for fact in added:
        if fact.iri not in replacing:
            yield Change("fact", Alteration.ADDED, fact.iri, after=text(fact))
    for iri, fact in old.facts.items():
        other = new.facts.get(iri)
        if other is not None and (fact.origin, fact.grounds) != (other.origin, other.grounds):
            yield Change("fact", Alteration.MOVED, iri, grounds(fact), grounds(other))


def find_successors(
    gone: Iterable[PublishedFact], added: Iterable[PublishedFact], renames: Renames
) -> Mapping[str, tuple[str, ...]]:
    """Return the facts that take the place of facts that are gone, by their IRIs.

    That is the same fact with renamed things; or else the facts of the same subject and predicate; or else those of the
    same subject and object under another predicate.
    """
    places: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for fact in sorted(added, key=lambda fact: fact.iri):
        for key in likenesses(fact.triple):
            places[key].append(fact.iri)
    alike = {key: tuple(iris) for key, iris in places.items()}
    found = {}
    for fact in gone:
        triple = tuple(renames.get(part, part) for part in fact.triple)
        if iris := next((alike[key] for key in likenesses(triple) if key in alike), None):
            found[fact.iri] = iris
    return found


def likenesses(triple: tuple[str, ...]) -> tuple[tuple[str | None, ...], ...]:
    """Return what facts share that one may take the place of another, the closest first."""
    subject, predicate, object = triple
    return triple, (subject, predicate, None), (subject, None, object)


def text(fact: PublishedFact) -> str:
    """Return the fact's triple in one line."""
    return " ".join(fact.triple)


def grounds(fact: PublishedFact) -> str:
    """Return on what a fact rests, in one line."""
    return " ".join((fact.origin, *fact.grounds))


def compare_identifiers(
    old: Mapping[str, Identifier], new: Mapping[str, Identifier], renames: Renames
) -> Iterator[Change]:
    """Yield the changes of everything else that has an IRI."""
    for iri, before in old.items():
        if (after := new.get(iri)) is not None:
            yield from compare_identifier(before, after, renames)
            continue
        replaced = (renames[iri],) if iri in renames else ()
        yield Change(before.kind, Alteration.WITHDRAWN, iri, before.labels[0], replaced_by=replaced)
    for iri, after in new.items():
        if iri not in old:
            yield Change(after.kind, Alteration.ADDED, iri, after=after.labels[0])


def compare_identifier(before: Identifier, after: Identifier, renames: Renames) -> Iterator[Change]:
    """Yield what changed in an identifier that stays; that others were renamed does not change its meaning."""
    if before == after:
        return
    known = [
        (Alteration.RECLASSIFIED, " ".join(rename(before.classes, renames)), " ".join(after.classes)),
        (
            Alteration.MOVED if after.kind == "passage" else Alteration.REDEFINED,
            own_meaning(rename_in(before.meaning, renames)),
            own_meaning(after.meaning),
        ),
        (Alteration.REWORDED, before.definition, after.definition),
        *(
            (Alteration.RELABELLED, tagged(was, language), tagged(now, language))
            for language, was, now in zip(LANGUAGES, before.labels, after.labels, strict=True)
        ),
    ]
    changes = [
        Change(after.kind, alteration, after.iri, was, now) for alteration, was, now in known if was != now
    ]
    yield from changes or [Change(after.kind, Alteration.ALTERED, after.iri)]


def rename(iris: Iterable[str], renames: Renames) -> list[str]:
    """Return the IRIs, the replaced ones by what replaces them, sorted."""
    return sorted(renames.get(iri, iri) for iri in iris)


def rename_in(meaning: str, renames: Renames) -> str:
    """Return the meaning of an identifier with renamed objects.

    >>> rename_in("schema:about id:aktau id:baku; rdfs:range azkz:Place", {"id:aktau": "id:mangystau"})
    'schema:about id:baku id:mangystau; rdfs:range azkz:Place'
    """
    parts = (part.split(" ") for part in meaning.split("; "))
    return "; ".join(" ".join([predicate, *rename(values, renames)]) for predicate, *values in parts)


def own_meaning(meaning: str) -> str:
    """Return the meaning of an identifier without parents in other vocabularies.

    Such a parent is an alignment, which a version may add or drop: a term means what its definition says.

    >>> own_meaning("rdfs:domain azkz:Fact; rdfs:subClassOf azkz:Passage prov:Entity; rdfs:subPropertyOf dct:type")
    'rdfs:domain azkz:Fact; rdfs:subClassOf azkz:Passage'
    """
    found = []
    for predicate, *values in (part.split(" ") for part in meaning.split("; ")):
        kept = [value for value in values if predicate not in PARENTS or value.startswith("azkz:")]
        if kept or not values:
            found.append(" ".join([predicate, *kept]))
    return "; ".join(found)


def tagged(label: str, language: str) -> str:
    """Return the label with its language; empty if there is none."""
    return f"{label}@{language}" if label else ""

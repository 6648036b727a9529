"""Difference of two versions, with what people call the things in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from azkz_graph.register.comparison import Alteration, Change, compare
from azkz_graph.versions.version_source import Version

PLURALS: Final[Mapping[str, str]] = {
    "fact": "facts",
    "thing": "things",
    "term": "terms",
    "note": "notes",
    "query": "queries",
    "passage": "passages",
    "rule": "rules",
    "shape": "shapes",
}
"""The kinds of identifiers, in the order in which people read of them; others follow by name."""

Group = tuple[str, Alteration]
"""A kind of identifiers, and what happened to some of them."""


@dataclass(frozen=True)
class Difference:
    """How one version differs from another; nothing in `changes` if they publish the same."""

    old: Version
    new: Version
    changes: tuple[Change, ...]

    def groups(self) -> Mapping[Group, Sequence[Change]]:
        """Return the changes by kind and alteration, in the order in which people read them."""
        found: dict[Group, list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.kind, change.alteration), []).append(change)
        kinds, alterations = list(PLURALS), list(Alteration)

        def order(group: Group) -> tuple[int, str, int]:
            kind, alteration = group
            place = kinds.index(kind) if kind in PLURALS else len(kinds)
            return place, kind, alterations.index(alteration)

        return {group: found[group] for group in sorted(found, key=order)}

    def summary(self) -> str:
        """Return in one line how many of what changed."""
        counts = Counter((change.kind, change.alteration) for change in self.changes)
        return ", ".join(describe_count(group, counts[group]) for group in self.groups()) or "no difference"

    def label(self, iri: str) -> str:
        """Return the English label of a shortened IRI, the later one if it has changed; empty if it has none."""
        for version in (self.new, self.old):
            if (known := version.contents.identifiers.get(iri)) and known.labels[0]:
                return known.labels[0]
        return ""

    def name(self, term: str) -> str:
        """Return a term as people read it: its label, and the identifier beside it."""
        label = self.label(term)
        return f"{label} ({term})" if label else term

    def fact_names(self, iri: str) -> tuple[str, str, str]:
        """Return the subject, predicate and object of a fact of either version as people read them."""
        fact = self.old.contents.facts.get(iri) or self.new.contents.facts[iri]
        subject, predicate, object = map(self.name, fact.triple)
        return subject, predicate, object

    def words(self, change: Change) -> str:
        """Return a change in one line, without what kind of change it is."""
        if change.kind != "fact":
            return self.name(change.iri) + arrow(": ", change)
        names = self.fact_names(change.iri)
        if change.alteration is Alteration.MOVED:
            return " · ".join(names) + arrow(": ", change)
        after = [self.fact_names(iri) for iri in change.replaced_by]
        # What stays the same is said once.
        told = [found[2] if found[:2] == names[:2] else " · ".join(found) for found in after]
        return " → ".join([" · ".join(names), *([" | ".join(told)] if told else [])])


def arrow(start: str, change: Change) -> str:
    """Return from what to what something changed; only the label of what came or went is known by its name already."""
    if change.alteration is Alteration.ADDED or change.alteration is Alteration.WITHDRAWN:
        return f" → {' | '.join(change.replaced_by)}" if change.replaced_by else ""
    return (
        f"{start}{change.before or '(none)'} → {change.after or '(none)'}"
        if change.before or change.after
        else ""
    )


def describe_count(group: Group, count: int) -> str:
    """Return how many identifiers of a kind changed in one way.

    >>> describe_count(("query", Alteration.REWORDED), 2)
    '2 queries reworded'
    """
    kind, alteration = group
    return f"{count:,} {kind if count == 1 else plural(kind)} {alteration}"


def plural(kind: str) -> str:
    """Return the name of a kind for several.

    >>> plural("ontology"), plural("dataset")
    ('ontologies', 'datasets')
    """
    return PLURALS.get(kind) or (f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s")


def compare_versions(old: Version, new: Version) -> Difference:
    """Compare two versions; if one was read from a table of facts, only facts.

    What either of them records as replaced is told as renamed.
    """
    contents = (old.contents, new.contents)
    if old.has_only_facts or new.has_only_facts:
        contents = tuple(replace(each, identifiers={}) for each in contents)  # type: ignore[assignment]
    return Difference(old, new, compare(*contents, {**old.contents.renames, **new.contents.renames}))

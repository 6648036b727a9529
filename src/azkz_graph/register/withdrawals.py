"""Withdrawn identifiers and facts: since which version, why, and what replaces them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.register.comparison import Alteration, Change, Renames
from azkz_graph.register.published_contents import REPLACED_BY, Contents
from azkz_graph.register.release_history import (
    Edition,
    Step,
    compare_editions,
    current_edition,
    read_history,
)
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.text.language_range import range_of
from azkz_graph.vocabulary import GRAPH, PREFIXES, WITHDRAWN_IN, expand, shorten

WITHDRAWN: Final = NamedNode(GRAPH + "withdrawn")
"""The graph of data/withdrawn.ttl."""

DATE: Final = NamedNode(PREFIXES["dct"] + "modified")
REASON: Final = NamedNode(PREFIXES["skos"] + "changeNote")

RENAMED: Final = "What it speaks of has another identifier."
CORRECTED: Final = "Another value is stated in its place."
UNSTATED: Final = "No passage states it, and no rule derives it, any more."
UNRECORDED: Final = "No reason is recorded."


@dataclass(frozen=True)
class Withdrawal:
    """An identifier that the dataset has published, and publishes no more.

    IRIs are whole. `kind` is fact, thing, term, passage, note, rule, query, shape or graph; `label` is the English
    one, of a fact its triple in the labels of its parts. `version` is the first that lacks it, and `date` that of
    the withdrawal; both are empty while no release lacks it, unless a record gives them. `reason` is in English;
    `reasons` are those of the authors by language, none if they gave none. `replaced_by` are identifiers that are
    published: those that replaced a replacement stand in its place.
    """

    iri: str
    kind: str
    label: str
    version: str
    date: str
    reason: str
    replaced_by: tuple[str, ...]
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def trace_changes(dataset: Dataset) -> tuple[Step, ...]:
    """Return each release, and then the dataset itself, with what has changed since the one before.

    The dataset must be derived. What its authors replaced by something else is not a change where others name it.

    Raises:
        UsageError: the register cannot be read.
    """
    past = read_history(dataset.project.data)
    renames = recorded_renames(recorded_withdrawals(dataset))
    return compare_editions((*past, current_edition(dataset, past)), renames)


def find_withdrawals(dataset: Dataset) -> Mapping[str, Withdrawal]:
    """Return every withdrawn identifier and fact by its IRI: as releases differ, and as the authors say.

    The dataset must be derived. Of what was withdrawn, restored, and withdrawn again, the last withdrawal counts.

    Raises:
        UsageError: the register cannot be read.
    """
    return withdrawals_along(trace_changes(dataset), dataset)


def withdrawals_along(steps: Sequence[Step], dataset: Dataset) -> Mapping[str, Withdrawal]:
    """Return the same as `find_withdrawals`, where the changes are known already."""
    recorded = {each.iri: each for each in recorded_withdrawals(dataset)}
    renames = recorded_renames(recorded.values())
    found: dict[str, Withdrawal] = {}
    for before, after, changes in steps:
        for change in changes:
            if before and change.alteration in (Alteration.WITHDRAWN, Alteration.CORRECTED):
                withdrawal = describe_withdrawal(change, before, after, renames)
                found[withdrawal.iri] = withdrawal
    for iri, record in recorded.items():
        known = found.get(iri)
        found[iri] = replace(record, kind=known.kind, label=known.label) if known else record
    last = steps[-1].after.contents
    published = {whole(name) for name in (*last.identifiers, *last.facts)}
    return {
        iri: replace(each, replaced_by=last_replacements(iri, found, published))
        for iri, each in found.items()
        if iri not in published
    }


def recorded_withdrawals(dataset: Dataset) -> Iterator[Withdrawal]:
    """Yield what the authors have recorded in data/withdrawn.ttl, with its direct replacements."""
    said: dict[str, dict[NamedNode, list[object]]] = {}
    for quad in dataset.places:
        if quad.graph_name == WITHDRAWN and isinstance(quad.subject, NamedNode):
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate, []).append(quad.object)
    for iri, values in said.items():
        reasons = {
            range_of(text.language, LANGUAGES) or LANGUAGES[0]: text.value
            for text in values.get(REASON, ())
            if isinstance(text, Literal)
        }
        version, date = (first_literal(values.get(predicate, ())) for predicate in (WITHDRAWN_IN, DATE))
        replaced = (node.value for node in values.get(REPLACED_BY, ()) if isinstance(node, NamedNode))
        reason = reasons.get(LANGUAGES[0], UNRECORDED)
        yield Withdrawal(iri, "thing", shorten(iri), version, date, reason, tuple(sorted(replaced)), reasons)


def first_literal(values: Iterable[object]) -> str:
    """Return the text of the first literal; empty if there is none."""
    return next((value.value for value in values if isinstance(value, Literal)), "")


def recorded_renames(withdrawals: Iterable[Withdrawal]) -> Renames:
    """Return what replaces each withdrawn identifier that one other replaces, by shortened IRIs."""
    return {
        shorten(each.iri): shorten(each.replaced_by[0]) for each in withdrawals if len(each.replaced_by) == 1
    }


def describe_withdrawal(change: Change, before: Edition, after: Edition, renames: Renames) -> Withdrawal:
    """Return the withdrawal that a difference of two versions shows."""
    if change.kind == "fact":
        is_renamed = any(part in renames for part in before.contents.facts[change.iri].triple)
        reason = (RENAMED if is_renamed else CORRECTED) if change.replaced_by else UNSTATED
        label = fact_label(before.contents, change.iri)
    else:
        reason, label = UNRECORDED, change.before or change.iri
    replaced = tuple(map(whole, change.replaced_by))
    return Withdrawal(whole(change.iri), change.kind, label, after.version, after.issued, reason, replaced)


def fact_label(contents: Contents, iri: str) -> str:
    """Return the triple of a fact, its parts by their English labels where they have one."""
    known = contents.identifiers
    parts = contents.facts[iri].triple
    return " · ".join((known[part].labels[0] if part in known else "") or part for part in parts)


def last_replacements(
    iri: str, withdrawals: Mapping[str, Withdrawal], published: Iterable[str]
) -> tuple[str, ...]:
    """Return what is published in the place of an identifier; what replaces a replacement stands in its place."""
    found: set[str] = set()
    seen = {iri}
    left = list(withdrawals[iri].replaced_by)
    while left:
        each = left.pop()
        if each in published:
            found.add(each)
        elif each not in seen:
            seen.add(each)
            left += withdrawals[each].replaced_by if each in withdrawals else ()
    return tuple(sorted(found))


def whole(name: str) -> str:
    """Return the whole IRI of a shortened one."""
    return expand(name) or name

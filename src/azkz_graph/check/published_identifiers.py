"""Problems with what earlier releases published: identifiers that are gone or mean something else, changed facts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.check.earlier_releases import EarlierReleases, earlier_releases
from azkz_graph.check.withdrawal_records import record_problems, record_text
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.problem import Place, Problem, Severity, UsageError
from azkz_graph.register.comparison import Alteration
from azkz_graph.register.published_contents import MEANING
from azkz_graph.register.release_register import FOLDER
from azkz_graph.register.version_rule import changes_meaning
from azkz_graph.vocabulary import TYPE, shorten

GONE: Final = "gone"
MEANS_ELSE: Final = "meaning"
FORBIDDEN: Final = frozenset({GONE, MEANS_ELSE})
"""The codes of problems that are warnings while the data are edited, and forbid a release."""

MOST_NAMED: Final = 3
"""How many facts a line names."""


def published_problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the problems of a derived dataset with what earlier releases published, in no order.

    Nothing is known of that while files are unread.
    """
    data = dataset.project.data
    if not (data / FOLDER).is_dir() and not (data / "withdrawn.ttl").exists():
        return
    try:
        earlier = earlier_releases(dataset)
    except UsageError as fault:
        what, _, mend = str(fault).rpartition("; ")
        yield Problem(Place(data / FOLDER / "releases.tsv", 1), Severity.ERROR, "register", what, mend)
        return
    yield from find_problems(earlier)


def find_problems(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield the problems of identifiers, of facts, and of the records of withdrawals."""
    yield from gone_identifiers(earlier)
    yield from other_meanings(earlier)
    yield from changed_facts(earlier)
    for name, record in earlier.records.items():
        yield from record_problems(name, record, earlier)


def gone_identifiers(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield each identifier that is gone without a record, where a new one has its label, else in the register."""
    new = {
        (change.kind, change.after): change.iri
        for change in earlier.changes
        if change.alteration is Alteration.ADDED and change.after
    }
    for change in earlier.changes:
        if (
            change.kind == "fact"
            or change.alteration is not Alteration.WITHDRAWN
            or change.iri in earlier.records
        ):
            continue
        successor = new.get((change.kind, change.before), "")
        place = earlier.line_of(successor) if successor else earlier.line_of_entry(change.iri)
        called = f", “{change.before}”" if change.before else ""
        version = earlier.last[change.iri].version
        what = f"{change.iri}{called}, which {version} published, is gone"
        what += f", and {successor} has its label" if successor else ""
        mend = (
            f"restore it, or record in data/withdrawn.ttl why: {record_text(change.iri, successor, earlier)}"
        )
        yield Problem(place, Severity.WARNING, GONE, what, mend)


def other_meanings(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield each identifier that means something else than in the last release that published it."""
    for change in earlier.changes:
        if not changes_meaning(change):
            continue
        predicates = (TYPE,) if change.alteration is Alteration.RECLASSIFIED else MEANING
        version = earlier.last[change.iri].version
        before, after = change.before or "nothing", change.after or "nothing"
        what = f"{change.iri} had another meaning in {version}: {before}, and now {after}"
        record = record_text(change.iri, "", earlier)
        mend = f"restore it, or give another identifier to what it is now, and record in data/withdrawn.ttl: {record}"
        yield Problem(earlier.line_of(change.iri, *predicates), Severity.WARNING, MEANS_ELSE, what, mend)


def changed_facts(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield, for each passage, which facts of the last release it states no more, unless they follow a recorded rename.

    What rules derived is left out, for it follows from what is stated.
    """
    found: dict[Place, list[str]] = defaultdict(list)
    first = first_lines(earlier.dataset)
    for change in earlier.changes:
        if change.kind != "fact" or change.alteration not in (Alteration.WITHDRAWN, Alteration.CORRECTED):
            continue
        fact = earlier.history[-1].contents.facts[change.iri]
        if fact.origin == "derived" or any(part in earlier.renames for part in fact.triple):
            continue
        place = next((first[each] for each in fact.grounds if each in first), earlier.places.start)
        now = f", now {' '.join(change.after.split(' ')[2:])}" if change.replaced_by else ""
        found[place].append(f"{change.before}{now}")
    for place, facts in found.items():
        named = "; ".join(facts[:MOST_NAMED])
        more = f"; and {len(facts) - MOST_NAMED} more" if len(facts) > MOST_NAMED else ""
        what = f"{earlier.history[-1].version} stated here what is stated no more: {named}{more}"
        mend = "nothing if that is meant: the next release records it"
        yield Problem(place, Severity.INFO, "changed-fact", what, mend)


def first_lines(dataset: Dataset) -> Mapping[str, Place]:
    """Return the first line of each named graph, by its shortened IRI."""
    found: dict[object, Place] = {}
    for quad, place in dataset.places.items():
        found.setdefault(quad.graph_name, place)
    return {shorten(graph.value): place for graph, place in found.items() if isinstance(graph, NamedNode)}

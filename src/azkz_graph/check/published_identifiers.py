"""Problems with what earlier releases published: identifiers that are gone or mean something else, changed facts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.check.earlier_releases import EarlierReleases, beside_history
from azkz_graph.check.withdrawal_records import record_problems, record_text
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.problem import Place, Problem, Severity, UsageError
from azkz_graph.register.comparison import Alteration
from azkz_graph.register.published_contents import DEFINITIONS, MEANING, SELECTOR
from azkz_graph.register.release_history import read_history
from azkz_graph.register.release_register import FOLDER
from azkz_graph.register.version_rule import changes_meaning, shares_no_word
from azkz_graph.vocabulary import LABEL, TYPE, shorten

GONE: Final = "gone"
MEANS_ELSE: Final = "meaning"
FORBIDDEN: Final = frozenset({GONE, MEANS_ELSE})
"""The codes of problems that are warnings while the data are edited, and forbid a release."""

OTHER_WORDS: Final = "other-words"
"""The code of problems that a release asks about."""

MEANT: Final = "nothing if that is meant: the next release records it"
"""How to mend what an editor may change."""

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
        history = read_history(data)
    except UsageError as fault:
        yield describe_fault(str(fault), data / FOLDER)
        return
    try:
        earlier = beside_history(dataset, history)
    except UsageError:
        # A query that cannot be read has a problem of its own.
        return
    yield from find_problems(earlier)


def describe_fault(sentence: str, folder: Path) -> Problem:
    """Build the problem that the register cannot be read, at the line that the sentence names, if it names one."""
    what, _, mend = sentence.rpartition("; ")
    found = re.match(r"(.+):([0-9]+): ", what)
    place = Place(Path(found[1]), int(found[2])) if found else Place(folder / "releases.tsv", 1)
    return Problem(place, Severity.ERROR, "register", what[found.end() :] if found else what, mend)


def find_problems(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield the problems of identifiers, of facts, and of the records of withdrawals."""
    yield from gone_identifiers(earlier)
    yield from other_meanings(earlier)
    yield from (problem for _, problem in other_words(earlier))
    yield from moved_passages(earlier)
    yield from changed_facts(earlier)
    for name, record in earlier.records.items():
        yield from record_problems(name, record, earlier)


def gone_identifiers(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield each identifier that is gone without a record, where a new one has its label, else in the register."""
    for change in earlier.changes:
        is_gone = change.kind != "fact" and change.alteration is Alteration.WITHDRAWN
        if not is_gone or change.iri in earlier.records:
            continue
        successor = change.replaced_by[0] if change.replaced_by else ""
        place = earlier.line_of(successor) if successor else earlier.line_of_entry(change.iri)
        called = f", “{change.before}”" if change.before else ""
        what = f"{change.iri}{called}, which {earlier.last[change.iri].version} published, is gone"
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


def other_words(earlier: EarlierReleases) -> Iterator[tuple[str, Problem]]:
    """Yield each label or definition that has no word in common with the former one, with the identifier."""
    for change in earlier.changes:
        if not shares_no_word(change):
            continue
        is_label = change.alteration is Alteration.RELABELLED
        part = "label" if is_label else "definition"
        place = earlier.line_of(change.iri, *((LABEL,) if is_label else DEFINITIONS))
        what = (
            f"the {part} of {change.iri} was {change.before!r} and is {change.after!r}, which share no word"
        )
        mend = f"if it still means the same, release with --confirm {change.iri}; if not, give it another identifier"
        yield change.iri, Problem(place, Severity.INFO, OTHER_WORDS, what, mend)


def moved_passages(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield each passage that is elsewhere in the article than in the last release that published it."""
    for change in earlier.changes:
        if change.kind == "passage" and change.alteration is Alteration.MOVED:
            before, after = change.before or "nowhere", change.after or "nowhere"
            version = earlier.last[change.iri].version
            what = f"{change.iri} was at {before} in {version}, and is at {after}"
            yield Problem(earlier.line_of(change.iri, SELECTOR), Severity.INFO, "moved-passage", what, MEANT)


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
        yield Problem(place, Severity.INFO, "changed-fact", what, MEANT)


def first_lines(dataset: Dataset) -> Mapping[str, Place]:
    """Return the first line of each named graph, by its shortened IRI."""
    found: dict[object, Place] = {}
    for quad, place in dataset.places.items():
        found.setdefault(quad.graph_name, place)
    return {shorten(graph.value): place for graph, place in found.items() if isinstance(graph, NamedNode)}

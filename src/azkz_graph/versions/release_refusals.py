"""Reasons against releasing a version: lost identifiers, other meanings, a version or date that does not fit."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.check.earlier_releases import EarlierReleases
from azkz_graph.check.published_identifiers import FORBIDDEN, other_words
from azkz_graph.check.withdrawal_records import is_day, record_line
from azkz_graph.dataset.dataset_record import DATASET, dataset_record
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.register.comparison import Alteration, Change, compare
from azkz_graph.register.release_register import version_number
from azkz_graph.register.version_rule import Level, following_version, level
from azkz_graph.register.withdrawals import DATE
from azkz_graph.vocabulary import PREFIXES, WITHDRAWN_IN, shorten

VERSION: Final = NamedNode(PREFIXES["owl"] + "versionInfo")
ISSUED: Final = NamedNode(PREFIXES["dct"] + "issued")


def changes_since_last(earlier: EarlierReleases) -> tuple[Change, ...]:
    """Return how the dataset differs from the last release; nothing if there is none."""
    if not earlier.history:
        return ()
    return compare(earlier.history[-1].contents, earlier.current.contents, earlier.renames)


def release_refusals(
    problems: Iterable[Problem], earlier: EarlierReleases, confirmed: Collection[str], today: date
) -> Iterator[Problem]:
    """Yield what forbids the release of a dataset, as errors, in no order.

    `problems` are those of the checks. `confirmed` are shortened IRIs that may have a label or a definition which has
    no word in common with the former one.
    """
    yield from (replace(each, severity=Severity.ERROR) for each in problems if each.code in FORBIDDEN)
    changes = changes_since_last(earlier)
    yield from version_refusals(changes, earlier)
    yield from date_refusals(earlier, today)
    yield from record_refusals(earlier)
    for iri, problem in other_words(earlier):
        if iri not in confirmed:
            yield replace(problem, severity=Severity.ERROR)


def version_refusals(changes: Collection[Change], earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield that the version does not fit what has changed, and that another file says another version."""
    version, place = stated_version(earlier)
    if not version_number(version):
        yield error(place, "version", f"{version!a} is no version", "write one such as 1.0.0")
        return
    for quad, line in earlier.dataset.places.items():
        if quad.predicate == VERSION and line.path.is_relative_to(earlier.dataset.project.root):
            said = str(getattr(quad.object, "value", ""))
            if said != version:
                what = f"{shorten(str(quad.subject).strip('<>'))} has the version {said}, and the dataset {version}"
                yield error(
                    line, "version", what, f"write {version} here too, or correct that of the dataset"
                )
    if not earlier.history:
        return
    last, raised = earlier.history[-1], level(changes)
    fitting = following_version(last.version, raised)
    if raised is Level.NONE:
        if version != last.version:
            what = f"nothing has changed since {last.version}"
            yield error(
                place, "version", what, f"leave the version at {last.version}; there is nothing to release"
            )
    elif version != fitting:
        what = f"the version {version} does not fit what has changed since {last.version} ({reason(changes, raised)})"
        yield error(place, "version", what, f"write {fitting}")


def stated_version(earlier: EarlierReleases) -> tuple[str, Place]:
    """Return the version of the dataset, and the line that states it."""
    return dataset_record(earlier.dataset).version, earlier.places.nearest(DATASET, VERSION)


def reason(changes: Iterable[Change], raised: Level) -> str:
    """Return the part of the number that changes raise, with one that does."""
    raising = [change for change in changes if level([change]) is raised]
    first = min(raising, key=lambda change: change.alteration is not Alteration.WITHDRAWN)
    return f"{raised.name.lower()}, for the {first.kind} {first.iri} is {first.alteration.value}"


def date_refusals(earlier: EarlierReleases, today: date) -> Iterator[Problem]:
    """Yield that the date of the release is none, in the future, or before the last release."""
    place, day = earlier.places.nearest(DATASET, ISSUED), dataset_record(earlier.dataset).issued
    if not is_day(day):
        yield error(
            place, "date", f"the date of the release, {day!a}, is none", "write one such as 2026-12-01"
        )
    elif day > today.isoformat():
        yield error(place, "date", f"the release is of {day}, and today is {today}", f"write {today}")
    elif earlier.history and day < earlier.history[-1].issued:
        last = earlier.history[-1]
        what = f"the release is of {day}, and {last.version} was of {last.issued}"
        yield error(place, "date", what, f"write {today}")


def record_refusals(earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield each record of a withdrawal since the last release whose version or date is not that of this release."""
    if not earlier.history:
        return
    last, (version, _) = earlier.history[-1], stated_version(earlier)
    issued = earlier.current.issued
    for name, record in earlier.records.items():
        if earlier.last.get(name) is not last or name in earlier.current.contents.identifiers:
            continue
        if record.version != version:
            place = record_line(name, WITHDRAWN_IN, earlier.dataset)
            what = f"{name} is withdrawn in {record.version}, and this release is {version}"
            yield error(place, "withdrawal", what, f"write {version}, if that fits what has changed")
        if issued and record.date > issued:
            place = record_line(name, DATE, earlier.dataset)
            what = f"{name} is withdrawn on {record.date}, after the release of {issued}"
            yield error(place, "withdrawal", what, "correct the date, or that of the release")


def error(place: Place, code: str, what: str, mend: str) -> Problem:
    """Build a problem that forbids the release."""
    return Problem(place, Severity.ERROR, code, what, mend)

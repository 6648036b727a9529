"""Problems with the records of withdrawals in data/withdrawn.ttl, beside what the shapes find."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from pyoxigraph import NamedNode

from azkz_graph.check.earlier_releases import EarlierReleases
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.register.published_contents import REPLACED_BY
from azkz_graph.register.release_register import version_number
from azkz_graph.register.version_rule import Level, following_version
from azkz_graph.register.withdrawals import DATE, REASON, WITHDRAWN, Withdrawal, whole
from azkz_graph.vocabulary import PREFIXES, WITHDRAWN_IN, shorten

PLACEHOLDER: Final = "REASON"
"""What the record that is printed has where its author is to write the reason."""


def record_problems(name: str, record: Withdrawal, earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield what is wrong with the record of a withdrawal, beside what the shapes find."""
    contents = earlier.current.contents
    if name in contents.identifiers or name in contents.facts:
        what = f"{name} is recorded as withdrawn, and the dataset still has it"
        yield fault(name, "", what, "take away the one or the other", earlier)
        return
    was_published = name in earlier.last or any(name in each.contents.facts for each in earlier.history)
    if earlier.history and not was_published:
        yield fault(name, "", f"{name} was published by no release", "take the record away", earlier)
        return
    if any(text.strip() == PLACEHOLDER for text in record.reasons.values()):
        what = f"the record of {name} still has {PLACEHOLDER} in the place of the reason"
        yield fault(name, "changeNote", what, f"write why {name} is withdrawn", earlier)
    yield from replacement_problems(name, record, earlier)
    if name in earlier.last:
        yield from time_problems(name, record, earlier)


def replacement_problems(name: str, record: Withdrawal, earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield what is wrong with the replacements: they are unknown, or lead back."""
    contents = earlier.current.contents
    known = {*contents.identifiers, *contents.facts, *earlier.records}
    for iri in record.replaced_by:
        each = shorten(iri)
        if each not in known and not each.startswith("<"):
            what = f"{each}, which is to replace {name}, is described nowhere"
            yield fault(name, "isReplacedBy", what, "correct it, or describe it", earlier)
    if name in followers(name, earlier.records):
        what = f"what replaces {name} leads back to it"
        yield fault(name, "isReplacedBy", what, "name what is published instead", earlier)


def followers(name: str, records: Mapping[str, Withdrawal]) -> set[str]:
    """Return what replaces an identifier, at first or in the end, by the records."""
    found: set[str] = set()
    left = [name]
    while left:
        record = records.get(left.pop())
        behind = {shorten(iri) for iri in record.replaced_by} - found if record else set()
        found |= behind
        left += behind
    return found


def time_problems(name: str, record: Withdrawal, earlier: EarlierReleases) -> Iterator[Problem]:
    """Yield what is wrong with the version and the date; what is not of their form is left to the shapes."""
    last = earlier.last[name]
    behind = [each for each in earlier.history if version_number(each.version) > version_number(last.version)]
    if not version_number(record.version) or not is_day(record.date):
        return
    if behind and record.version != behind[0].version:
        what = f"{name} was withdrawn in {behind[0].version}, not in {record.version}"
        yield fault(name, "withdrawnIn", what, f"write {behind[0].version}", earlier)
    elif not behind and version_number(record.version) <= version_number(last.version):
        what = f"{last.version} published {name}, so that it was not withdrawn in {record.version}"
        version, _ = withdrawn_since(name, earlier)
        yield fault(name, "withdrawnIn", what, f"write the version that is to follow, {version}", earlier)
    latest = behind[0].issued if behind else ""
    if record.date < last.issued or (latest and record.date > latest):
        what = f"{name} cannot have been withdrawn on {record.date}: {last.version} published it on {last.issued}"
        what += f", and {behind[0].version} of {latest} had it no more" if behind else ""
        yield fault(name, "modified", what, "correct the date", earlier)


def is_day(text: str) -> bool:
    """Return whether the text is a day.

    >>> is_day("2026-11-29"), is_day("20261129"), is_day("2026-11-31")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def record_text(iri: str, successor: str, earlier: EarlierReleases) -> str:
    """Return the Turtle that records a withdrawal, in one line, with the prefixes that the file lacks."""
    version, day = withdrawn_since(iri, earlier)
    said = [
        "owl:deprecated true",
        f'azkz:withdrawnIn "{version}"',
        f'dct:modified "{day}"^^xsd:date',
        f'skos:changeNote "{PLACEHOLDER}"@en',
        *([f"dct:isReplacedBy {turtle_name(successor)}"] if successor else []),
    ]
    names = (iri, successor, *said)
    used = [prefix for prefix in PREFIXES if any(f"{prefix}:" in name for name in names)]
    missing = (each for each in used if earlier.record_prefixes.get(each) != PREFIXES[each])
    head = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing)
    return f"{head}{turtle_name(iri)} {' ; '.join(said)} ."


def withdrawn_since(iri: str, earlier: EarlierReleases) -> tuple[str, str]:
    """Return the first version that lacks an identifier, and the date: of that release, or today."""
    versions = [edition.version for edition in earlier.history]
    behind = versions.index(earlier.last[iri].version) + 1
    if behind < len(versions):
        return versions[behind], earlier.history[behind].issued
    return following_version(versions[-1], Level.MAJOR), date.today().isoformat()


def turtle_name(iri: str) -> str:
    """Return a shortened IRI as Turtle takes it: one with a slash in full.

    >>> turtle_name("id:article/c3")
    '<https://w3id.org/azkz/id/article/c3>'
    """
    return f"<{whole(iri)}>" if "/" in iri and not iri.startswith("<") else iri


PROPERTIES: Final = {
    "changeNote": REASON,
    "isReplacedBy": REPLACED_BY,
    "modified": DATE,
    "withdrawnIn": WITHDRAWN_IN,
}


def fault(name: str, property: str, what: str, mend: str, earlier: EarlierReleases) -> Problem:
    """Build the problem of a record, at the line of one of its properties if there is one."""
    place = record_line(name, PROPERTIES.get(property), earlier.dataset)
    return Problem(place, Severity.ERROR, "withdrawal", what, mend)


def record_line(name: str, property: NamedNode | None, dataset: Dataset) -> Place:
    """Return the line of a record, or of one of its properties."""
    node = NamedNode(whole(name))
    lines = (
        (quad.predicate != property, place)
        for quad, place in dataset.places.items()
        if quad.graph_name == WITHDRAWN and quad.subject == node
    )
    return min(lines)[1]

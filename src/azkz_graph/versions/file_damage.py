"""What happened to a file that is not as it was released: cut off, edited, or rewritten by a store."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from azkz_graph.dataset.derivation import fact_iri
from azkz_graph.graph.facts import Term
from azkz_graph.graph.value_equality import DECIMALS, value
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import PublishedFact, read_contents, shorten_term
from azkz_graph.register.shortened_terms import iri_node, term_of
from azkz_graph.text.counts import counted
from azkz_graph.versions.published_table import read_published_table
from azkz_graph.vocabulary import XSD

SHOWN: Final = 3
"""How many differences are named; the others are counted."""


FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""The format of each file of RDF of a release."""


class Damage(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    TRUNCATED = "truncated"
    EDITED = "edited"
    REWRITTEN = "rewritten"
    """A store has written literals in another form of the same value."""
    WRITTEN_AGAIN = "written again"
    """The bytes differ; the triples are the same."""
    UNKNOWN = "unknown"
    """Nothing that is at hand can vouch for it."""
    UNLISTED = "unlisted"
    CHECKSUM = "checksum"
    """A list of checksums does not agree with the files."""
    DISAGREEING = "disagreeing"
    """Two formats do not hold the same facts."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong with a file, with what to do about it."""

    file: str
    damage: Damage
    what: str


def diagnose(
    name: str, data: bytes, size: int, original: bytes | None, triples: Set[Triple] | None
) -> Iterator[Finding]:
    """Yield what happened to a file whose bytes are not those that were released.

    There were `size` bytes; `original` are those, and `triples` what they say, as far as they are known.
    """
    format = FORMATS.get(PurePath(name).suffix)
    is_beginning = format is None or not data if original is None else original.startswith(data)
    if is_beginning and len(data) < size:
        yield Finding(
            name, Damage.TRUNCATED, f"it ends after {len(data):,} of {size:,} bytes; fetch it again"
        )
        return
    if format is None:
        edits = compare_tables(name, original, data) if original and name.endswith(".csv") else []
        yield from describe_edits(name, edits or ["its bytes are not those of the release; fetch it again"])
        return
    try:
        found = read_triples(data, format)
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        yield describe_syntax_error(name, data, size, error)
        return
    if original is not None:
        triples = read_triples(original, format)
    if triples is not None and triples == found:
        yield compare_graphs(name, data, original, format)
    elif triples is not None:
        yield from compare_triples(name, triples, found)
    else:
        unknown = "its bytes are not those of the release; another copy would tell where; fetch it again"
        facts = read_contents(parse(data, format=format)).facts.values()
        yield from list(misnamed_facts(name, facts)) or [Finding(name, Damage.EDITED, unknown)]


def describe_syntax_error(name: str, data: bytes, size: int, error: Exception) -> Finding:
    """Return that a file cannot be parsed: at its end, as if it were cut off, or elsewhere."""
    last = data.count(b"\n") + 1
    line = getattr(error, "lineno", None)
    if line >= last - 1 if line else len(data) < size:
        return Finding(name, Damage.TRUNCATED, f"it breaks off in line {last}; fetch it again")
    where = f"line {line}" if line else "a line"
    return Finding(name, Damage.EDITED, f"{where} is not valid ({error}); fetch it again")


def read_triples(data: bytes, format: RdfFormat) -> frozenset[Triple]:
    """Return the triples of a file, whatever graphs hold them."""
    return frozenset(quad.triple for quad in parse(data, format=format))


def compare_graphs(name: str, data: bytes, original: bytes | None, format: RdfFormat) -> Finding:
    """Return what happened to a file with the triples of the release: whether they are in the same named graphs."""
    if original is not None:
        released, found = (set(parse(each, format=format)) for each in (original, data))
        if others := released ^ found:
            what = f"{counted(len({quad.triple for quad in others}), 'triple is', 'triples are')} in other graphs"
            return Finding(name, Damage.EDITED, f"{what}; fetch it again")
    elif format.supports_datasets and any(
        quad.graph_name != DefaultGraph() for quad in parse(data, format=format)
    ):
        what = "it holds the triples of the release; only another copy tells if its named graphs are the same"
        return Finding(name, Damage.UNKNOWN, what)
    what = "it holds the triples of the release in other bytes; nothing needs to be done"
    return Finding(name, Damage.WRITTEN_AGAIN, what)


def compare_triples(name: str, released: Set[Triple], found: Set[Triple]) -> Iterator[Finding]:
    """Yield how the triples of a file differ from those that were released."""
    missing, extra = released - found, found - released
    rewritten = pair(missing, extra, lambda one, other: value(one) == value(other))
    if rewritten:
        before, after = rewritten[0]
        what = (
            f"{counted(len(rewritten), 'literal has', 'literals have')} another form of the same value, "
            "as stores write them "
            f"({shorten_term(before.object)} became {shorten_term(after.object)}); load the released file instead"
        )
        yield Finding(name, Damage.REWRITTEN, what)
    paired = {triple for both in rewritten for triple in both}
    edited = pair(missing - paired, extra - paired, lambda one, other: True)
    paired |= {triple for both in edited for triple in both}
    yield from describe_edits(
        name,
        [
            *(f"{in_words(before)} became {shorten_term(after.object)}" for before, after in edited),
            *(f"{in_words(triple)} is missing" for triple in sorted(missing - paired, key=str)),
            *(f"{in_words(triple)} was added" for triple in sorted(extra - paired, key=str)),
        ],
    )


def pair(
    missing: Set[Triple], extra: Set[Triple], is_same: Callable[[Term, Term], bool]
) -> list[tuple[Triple, Triple]]:
    """Return the triples that differ only in their objects, which `is_same` compares: as each was, and as it is."""
    found: dict[tuple[object, object], list[Triple]] = {}
    for triple in sorted(extra, key=str):
        found.setdefault((triple.subject, triple.predicate), []).append(triple)
    pairs = []
    for triple in sorted(missing, key=str):
        near = found.get((triple.subject, triple.predicate), [])
        same = next((each for each in near if is_same(triple.object, each.object)), None)
        if same is not None:
            near.remove(same)
            pairs.append((triple, same))
    return pairs


def compare_tables(name: str, released: bytes, found: bytes) -> list[str]:
    """Return how the facts of a table differ from those that were released; none if it cannot be read."""
    try:
        before, after = (read_published_table(Path(name), data).facts for data in (released, found))
    except UsageError:
        return []
    return [
        *(
            f"{iri} {' '.join(before[iri].triple)} became {' '.join(after[iri].triple)}"
            for iri in sorted(before.keys() & after.keys())
            if before[iri].triple != after[iri].triple
        ),
        *(f"{iri} {' '.join(before[iri].triple)} is missing" for iri in sorted(before.keys() - after.keys())),
        *(f"{iri} {' '.join(after[iri].triple)} was added" for iri in sorted(after.keys() - before.keys())),
    ]


def describe_edits(name: str, edits: Sequence[str]) -> Iterator[Finding]:
    """Yield some edits, and how many there are besides."""
    for edit in edits[:SHOWN]:
        yield Finding(name, Damage.EDITED, edit)
    if len(edits) > SHOWN:
        yield Finding(
            name, Damage.EDITED, f"and {counted(len(edits) - SHOWN, 'more difference')} of this kind"
        )


def misnamed_facts(name: str, facts: Iterable[PublishedFact]) -> Iterator[Finding]:
    """Yield the facts whose identifier is not that of their triple, with what that tells of the file."""
    edited, rewritten = [], []
    for fact in facts:
        if (term := term_of(fact.object)) is None:
            edited.append(f"{fact.iri} is about a blank node")
            continue
        triple, node = Triple(iri_node(fact.subject), iri_node(fact.predicate), term), iri_node(fact.iri)
        if fact_iri(triple) == node:
            continue
        if any(fact_iri(form) == node for form in other_forms(triple)):
            rewritten.append(fact.iri)
        else:
            edited.append(f"{fact.iri} says {' '.join(fact.triple)}, which has another identifier")
    if rewritten:
        what = (
            f"{counted(len(rewritten), 'fact has a literal', 'facts have literals')} in another form of the same "
            f"value, as stores write them ({min(rewritten)}); load the released file instead"
        )
        yield Finding(name, Damage.REWRITTEN, what)
    yield from describe_edits(name, sorted(edited))


def other_forms(triple: Triple) -> Iterator[Triple]:
    """Yield the triple with other ways of writing its number, as its author may have written it."""
    term = triple.object
    if not isinstance(term, Literal) or term.datatype.value.removeprefix(XSD) not in DECIMALS:
        return
    text = term.value
    forms = {text, f"+{text}", f"0{text}", f"{text}.0", f"{text}0", f"{text}00", f"{text}.00"}
    for kind in ("integer", "decimal", "nonNegativeInteger", "positiveInteger"):
        for form in sorted({*forms, text.removesuffix(".0")}):
            yield Triple(triple.subject, triple.predicate, Literal(form, datatype=NamedNode(XSD + kind)))


def in_words(triple: Triple) -> str:
    """Return the triple on one line, with shortened IRIs."""
    return " ".join(shorten_term(term) for term in (triple.subject, triple.predicate, triple.object))

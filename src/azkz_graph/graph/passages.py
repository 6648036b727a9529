"""Passages: where each stands in the article, what it says, and its footnotes."""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.graph.facts import Triples, nodes, text, triples, values
from azkz_graph.graph.labels import label
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import DESCRIPTION, ONTOLOGY, PREFIXES

PART_OF = NamedNode(PREFIXES["schema"] + "isPartOf")
SELECTOR = NamedNode(PREFIXES["oa"] + "hasSelector")
START = NamedNode(PREFIXES["oa"] + "start")
END = NamedNode(PREFIXES["oa"] + "end")
DIGEST = NamedNode(ONTOLOGY + "sha256")
FOOTNOTE = NamedNode(ONTOLOGY + "hasFootnote")
TITLE = NamedNode(PREFIXES["dct"] + "title")
CITES = NamedNode(PREFIXES["cito"] + "cites")
LINK_DEAD = NamedNode(ONTOLOGY + "linkDeadAsOf")
ARCHIVED_AT = NamedNode(ONTOLOGY + "archivedAt")
ARCHIVED_ON = NamedNode(ONTOLOGY + "archivedOn")
ACCESSED = NamedNode(ONTOLOGY + "accessed")

WHOLE: Final = re.compile(r"[0-9]{1,18}", re.ASCII)
"""A whole number that is a place in a text."""


@dataclass(frozen=True)
class Passage:
    """A passage; `start` and `end` count the article's characters from 0, `digest` is its text's SHA-256."""

    iri: NamedNode
    name: str
    label: str
    description: str | None
    sections: tuple[str, ...]
    start: int | None
    end: int | None
    digest: str | None
    footnotes: tuple[NamedNode, ...]


def read_passage(store: Triples, iri: NamedNode, language: str = "en") -> Passage:
    """Read what the store says of the passage; what it does not say is None or empty."""
    selectors = nodes(store, iri, SELECTOR)
    start, end = (number(store, selectors[0], bound) if selectors else None for bound in (START, END))
    return Passage(
        iri,
        short_name(iri),
        label(store, iri, language),
        text(store, iri, DESCRIPTION, language),
        tuple(label(store, section, language) for section in nodes(store, iri, PART_OF)),
        start,
        end,
        text(store, iri, DIGEST),
        tuple(sorted(nodes(store, iri, FOOTNOTE), key=lambda footnote: natural(footnote.value))),
    )


def short_name(iri: NamedNode) -> str:
    """Return what the passage is called inside its article.

    >>> short_name(NamedNode("https://w3id.org/azkz/id/some-article/o9"))
    'o9'
    """
    return iri.value.rpartition("/")[2]


def natural(name: str) -> tuple[int, str]:
    """Return a sort key that puts fn2 before fn10."""
    return len(name), name


def number(store: Triples, node: NamedNode, predicate: NamedNode) -> int | None:
    """Return the node's whole number, if it has one."""
    found = [value.value for value in values(store, node, predicate) if isinstance(value, Literal)]
    return int(found[0]) if found and WHOLE.fullmatch(found[0]) else None


def sort_key(store: Triples, iri: NamedNode) -> tuple[float, str]:
    """Return a key that sorts passages in the order of the article."""
    starts = [number(store, selector, START) for selector in nodes(store, iri, SELECTOR)]
    return (float("inf") if not starts or starts[0] is None else starts[0]), iri.value


def place_words(passage: Passage) -> str:
    """Say where the passage stands."""
    parts = [passage.label, *(f"section {section}" for section in passage.sections)]
    if passage.start is not None and passage.end is not None:
        parts.append(f"characters {passage.start:,} to {passage.end:,}")
    return ", ".join(parts)


def footnote_words(store: Triples, footnote: NamedNode, language: str = "en") -> str:
    """Say what the footnote cites, and what it says of its link; nothing for other passages."""
    sources = nodes(store, footnote, CITES)
    parts = [f"“{text(store, source, TITLE) or label(store, source, language)}”" for source in sources]
    dead, archived, accessed = (text(store, footnote, term) for term in (LINK_DEAD, ARCHIVED_ON, ACCESSED))
    archives = " and ".join(
        label(store, archive, language) for archive in nodes(store, footnote, ARCHIVED_AT)
    )
    parts += [f"link dead as of {dead}"] if dead else []
    parts += [f"archived at {archives}" + (f" on {archived}" if archived else "")] if archives else []
    parts += [f"accessed {accessed}"] if accessed else []
    return "; ".join(parts)


def own_words(passage: Passage, article: str) -> str:
    """Return the words of the article at the passage's place.

    Raises:
        UsageError: the digest of the words is not the passage's: it is another text.
    """
    found = article[passage.start : passage.end]
    if passage.start is None or hashlib.sha256(found.encode()).hexdigest() != passage.digest:
        raise UsageError(
            f"the text at the place of {passage.name} is not the passage's; give the article's own text file"
        )
    return found


def check_words(store: Triples, article: str) -> None:
    """Refuse a text that is not the article whose passages the store describes.

    Raises:
        UsageError: the digest of some words is not their passage's.
    """
    described = {quad.subject for quad in triples(store, None, DIGEST)}
    for iri in sorted((each for each in described if isinstance(each, NamedNode)), key=str):
        if (passage := read_passage(store, iri)).start is not None:
            own_words(passage, article)

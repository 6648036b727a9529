"""A dataset and the article's file in; whether every passage is where and what the dataset says, and its words, out."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset import Dataset
from azkz_graph.places import Places
from azkz_graph.problem import Place, Problem, Severity, UsageError
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES, TYPE, shorten

SELECTOR: Final = NamedNode(PREFIXES["oa"] + "hasSelector")
START: Final = NamedNode(PREFIXES["oa"] + "start")
END: Final = NamedNode(PREFIXES["oa"] + "end")
DIGEST: Final = NamedNode(ONTOLOGY + "sha256")
FOOTNOTE: Final = NamedNode(ONTOLOGY + "hasFootnote")
FOOTNOTE_CLASS: Final = NamedNode(ONTOLOGY + "Footnote")
ARTICLE_CLASS: Final = NamedNode(PREFIXES["schema"] + "Article")

MARKS: Final = re.compile(r"(?:\[\d+\])+")
"""The marks of footnotes after a passage, as in [12][13]."""

FURNITURE: Final = re.compile(r"(?:\[\d+\])+|•|(?m:^\s*\d+\. \^(?: \d+\.\d+)*)")
"""What stands between passages: marks, bullets, and the numbers and back-links of footnotes."""


@dataclass(frozen=True)
class Span:
    """A stretch of the article that the dataset describes; `words` are its text, offsets are code points."""

    iri: NamedNode
    start: int
    end: int
    digest: str
    words: str


def read_article(path: Path) -> str:
    """The article's text.

    Raises:
        UsageError: the file is missing, is a folder, or is not in UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        raise UsageError(f"{path} cannot be read ({fault.strerror}); name the article's text file") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not in UTF-8; name the article's text file") from None


def spans(dataset: Dataset, text: str) -> list[Span]:
    """Every passage and heading that has a position and a digest, in the order of the text."""
    values = properties(dataset)
    found = []
    for (node, predicate), objects in values.items():
        if predicate != SELECTOR or (node, DIGEST) not in values or not isinstance(node, NamedNode):
            continue
        selector = objects[0]
        start, end = (int(values[selector, bound][0].value) for bound in (START, END))
        found.append(Span(node, start, end, values[node, DIGEST][0].value, text[start:end]))
    return sorted(found, key=lambda span: (span.start, -span.end))


def compare(dataset: Dataset, path: Path) -> Iterator[Problem]:
    """A problem for each passage whose text or footnotes differ, and for each stretch of text without a passage."""
    text = read_article(path)
    places = Places.of(dataset)
    every = spans(dataset, text)
    parts = [span for span in every if not is_a(dataset, span.iri, ARTICLE_CLASS)]
    if all(digest(span.words) != span.digest for span in every):
        yield foreign(path)
        return
    for span in every:
        yield from digest_problems(span, places)
    yield from footnote_problems(dataset, parts, text, places)
    yield from uncovered(parts, text, path)


def foreign(path: Path) -> Problem:
    """The problem that nothing of the file is what the dataset describes."""
    what = "no passage of the dataset is in this text"
    return Problem(
        Place(path, 1), Severity.ERROR, "article-digest", what, "name the file of the article itself"
    )


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_problems(span: Span, places: Places) -> Iterator[Problem]:
    """The problem that the text between the offsets is not the one that was described."""
    actual = digest(span.words)
    if actual != span.digest:
        name = shorten(span.iri.value)
        what = f"{name}: the article's text from {span.start} to {span.end} is another: {excerpt(span)}"
        mend = f"correct the position, or the digest to {actual}"
        yield Problem(places.nearest(span.iri, DIGEST), Severity.ERROR, "article-digest", what, mend)


def excerpt(span: Span, most: int = 60) -> str:
    """The first words of a span."""
    words = " ".join(span.words.split())
    return f"“{words[:most]}…”" if len(words) > most else f"“{words}”"


def footnote_problems(
    dataset: Dataset, parts: Iterable[Span], text: str, places: Places
) -> Iterator[Problem]:
    """A problem for each passage that the article marks with other footnotes than the dataset does."""
    values = properties(dataset)
    footnotes = [span.iri for span in parts if is_a(dataset, span.iri, FOOTNOTE_CLASS)]
    for span in parts:
        mark = MARKS.match(text, span.end)
        marked = {int(number) for number in re.findall(r"\d+", mark[0])} if mark else set()
        told = {
            number for number, note in enumerate(footnotes, 1) if note in values.get((span.iri, FOOTNOTE), [])
        }
        if marked != told:
            name = shorten(span.iri.value)
            what = f"{name}: the article marks footnotes {listed(marked)}, the passage has {listed(told)}"
            mend = "correct azkz:hasFootnote, or the end of the passage"
            yield Problem(places.nearest(span.iri, FOOTNOTE), Severity.ERROR, "article-footnote", what, mend)


def listed(numbers: Iterable[int]) -> str:
    """Numbers as a person lists them, or the word none."""
    return ", ".join(map(str, sorted(numbers))) or "none"


def uncovered(parts: Iterable[Span], text: str, path: Path) -> Iterator[Problem]:
    """A problem for each stretch of the article that no passage or heading covers."""
    furniture = [match.span() for match in FURNITURE.finditer(text)]
    covered = sorted([(span.start, span.end) for span in parts] + furniture)
    position = 0
    for start, end in [*covered, (len(text), len(text))]:
        gap = text[position:start]
        if gap.strip():
            line = text.count("\n", 0, start - len(gap.lstrip())) + 1
            what = f"the text from {position} to {start} is in no passage"
            mend = "add a passage to data/article.ttl with these offsets"
            yield Problem(Place(path, line), Severity.ERROR, "article-coverage", what, mend)
        position = max(position, end)


def properties(dataset: Dataset) -> dict[tuple[object, object], list[NamedNode | Literal]]:
    """The authored values by subject and property."""
    values: dict[tuple[object, object], list[NamedNode | Literal]] = {}
    for quad in dataset.places:
        values.setdefault((quad.subject, quad.predicate), []).append(quad.object)  # type: ignore[arg-type]
    return values


def is_a(dataset: Dataset, node: NamedNode, kind: NamedNode) -> bool:
    """Whether the node is said to be of the class."""
    return kind in properties(dataset).get((node, TYPE), [])

"""Passages compared with the article's text: positions, words, footnotes."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.statement_lines import Places
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.text.safe_text import printable
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES, TYPE, shorten

SELECTOR: Final = NamedNode(PREFIXES["oa"] + "hasSelector")
START: Final = NamedNode(PREFIXES["oa"] + "start")
END: Final = NamedNode(PREFIXES["oa"] + "end")
DIGEST: Final = NamedNode(ONTOLOGY + "sha256")
FOOTNOTE: Final = NamedNode(ONTOLOGY + "hasFootnote")
FOOTNOTE_CLASS: Final = NamedNode(ONTOLOGY + "Footnote")
ARTICLE_CLASS: Final = NamedNode(PREFIXES["schema"] + "Article")

MARKS: Final = re.compile(r"(?:\[\d{1,9}\])+")
"""The marks of footnotes after a passage, as in [12][13]."""

FURNITURE: Final = re.compile(r"(?:\[\d{1,9}\])+|•|(?m:^[^\S\n]*+\d++\. \^(?: \d+\.\d+)*)")
"""What stands between passages: marks, bullets, and the numbers and back-links of footnotes."""

LOOKED_THROUGH: Final = 1 << 26
"""How many characters are compared, in all passages together, to find where texts stand that have moved."""

EACH: Final = 200
"""The characters that could be compared in the time that it takes to begin."""

Values = Mapping[tuple[object, object], list[NamedNode | Literal]]
"""The authored values by subject and property."""


@dataclass(frozen=True)
class Span:
    """A stretch of the article that the dataset describes; `words` are its text, offsets are code points."""

    iri: NamedNode
    name: str
    selector: NamedNode
    start: int
    end: int
    digest: str
    words: str

    def is_found(self) -> bool:
        """Return whether the words are those that were described."""
        return digest(self.words) == self.digest


def outline_article(dataset: Dataset, path: Path) -> list[str]:
    """Yield a line for each passage and heading in the order of the article: its name, its place, its words.

    >>> line("o9", 958, 1001, "two  words")
    'o9  958–1001  two words'

    Raises:
        UsageError: the file cannot be read.
    """
    values = properties(dataset)
    parts = [span for span in spans(dataset, values, read_article(path)) if not is_article(values, span.iri)]
    return [line(span.iri.value.rpartition("/")[2], span.start, span.end, span.words) for span in parts]


def line(name: str, start: int, end: int, words: str) -> str:
    """Return a passage in one line."""
    return f"{name}  {start}–{end}  {printable(words)}"


def spans(dataset: Dataset, values: Values, text: str) -> list[Span]:
    """Return every passage and heading that has a position and a digest, in the order of the text.

    What has no readable position or digest is left out; the shapes report it.
    """
    found = []
    for (node, predicate), selectors in values.items():
        digests = values.get((node, DIGEST), [])
        if predicate != SELECTOR or not digests or not isinstance(node, NamedNode):
            continue
        selector = selectors[0]
        start, end = (offset(values.get((selector, bound), [])) for bound in (START, END))
        if start is not None and end is not None and isinstance(selector, NamedNode):
            name = shorten(node.value, dataset.names())
            found.append(Span(node, name, selector, start, end, digests[0].value, text[start:end]))
    return sorted(found, key=lambda span: (span.start, -span.end))


def offset(values: list[NamedNode | Literal]) -> int | None:
    """Return the offset, if it is a whole number."""
    return int(values[0].value) if values and re.fullmatch(r"[0-9]{1,18}", values[0].value) else None


def compare(dataset: Dataset, path: Path) -> Iterator[Problem]:
    """Yield a problem for each passage whose text or footnotes differ, and each stretch of text without a passage.

    Raises:
        UsageError: the file cannot be read.
    """
    text = read_article(path)
    values = properties(dataset)
    places = Places.of(dataset)
    every = spans(dataset, values, text)
    if misread := foreign(every, text, path):
        yield misread
        return
    search = Search(text)
    for span in every:
        if not span.is_found():
            yield digest_problem(span, search, places)
    parts = [span for span in every if not is_article(values, span.iri)]
    yield from footnote_problems(values, parts, text, places)
    yield from find_uncovered(parts, text, path)


def foreign(every: Iterable[Span], text: str, path: Path) -> Problem | None:
    """Build the problem that the file is another text, or that it was saved in another way."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if plain != text and digest(plain) in {span.digest for span in every}:
        what = "the file has a byte order mark or carriage returns, which no position counts"
        mend = "save it in UTF-8 without a mark, its lines ended by line feeds"
    elif not any(span.is_found() for span in every):
        what, mend = "no passage of the dataset is in this text", "name the file of the article itself"
    else:
        return None
    return Problem(Place(path, 1), Severity.ERROR, "article-digest", what, mend)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_problem(span: Span, search: "Search", places: Places) -> Problem:
    """Build the problem that the text between the offsets is not the one that was described."""
    what = (
        f"{span.name}: the article's text from {span.start} to {span.end} is different: {excerpt(span.words)}"
    )
    place = places.nearest(span.iri, DIGEST)
    mend = f"correct the position, or the digest to {digest(span.words)}"
    start = search.found_at(span)
    if start is not None:
        place = places.nearest(span.selector, START)
        mend = f"correct the position to oa:start {start} and oa:end {start + span.end - span.start}"
    return Problem(place, Severity.ERROR, "article-digest", what, mend)


@dataclass
class Search:
    """The search for passages that have moved; `left` is how many characters it may still compare."""

    text: str
    left: int = LOOKED_THROUGH
    moved: int = 0

    def found_at(self, span: Span) -> int | None:
        """Find where else in the article the described text stands, unless the search is given up before.

        First comes the place to which the passage before it has moved, then what is nearest to its own.
        """
        length = span.end - span.start
        last = len(self.text) - length
        if length <= 0 or last < 0:
            return None
        for start in outward(min(max(span.start + self.moved, 0), last), last):
            self.left -= length + EACH
            if self.left < 0:
                return None
            if digest(self.text[start : start + length]) == span.digest:
                self.moved = start - span.start
                return start
        return None


def outward(middle: int, last: int) -> Iterator[int]:
    """Yield the numbers from 0 to the last, those nearest to the middle first.

    >>> list(outward(1, 4))
    [1, 0, 2, 3, 4]
    """
    yield middle
    for step in range(1, max(middle, last - middle) + 1):
        yield from (start for start in (middle - step, middle + step) if 0 <= start <= last)


def excerpt(words: str, most: int = 60) -> str:
    """Return the first words of a text.

    >>> excerpt("one two three", 7)
    '“one two…”'
    """
    words = " ".join(words.split())
    return f"“{words[:most]}…”" if len(words) > most else f"“{words}”"


def footnote_problems(values: Values, parts: Iterable[Span], text: str, places: Places) -> Iterator[Problem]:
    """Yield a problem for each passage whose footnotes in the article differ from those in the dataset."""
    footnotes = (span.iri for span in parts if FOOTNOTE_CLASS in values.get((span.iri, TYPE), []))
    numbers: dict[object, int] = {footnote: number for number, footnote in enumerate(footnotes, 1)}
    for span in parts:
        mark = MARKS.match(text, span.end)
        marked = {int(number) for number in re.findall(r"\d+", mark[0])} if mark else set()
        given = values.get((span.iri, FOOTNOTE), [])
        told = {numbers[footnote] for footnote in given if footnote in numbers}
        if marked != told:
            there, here = join_numbers(marked), join_numbers(told)
            what = f"{span.name}: the article marks footnotes {there}, the passage has {here}"
            mend = "correct azkz:hasFootnote, or the end of the passage"
            yield Problem(places.nearest(span.iri, FOOTNOTE), Severity.ERROR, "article-footnote", what, mend)


def join_numbers(numbers: Iterable[int]) -> str:
    """Join numbers as a person does; no numbers give the word none.

    >>> join_numbers({3, 1}), join_numbers([])
    ('1, 3', 'none')
    """
    return ", ".join(map(str, sorted(numbers))) or "none"


def find_uncovered(parts: Iterable[Span], text: str, path: Path) -> Iterator[Problem]:
    """Yield a problem for each stretch of the article that no passage or heading covers."""
    furniture = [match.span() for match in FURNITURE.finditer(text)]
    covered = sorted([(span.start, span.end) for span in parts] + furniture)
    position, counted, number = 0, 0, 1
    for start, end in [*covered, (len(text), len(text))]:
        gap = text[position:start]
        if gap.strip():
            first = start - len(gap.lstrip())
            last = first + len(gap.strip())
            number += text.count("\n", counted, first)
            counted = first
            what = f"the text from {first} to {last} is in no passage: {excerpt(gap)}"
            mend = "add a passage to data/article.ttl with these offsets"
            yield Problem(Place(path, number), Severity.ERROR, "article-coverage", what, mend)
        position = max(position, end)


def properties(dataset: Dataset) -> Values:
    """Return the authored values by subject and property."""
    values: dict[tuple[object, object], list[NamedNode | Literal]] = {}
    for quad in dataset.places:
        if isinstance(quad.object, NamedNode | Literal):
            values.setdefault((quad.subject, quad.predicate), []).append(quad.object)
    return values


def is_article(values: Values, node: NamedNode) -> bool:
    """Return whether the node is the article as a whole."""
    return ARTICLE_CLASS in values.get((node, TYPE), [])

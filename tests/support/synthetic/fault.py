"""Faults put into articles, and where a check must find each."""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from synthetic.article import Article
from synthetic.kinds import COLLIDING, COLLISION, KINDS, Kind
from synthetic.mould import Mould


@dataclass(frozen=True, order=True)
class Fault:
    """A row of severity error that the problems table must have: `file` is the path in the article's folder.

    `kind` is what was done to the article. One such change can be behind more than one row.
    """

    article: str
    file: str
    line: int
    code: str
    kind: str


def faulty(articles: int, seed: int, faults: int) -> dict[int, str]:
    """By the numbers of articles with a fault, its kind; all kinds come before one comes again.

    Raises:
        ValueError: there are more faults than articles.
    """
    if faults > articles:
        raise ValueError(f"{articles} articles cannot have {faults} faults, one each; ask for fewer faults")
    chance = random.Random(f"{seed}/faults")
    numbers = chance.sample(range(1, articles + 1), faults)
    kinds = chance.sample(sorted(KINDS), len(KINDS))
    return {number: kinds[place % len(kinds)] for place, number in enumerate(numbers)}


def with_fault(article: Article, name: str, mould: Mould) -> tuple[Article, tuple[Fault, ...]]:
    """The article with a fault of a kind, and the problems that it has then."""
    kind, number = KINDS[name], str(article.number)
    files = describing(article.files, mould) if name == COLLISION else article.files
    pattern = re.compile(filled(kind.pattern, number), re.MULTILINE)
    places = {
        file: place
        for file, text in files.items()
        if kind.file in ("", file) and (place := pattern.search(text))
    }
    file, place = next(iter(places.items()))
    line = place.string.count("\n", 0, place.start()) + 1
    found = tuple(Fault(article.name, file, line + below, code, name) for below, code in kind.problems)
    changed = {
        each: changed_text(pattern, kind, text, number) if each in places else text
        for each, text in files.items()
    }
    return Article(article.number, {each: text for each, text in changed.items() if text is not None}), found


def changed_text(pattern: re.Pattern[str], kind: Kind, text: str, number: str) -> str | None:
    """What becomes of a file: one place is changed, or all, if the fault goes through all files."""
    if kind.becomes is None:
        return None
    return pattern.sub(filled(kind.becomes, number), text, count=1 if kind.file else 0)


def filled(text: str, number: str) -> str:
    """A pattern, or what it becomes, for the article of a number."""
    return re.sub(r"(?<=-a|, |00)N\b", number, text)


def describing(files: Mapping[str, str], mould: Mould) -> dict[str, str]:
    """The files of an article that describes for itself what is to collide."""
    (shared,) = (piece for piece in mould.pieces if piece.node == COLLIDING)
    text = files[shared.file]
    own = text if f"\n{COLLIDING}\n" in text else f"{text}\n{shared.text % {}}"
    return {**files, shared.file: own}


def table(faults: Iterable[Fault]) -> str:
    """The faults as tab-separated values, with a head."""
    rows = [[field.name for field in fields(Fault)], *(astuple(fault) for fault in sorted(faults))]
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)

"""Texts with gaps, made of the real article's blocks, which each made-up article fills.

A gap is `%(key)s`, as Python's `%` fills it: `n` the article's number, `n5` the same in five digits, `y1992` what the
year 1992 becomes; of a passage or section `order:`, `start:`, `end:` and `digest:` with its node; `value:` with its
place for a number, `trade:` for one that goes with others, the predicate of a code of a state with its node, `about:`
with its node for what a note is about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from synthetic.block import ABOUT, TOKEN, Block, Node
from synthetic.label import LABELS, label

YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A year in a slug or a date."""

AUTHORITY: Final = re.compile(r"wikidata\.org/|geonames\.org/\d|dbpedia\.org/")
"""What an identifier of a thing elsewhere has."""

PLACED: Final = re.compile(r"(schema:position|oa:start|oa:end) (\d+)")
PLACES: Final = {"schema:position": "order", "oa:start": "start", "oa:end": "end"}


OF_A_HEAD: Final = frozenset(f"passage:{name}" for name in ("population", "gdp", "gdp-per-head"))
"""The passages whose figures fit each other: what is produced in a state, for each of its people."""


@dataclass
class Gaps:
    """What the templates ask for: the years, and the mould's numbers by the keys of their gaps."""

    years: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    def year(self, text: str) -> str:
        """The text with gaps for its years."""
        self.years.update(YEAR.findall(text))
        return YEAR.sub(lambda found: f"%(y{found[0]})s", text)


@dataclass(frozen=True)
class Names:
    """Which things keep their slugs (`shared`), which are doubled here (`again`), and what number each label has."""

    shared: frozenset[Node]
    again: frozenset[Node]
    numbers: Mapping[Node, int]

    def key(self, node: Node) -> str:
        """What the keys of a thing's gaps name it by."""
        return f"{node}-again" if node in self.again else node

    def written(self, node: Node, gaps: Gaps) -> str:
        """A thing's name in an article."""
        if node in self.shared:
            return node
        doubled = self.key(node)
        return doubled if node.startswith("passage:") else f"{gaps.year(doubled)}-a%(n)s"


def template(block: Block, names: Names, gaps: Gaps) -> str:
    """The text of a block with gaps; that of what articles share has none."""
    text = block.text.replace("%", "%%")
    if block.subject in names.shared:
        return text
    if block.subject is None:
        text = text.replace("azerbaijan-kazakhstan-article/", "azerbaijan-kazakhstan-article-a%(n)s/")
        text = text.replace("azkz/dataset>", "azkz/dataset-a%(n)s>")
        return text if text.startswith("@prefix") else named(text, block, names, gaps)
    text = named(text, block, names, gaps)
    node = names.key(block.subject)
    if block.file == "article.ttl":
        text = PLACED.sub(lambda found: f"{found[1]} %({PLACES[found[1]]}:{node})s", text)
        text = re.sub(r'azkz:sha256 "\w+"', f'azkz:sha256 "%(digest:{node})s"', text)
        text = text.replace("5,117 characters", "%(end:passage:position)s characters")
    if block.about and block.is_note:
        text = ABOUT.sub(lambda _: f" %(about:{node})s", text)
    return text


def named(text: str, block: Block, names: Names, gaps: Gaps) -> str:
    """The text with gaps for names, texts, dates, numbers and identifiers elsewhere."""
    predicate = ""

    def gap(found: re.Match[str]) -> str:
        nonlocal predicate
        if found["text"]:
            return literal(found["text"], found["tag"] or "", predicate, block, names, gaps)
        if found["iri"]:
            return elsewhere(found["iri"], block.subject in names.again)
        name = found["name"]
        if name and name.startswith(("id:", "passage:")):
            return names.written(name, gaps)
        predicate = name or predicate
        return found[0]

    text = TOKEN.sub(gap, text)
    return valued(text, block, names, gaps) if block.is_facts else text


def literal(text: str, tag: str, predicate: str, block: Block, names: Names, gaps: Gaps) -> str:
    """A literal of an article's own: another label, a text that tells the article's number, another year or code."""
    node = block.subject or ""
    if predicate == "rdfs:label" and block.file not in ("article.ttl", "notes.ttl") and tag[1:] in LABELS:
        number = names.numbers.get(node, 0) + (len(names.numbers) if node in names.again else 0)
        return f'"{label(text[1:-1], tag[1:], number)}"{tag}'
    if tag.startswith("@"):
        stop = "." if text.endswith('."') else ""
        told = text[:-1].removesuffix(".")
        # A word of another language is known by the thing's other names, which are made up.
        told = told.replace("w", "v") if tag == "@az" else told
        return f'{told}, %(n)s{"-2" if node in names.again else ""}{stop}"{tag}'
    if tag and not (predicate == "dct:issued" and block.file == "dataset.ttl"):
        return gaps.year(text) + tag
    if predicate.startswith(("azkz:iso3166", "azkz:m49")):
        gaps.codes.add(node)
        return f'"%({predicate}:{node})s"'
    return text + tag


def elsewhere(iri: str, again: bool) -> str:
    """An identifier of a thing of an article's own: none that the authority gives, for it has too many digits."""
    more = "%(n5)s9" if again else "%(n5)s"
    return re.sub(r"/?>$", lambda end: f"{more}{end[0]}", iri) if AUTHORITY.search(iri) else iri


def valued(text: str, block: Block, names: Names, gaps: Gaps) -> str:
    """The facts of a passage with gaps for the values of its figures."""

    def gap(found: re.Match[str]) -> str:
        # What is computed of the figures of a state, its product for one, has to fit them still.
        kind = "trade" if "TradeFigure" in text else "same" if block.subject in OF_A_HEAD else "value"
        key = f"{kind}:{names.key(block.subject or '')}:{found.start()}"
        gaps.values[key] = found[1]
        return f"schema:value %({key})s"

    return re.sub(r"schema:value ([0-9.]+)", gap, text)

"""Every kind of fault that a corpus can have, with the problems that a check has to name for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

COLLISION: Final = "slug collision"
"""The one kind that no check of an article by itself can find."""

COLLIDING: Final = "id:caspian-sea"
"""What is described otherwise there."""


@dataclass(frozen=True)
class Kind:
    """A change of a file: what matches `pattern` becomes `becomes`, in which `-aN` is the end of an article's slugs.

    `file` is "" if all files are changed; if `becomes` is None, the file is taken away. `problems` are the
    codes that the problems table has for it, with the lines, counted from that in which the first match begins.
    """

    file: str
    pattern: str
    becomes: str | None
    problems: tuple[tuple[int, str], ...]


KINDS: Final[Mapping[str, Kind]] = {
    "syntax error": Kind("notes.ttl", r'(?<=Which dollar, N)"', "", ((0, "syntax"),)),
    "undeclared prefix": Kind("facts.trig", "prov:wasAttributedTo", "prof:wasAttributedTo", ((0, "syntax"),)),
    "missing file": Kind("facts.trig", r"\A", None, ((0, "file"),)),
    "not UTF-8": Kind("notes.ttl", "(?<=Which dollar)", "\udcff", ((0, "encoding"),)),
    "undefined term": Kind(
        "facts.trig", "azkz:hedge (?=azkz:InEffect)", "azkz:hedged ", ((0, "undefined-term"),)
    ),
    "unresolved IRI": Kind("facts.trig", "(?<=wasAttributedTo id:)agency", "agencies", ((0, "unresolved"),)),
    "passage not described": Kind(
        "facts.trig",
        r"\Z",
        "\npassage:unknown {\n    id:baku-aN azkz:ofState id:azerbaijan-aN .\n}\n",
        ((2, "unresolved"), (2, "shape:Fact-statedIn")),
    ),
    "bad slug": Kind("", "id:area-of-azerbaijan-aN", "id:Area_of_azerbaijan-aN", ((1, "slug"),)),
    "duplicate description": Kind(
        "entities/groups.ttl",
        r"\Z",
        "\nid:area-of-azerbaijan-aN rdfs:seeAlso <https://example.org/area> .\n",
        ((1, "duplicate-slug"),),
    ),
    "ill-typed literal": Kind(
        "facts.trig",
        r'(?<=-08-)27(?="\^\^xsd:date)',
        "32",
        ((0, "datatype"), (0, "shape:DiplomaticRelations-established")),
    ),
    "rewritten literal": Kind(
        "facts.trig",
        r"(?<=gdp-per-head-of-azerbaijan)(-.*\n(?:.*\n){3}.*value \d+)",
        r"\1.50",
        ((4, "lexical-form"),),
    ),
    "text not in NFC": Kind("notes.ttl", "(?<=Which dollar)", "e\u0301", ((0, "nfc"),)),
    "bidi character": Kind("notes.ttl", "(?<=Which dollar)", "\u200f", ((0, "bidi"),)),
    "no English label": Kind(
        "entities/figures.ttl",
        r'(?<=^id:area-of-azerbaijan-aN\n    rdfs:label )"[^"]*"@en ,\s*',
        "",
        ((0, "shape:Labelled-en"),),
    ),
    "wrong class": Kind(
        "facts.trig",
        "azkz:unit id:square-kilometre",
        "azkz:unit id:area",
        ((0, "shape:Figure-unit"), (0, "shape:Graph-range")),
    ),
    "two values": Kind(
        "facts.trig",
        r"(?<=gdp-per-head-of-azerbaijan)(-.*\n(?:.*\n){3}.*value )(\d+) ;",
        r"\1\2 , 7000 ;",
        ((4, "shape:Figure-value"),),
    ),
    "figure without a unit": Kind(
        "facts.trig",
        r"(?<=gdp-per-head-of-azerbaijan)(-.*\n(?:.*\n){3}.*value \d+) ;\n.*azkz:unit .*\n",
        r"\1 .\n",
        ((1, "shape:Figure-unit"),),
    ),
    "wrong check digit": Kind("facts.trig", '855-7"', '855-8"', ((0, "shape:Book-isbnCheckDigit"),)),
    "date to come": Kind("facts.trig", r'(?<=azkz:asOf ")\d{4}', "2999", ((0, "shape:Graph-futureDate"),)),
    "overlapping passages": Kind(
        "article.ttl",
        r"^passage:number-position\n(.*\n.*oa:start )\d+",
        r"passage:number-position\n\g<1>1",
        ((2, "shape:Graph-passageOverlap"),),
    ),
    COLLISION: Kind(
        "entities/places.ttl",
        rf"^{COLLIDING}\n((?:.+\n)*?.*wikidata.org/entity/Q)\d+",
        rf"{COLLIDING}\n\g<1>9000000N",
        ((1, "slug-collision"),),
    ),
}
"""The kinds by their names."""

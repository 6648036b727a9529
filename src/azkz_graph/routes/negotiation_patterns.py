"""Content negotiation as patterns that every web server can use.

They weigh as RFC 9110, section 12.4.2, says: the first known name that has no weight or the weight 1 counts, else the
one with the greatest weight above 0, and of equals the first of ours. Patterns cannot compare numbers, so that weights
are told apart by two decimals only, and ranges such as `*/*` are passed over.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, THING

SEGMENTS: Final = r"[\w-]+(?:/[\w-]+)*"
"""What an IRI has behind the prefix of its route; dots stand only before suffixes."""

LANGUAGE_TAGS: Final[Mapping[str, str]] = {**{tag: tag for tag in LANGUAGES}, "iw": "he"}
"""The language that the first part of a language tag names; `iw` is what Hebrew was called until 1989."""

START: Final = "(?:^|,)"
"""What is before an item of a header's list."""

_WEIGHT_ONE = r"(?:;\s*(?:[^\s,;q][^,;]*|q[^\s,;=][^,;]*|q=1(?:\.0{0,3})?\s*)?)*(?:,|$)"
_LESSER_WEIGHT = r"(?:;[^,;]*)*?;\s*q=0\.([0-9]{1,3})\s*(?:[,;]|$)"


@dataclass(frozen=True)
class Preference:
    """Patterns that find the wanted name in a header's list.

    The first group of `weightless` is a name with no weight or the weight 1. If there is none, the group of each of the
    `weights`, by name, has the digits of a lesser weight behind its point.

    Letters of either case are meant. The patterns begin where an item of the list does, and look neither ahead nor
    behind, so that Caddy knows them too.
    """

    weightless: str
    weights: Mapping[str, str]


@dataclass(frozen=True)
class DocumentSet:
    """The suffixes of the documents that an IRI has.

    It has this set if the document with the last suffix exists.
    """

    name: str
    formats: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Return the suffix that no later set of `DOCUMENT_SETS` has, by which a server recognizes the set."""
        return self.formats[-1]

    @property
    def types(self) -> Mapping[str, str]:
        """Return the suffix of the document that each known media type asks for."""
        json = "jsonld" if "jsonld" in self.formats else "json"
        others = {
            "application/xhtml+xml": "html",
            **({"application/json": json} if json in self.formats else {}),
        }
        return {**{MEDIA_TYPES[suffix]: suffix for suffix in self.formats}, **others}

    @property
    def preference(self) -> Preference:
        """Return how the wanted type is found in Accept."""
        return preference(self.types)

    @property
    def fallback(self) -> str:
        """Return the suffix for those who refuse HTML and name nothing else that is known."""
        return self.formats[1]


DOCUMENT_SETS: Final = (
    DocumentSet("graph", (*THING, "trig")),
    DocumentSet("thing", THING),
    DocumentSet("table", ("html", "rq", "json", "csv")),
    DocumentSet("triples", ("html", "rq", "ttl", "nt")),
)
"""Of named graphs and passages; of all else that is described; of queries for rows, and for triples."""


def choices() -> dict[str, str]:
    """Return the suffix to choose, by a pattern of a set's name, a colon, and a media type that the set knows."""
    sets: dict[tuple[str, str], list[str]] = {}
    for each in DOCUMENT_SETS:
        for choice in each.types.items():
            sets.setdefault(choice, []).append(each.name)
    return {f"(?:{'|'.join(names)}):{re.escape(type)}": suffix for (type, suffix), names in sets.items()}


def weights() -> dict[str, tuple[str, str]]:
    """Return a pattern of the names of the sets that know it, and the pattern of its weight, by media type."""
    patterns = {type: found for each in DOCUMENT_SETS for type, found in each.preference.weights.items()}
    sets: dict[str, list[str]] = {}
    for each in DOCUMENT_SETS:
        for type in each.types:
            sets.setdefault(type, []).append(each.name)
    return {type: (f"(?:{'|'.join(names)})", patterns[type]) for type, names in sets.items()}


def fallbacks() -> dict[str, str]:
    """Return the suffix to choose for those who refuse HTML, by a pattern of a set's name."""
    names: dict[str, list[str]] = {}
    for each in DOCUMENT_SETS:
        names.setdefault(each.fallback, []).append(each.name)
    return {f"(?:{'|'.join(sets)})": suffix for suffix, sets in names.items()}


def preference(names: Iterable[str], tail: str = "") -> Preference:
    """Build the patterns that find one of the names, each possibly followed by `tail`.

    >>> found = START + preference(["text/html", "text/turtle"]).weightless
    >>> re.search(found, "text/plain, text/html;q=0.5, text/turtle;charset=utf-8")[1]
    'text/turtle'
    """
    known = {name: re.escape(name) for name in names}
    weights = {name: rf"\s*{known[name]}{tail}\s*{_LESSER_WEIGHT}" for name in known}
    return Preference(rf"\s*({'|'.join(known.values())}){tail}\s*{_WEIGHT_ONE}", weights)


def build_heaviest() -> str:
    """Build the pattern whose group is the name with the greatest weight, in a text of `~`, digits, `:` and names.

    >>> [re.search(HEAVIEST, text)[1] for text in ("~9:a~95:b~8:c", "~5:a~50:b", "~05:a~1:b~001:c")]
    ['b', 'a', 'b']
    >>> re.search(HEAVIEST, "~0:a~000:b") is None
    True
    """
    weights = [f"{hundredths:02}" for hundredths in range(99, 0, -1)]
    ends = [f"{digits[0]}(?:0[0-9]?)?" if digits[1] == "0" else f"{digits}[0-9]?" for digits in weights]
    return f"^(?:{'|'.join(f'.*?~{end}:' for end in [*ends, '00[1-9]'])})([^~]+)"


HEAVIEST: Final = build_heaviest()


LANGUAGE_PREFERENCE: Final = preference(LANGUAGE_TAGS, "(?:-[a-z0-9]+)*")

NO_HTML: Final = r"\s*text/html\s*(?:;[^,;]*)*?;\s*q=0(?:\.0*)?\s*(?:[,;]|$)"
"""What an item of Accept looks like that refuses HTML."""

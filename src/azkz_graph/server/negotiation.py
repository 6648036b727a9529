"""What a client accepts and what there is in; what it is given out, or that nothing fits.

Source: RFC 9110, section 12. A media type's parameter `profile` narrows it, RFC 6906; who knows no profile can use
the document as well, so that a profile that is not there is passed over if nothing else fits.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from webob.acceptparse import create_accept_header, create_accept_language_header

COMPACTED: Final = "http://www.w3.org/ns/json-ld#compacted"
"""The profile of our JSON-LD. Source: https://www.w3.org/TR/json-ld11/#iana-considerations."""

RANGE: Final = re.compile(r"""\s*([^\s;,"]+)((?:[^,"]|"(?:[^"\\]|\\.)*")*)(?:,|$)""")
PARAMETER: Final = re.compile(r""";\s*([\w.+-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*)""")


KNOWN: Final = 512
"""The headers of which it is remembered what they choose."""


def acceptable(accept: str | None, offers: Sequence[str]) -> list[str]:
    """The media types among `offers` that the header accepts, the most wanted first; where all are equal, as offered.

    >>> acceptable("text/html;q=0.5, text/*", ["text/html", "text/turtle"])
    ['text/turtle', 'text/html']
    >>> acceptable('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', ["application/ld+json"])
    ['application/ld+json']
    >>> acceptable("*/*, text/html;q=0", ["text/html", "text/turtle"])
    ['text/turtle']
    >>> acceptable("text/turtle;version=1.2", ["text/html", "text/turtle"])
    ['text/turtle']
    """
    return list(chosen(accept or "", tuple(offers)))


@lru_cache(KNOWN)
def chosen(accept: str, offers: tuple[str, ...]) -> Sequence[str]:
    """The same, worked out once for a header: a client sends the same each time."""
    readings = list(filter(None, (narrowed(accept, strict=strict) for strict in (True, False))))
    if not readings:
        return offers
    return next(filter(None, (matched(reading, offers) for reading in readings)), [])


def matched(accept: str, offers: Sequence[str]) -> list[str]:
    """The acceptable offers; all if the header cannot be read, as if it had not been sent."""
    return [offer for offer, _ in create_accept_header(accept).acceptable_offers(list(offers))]


def narrowed(accept: str, *, strict: bool) -> str:
    """The header with the parameters taken off that our documents satisfy; ranges that ask for others are left out.

    If not `strict`, the others' parameters are taken off too. What says more of a type goes before what says less.

    >>> narrowed("text/html;q=0.9, text/html;charset=utf-8;q=0.2", strict=True)
    'text/html;q=0.2'
    """
    found: dict[str, tuple[int, str]] = {}
    for match in RANGE.finditer(accept):
        type = match[1].lower()
        parameters = {name.lower(): value.strip('"') for name, value in PARAMETER.findall(match[2])}
        weight = parameters.pop("q", "1")
        satisfied = all(fits(type, name, value) for name, value in parameters.items())
        if not satisfied and strict:
            continue
        said = len(parameters) if satisfied else -1
        if type not in found or said > found[type][0]:
            found[type] = said, weight
    return ", ".join(f"{type};q={weight}" for type, (_, weight) in found.items())


def fits(type: str, name: str, value: str) -> bool:
    """Whether our documents of that type have the parameter."""
    if name == "profile":
        return type == "application/ld+json" and COMPACTED in value.split()
    return name == "charset" and value.lower() in ("utf-8", "utf8")


def language(accept: str | None, tags: Mapping[str, str], default: str) -> str:
    """The language whose tag comes first in the header; `tags` are what the known ones may be called.

    Source: RFC 4647, section 3.4. Where none is named, it is the default, or else the first that is not refused; the
    default too if all are, for a page in another language is better than none.

    >>> language("fr, iw-IL;q=0.8, en;q=0.5", {"en": "en", "he": "he", "iw": "he"}, "en")
    'he'
    >>> language("en;q=0, *", {"en": "en", "he": "he"}, "en")
    'he'
    """
    if not accept:
        return default
    header = create_accept_language_header(accept)
    found = (header.lookup(list(tags), default_tag=tag, default="") for tag in (default, *tags))
    return tags.get(next(filter(None, found), default).lower(), default)

"""Content negotiation: what a client gets of what there is.

Source: RFC 9110, section 12. A media type's parameter `profile` narrows it, RFC 6906; who knows no profile can use
the document as well, so that a profile that is not there is passed over if nothing else fits.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from azkz_graph.server.http.accept_preferences import Choice, choices

COMPACTED: Final = "http://www.w3.org/ns/json-ld#compacted"
"""The profile of our JSON-LD. Source: https://www.w3.org/TR/json-ld11/#iana-considerations."""

LANGUAGE_RANGE: Final = re.compile(r"\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*+")
"""Languages that a client names, in lower case. Source: RFC 4647, section 2.1."""

KNOWN: Final = 512
"""The headers of which it is remembered what they choose."""


def acceptable(accept: str | None, offers: Sequence[str]) -> list[str]:
    """Return the media types among `offers` that the header accepts, the most wanted first, equal ones as offered.

    >>> acceptable("text/html;q=0.5, text/*", ["text/html", "text/turtle"])
    ['text/turtle', 'text/html']
    >>> acceptable('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', ["application/ld+json"])
    ['application/ld+json']
    >>> acceptable("*/*, text/html;q=0", ["text/html", "text/turtle"])
    ['text/turtle']
    >>> acceptable("text/turtle;version=1.2", ["text/html", "text/turtle"])
    ['text/turtle']
    """
    return list(choose_offer(accept or "", tuple(offers)))


@lru_cache(KNOWN)
def choose_offer(accept: str, offers: tuple[str, ...]) -> Sequence[str]:
    """Return the same as `acceptable`, computed once for a header, since clients repeat theirs."""
    ranges = [each for each in choices(accept) if "/" in each.name]
    if not ranges:
        return offers
    readings = (weights(ranges, strict=strict) for strict in (True, False))
    return next(filter(None, (match_offers(reading, offers) for reading in readings)), [])


def match_offers(weights: Mapping[str, float], offers: Sequence[str]) -> list[str]:
    """Return the wanted offers, by the weight of the most specific range."""
    found = {offer: weight(offer, weights) for offer in offers}
    return sorted((offer for offer in offers if found[offer]), key=lambda offer: -found[offer])


def weight(type: str, weights: Mapping[str, float]) -> float:
    """Return how much a media type is wanted."""
    narrower = (type, type.partition("/")[0] + "/*", "*/*")
    return next((weights[each] for each in narrower if each in weights), 0)


def weights(ranges: Sequence[Choice], *, strict: bool) -> Mapping[str, float]:
    """Return the weights of the ranges whose parameters our documents satisfy.

    If not `strict`, of the others too.

    What says more of a type goes before what says less.

    >>> weights(choices("text/html;q=0.9, text/html;charset=utf-8;q=0.2"), strict=True)
    {'text/html': 0.2}
    """
    found: dict[str, tuple[int, float]] = {}
    for each in ranges:
        satisfied = all(fits(each.name, name, value) for name, value in each.parameters)
        if not satisfied and strict:
            continue
        said = len(each.parameters) if satisfied else -1
        if each.name not in found or said > found[each.name][0]:
            found[each.name] = said, each.weight
    return {name: weight for name, (_, weight) in found.items()}


def fits(type: str, name: str, value: str) -> bool:
    """Return whether our documents of that type have the parameter."""
    if name == "profile":
        return type == "application/ld+json" and COMPACTED in value.split()
    return name == "charset" and value.lower() in ("utf-8", "utf8")


def language(accept: str | None, tags: Mapping[str, str], default: str) -> str:
    """Return the language whose tag comes first in the header; `tags` are the names of the known ones.

    Source: RFC 4647, section 3.4. Where none is named, it is the default, or else the first that is not refused; the
    default too if all are, for a page in another language is better than none.

    >>> language("fr, iw-IL;q=0.8, en;q=0.5", {"en": "en", "he": "he", "iw": "he"}, "en")
    'he'
    >>> language("en;q=0, *", {"en": "en", "he": "he"}, "en")
    'he'
    """
    ranges = (each for each in choices(accept or "") if LANGUAGE_RANGE.fullmatch(each.name))
    wanted = sorted(ranges, key=lambda each: -each.weight)
    refused = {each.name for each in wanted if not each.weight}
    named = (each.name.partition("-")[0] for each in wanted if each.weight)
    known = [tag for tag in (default, *tags) if tag not in refused]
    found = next((tag for tag in named if tag in tags and tag in known), None)
    if found is None and "*" not in refused:
        found = next(iter(known), None)
    return tags[found or default]

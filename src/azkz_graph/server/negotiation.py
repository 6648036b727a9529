"""What a client accepts and what there is in; what it is given out, or that nothing fits.

Source: RFC 9110, section 12. A media type's parameter `profile` narrows it, RFC 6906; who knows no profile can use
the document as well, so that a profile that is not there is passed over if nothing else fits.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from webob.acceptparse import create_accept_header, create_accept_language_header

COMPACTED: Final = "http://www.w3.org/ns/json-ld#compacted"
"""The profile of our JSON-LD. Source: https://www.w3.org/TR/json-ld11/#iana-considerations."""

RANGE: Final = re.compile(r"""\s*([^\s;,"]+)((?:[^,"]|"(?:[^"\\]|\\.)*")*)(?:,|$)""")
PARAMETER: Final = re.compile(r""";\s*([\w.+-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*)""")


def acceptable(accept: str | None, offers: Sequence[str]) -> list[str]:
    """The media types among `offers` that the header accepts, the most wanted first; where all are equal, as offered.

    >>> acceptable("text/html;q=0.5, text/*", ["text/html", "text/turtle"])
    ['text/turtle', 'text/html']
    >>> acceptable('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', ["application/ld+json"])
    ['application/ld+json']
    >>> acceptable("*/*, text/html;q=0", ["text/html", "text/turtle"])
    ['text/turtle']
    """
    if not (accept or "").strip():
        return list(offers)
    return matched(narrowed(accept or "", strict=True), offers) or matched(
        narrowed(accept or "", strict=False), offers
    )


def matched(accept: str, offers: Sequence[str]) -> list[str]:
    """The acceptable offers; all if the header cannot be read, as if it had not been sent."""
    return [offer for offer, _ in create_accept_header(accept or None).acceptable_offers(list(offers))]


def narrowed(accept: str, *, strict: bool) -> str:
    """The header with the parameters taken off that our documents satisfy; ranges that ask for others are left out.

    If not `strict`, the others' parameters are taken off too.
    """
    found: dict[str, str] = {}
    for match in RANGE.finditer(accept):
        type, parameters = (
            match[1],
            {name.lower(): value.strip('"') for name, value in PARAMETER.findall(match[2])},
        )
        weight = parameters.pop("q", "1")
        satisfied = all(fits(type, name, value) for name, value in parameters.items())
        if not satisfied and (strict or type in found):
            continue
        found.setdefault(type, f"{type};q={weight}")
    return ", ".join(found.values())


def fits(type: str, name: str, value: str) -> bool:
    """Whether our documents of that type have the parameter."""
    if name == "profile":
        return type == "application/ld+json" and COMPACTED in value.split()
    return name == "charset" and value.lower() in ("utf-8", "utf8")


def language(accept: str | None, tags: Mapping[str, str], default: str) -> str:
    """The language whose tag comes first in the header; `tags` are what the known ones may be called.

    Source: RFC 4647, section 3.4.

    >>> language("fr, iw-IL;q=0.8, en;q=0.5", {"en": "en", "he": "he", "iw": "he"}, "en")
    'he'
    """
    found = (
        create_accept_language_header(accept).lookup(list(tags), default_tag=default) if accept else default
    )
    return tags.get(str(found).lower(), default)

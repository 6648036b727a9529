"""Parts of terms as engines write them, in the forms that the parser takes.

Sources: https://www.rfc-editor.org/rfc/rfc5646#section-2.1 for languages; https://www.w3.org/TR/n-triples/ for labels.
"""

import re
from collections.abc import Mapping, MutableSet
from typing import Final

from pyoxigraph import BlankNode, Literal

from azkz_graph.vocabulary import PREFIXES, XSD

IMPLIED: Final = (f"{XSD}string", f"{PREFIXES['rdf']}langString")
"""The datatypes that say nothing about a text beside its language, or beside that it has none."""


def readable_tag(tag: str) -> str | None:
    """Return a language tag as RFC 5646 writes it, None if it is none.

    >>> readable_tag("en_US"), readable_tag("zh_Hant_TW"), readable_tag("English language")
    ('en-US', 'zh-Hant-TW', None)
    """
    written = tag.strip().replace("_", "-")
    try:
        Literal("", language=written)
    except ValueError:
        return None
    return written


def readable_label(label: str) -> str:
    """Return the label of a blank node, with the code of each character that no label has, as in Virtuoso's.

    >>> readable_label("b1"), readable_label("nodeID://b1")
    ('b1', 'nodeID-3a--2f--2f-b1')
    """
    try:
        BlankNode(label)
    except ValueError:
        return re.sub(r"[^A-Za-z0-9]", lambda match: f"-{ord(match[0]):x}-", label).removeprefix("-")
    return label


def readable_literal(parts: Mapping[str, str], language: str, strange: MutableSet[str]) -> dict[str, str]:
    """Return what a literal has, by name, with a language that can be read or none, and no datatype beside it.

    `language` is the name of the member with the language; `strange` collects languages that cannot be read.
    """
    found = dict(parts)
    given = found.pop(language, "")
    tag = readable_tag(given) if given else None
    if given and tag is None:
        strange.add(given)
    if given and found.get("datatype") in IMPLIED:
        del found["datatype"]
    return {**found, language: tag} if tag else found

"""Results in the XML of SPARQL, without what the format does not define.

The parser refuses elements of other kinds, CDATA sections, a variable that is named twice and terms in engines' own
forms, strips the white space at the ends of a literal, and takes every text for UTF-8.
Source: https://www.w3.org/TR/rdf-sparql-XMLres/, and for triple terms https://www.w3.org/TR/sparql12-results-xml/.
"""

import re
from collections.abc import Mapping, MutableSet
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from azkz_graph.remote.readable_terms import readable_label, readable_literal

RESULTS: Final = "http://www.w3.org/2005/sparql-results#"
XML: Final = "http://www.w3.org/XML/1998/namespace"
DIRECTION: Final = "http://www.w3.org/2005/11/its"

TERMS: Final = ("uri", "literal", "bnode", "triple")

CHILDREN: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("sparql",),
    "sparql": ("head", "results", "boolean"),
    "head": ("variable",),
    "results": ("result",),
    "result": ("binding",),
    "binding": TERMS,
    "triple": ("subject", "predicate", "object"),
    "subject": TERMS,
    "predicate": TERMS,
    "object": TERMS,
}
"""The elements that each element has; those without any hold text."""

TEXTS: Final = ("uri", "literal", "bnode", "boolean")

ATTRIBUTES: Final[Mapping[str, str]] = {
    "name": "name",
    "datatype": "datatype",
    f"{XML} lang": "xml:lang",
    f"{DIRECTION} dir": "its:dir",
}
"""The attributes that are kept, as they are written."""

KEPT: Final = re.compile(r"\r|\A\s|\s\Z")
"""White space that the parser would change or strip."""


def known_elements(content: bytes, strange: MutableSet[str], charset: str | None = None) -> bytes:
    """Return the XML with nothing but the elements that the format defines, in UTF-8.

    Each variable is named once. `strange` collects the languages that are none, without which texts are read.
    `charset` is the encoding that the media type names, if it does, which counts more than that in the text.

    Raises:
        ValueError: it is no XML, or declares entities, which could be more than can be held.
    """
    parts: list[str] = []
    opened = [""]
    variables: set[str] = set()
    passed_over = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal passed_over
        namespace, _, local = name.rpartition(" ")
        is_again = local == "variable" and attributes.get("name") in variables
        if passed_over or is_again or namespace != RESULTS or local not in CHILDREN.get(opened[-1], ()):
            passed_over += 1
            return
        kept = {ATTRIBUTES[key]: value for key, value in attributes.items() if key in ATTRIBUTES and value}
        if local == "literal":
            kept = readable_literal(kept, "xml:lang", strange)
        if local == "variable":
            variables.add(attributes.get("name", ""))
        spaces = f' xmlns="{RESULTS}" xmlns:its="{DIRECTION}"' if local == "sparql" else ""
        parts.append(f"<{local}{spaces}{''.join(f' {key}={quoteattr(kept[key])}' for key in kept)}>")
        opened.append(local)

    def end(name: str) -> None:
        nonlocal passed_over
        if passed_over:
            passed_over -= 1
        else:
            parts.append(f"</{opened.pop()}>")

    def text(characters: str) -> None:
        if not passed_over and opened[-1] in TEXTS:
            if opened[-1] == "bnode":
                characters = readable_label(characters.strip())
            parts.append(KEPT.sub(lambda match: f"&#{ord(match[0])};", escape(characters)))

    def declare(*_: object) -> None:
        raise ValueError("it declares entities")

    try:
        reader = expat.ParserCreate(charset, namespace_separator=" ")
        reader.buffer_text = True
        reader.StartElementHandler, reader.EndElementHandler = start, end
        reader.CharacterDataHandler, reader.EntityDeclHandler = text, declare
        reader.Parse(content, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(str(error)) from None
    return "".join(parts).encode()

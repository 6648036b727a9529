"""Script with the data of pages that answer questions.

It is a script and not JSON, since a page that is opened from a disk may read nothing else.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from azkz_graph.graph.facts import Triples, nodes, triples
from azkz_graph.graph.labels import NAMES
from azkz_graph.graph.name_lookup import articles
from azkz_graph.routes.document_paths import LANGUAGES, ROUTES, TERMS, VERSION_NUMBER, Route
from azkz_graph.sparql.query_file import QueryFile, without_header
from azkz_graph.text.language_range import range_of
from azkz_graph.vocabulary import BASE, FACT, ID, ONTOLOGY, RULE, TYPE, shorten

LOCAL: Final = re.compile(r"\w([\w.-]*[\w-])?")
"""The local names that SPARQL and Turtle read without a backslash."""


def ask_data(
    trig: bytes,
    store: Triples,
    queries: Iterable[QueryFile],
    prefixes: Mapping[str, str],
    pages: Mapping[str, str],
) -> bytes:
    """Return the script: `azkz = {base, trig, terms, others, prefixes, spaces, queries, documents, sections}`.

    `terms` are [name, class, labels by language] of all that is named, `others` the names of what is only
    described, `spaces` what a slug may lie in, `queries` [name, summary, text], `documents` the routes, `sections` the
    IRIs that are sections, by the path of their page, as paths below the base; names are prefixed or in angle brackets.
    `pages` are the paths of pages by IRI, with their fragments.
    """
    data = {
        "base": BASE,
        "trig": trig.decode(),
        "terms": [term(store, node, prefixes) for node in find_named(store)],
        "others": sorted(name_of(node, prefixes) for node in find_unnamed(store)),
        "prefixes": dict(prefixes),
        "spaces": [ID, *(f"{article.value}/" for article in articles(store)), ONTOLOGY, FACT, RULE, BASE],
        "queries": [[query.name, query.summary, without_header(query.text)] for query in queries],
        "documents": documents(),
        "sections": sections(pages),
    }
    return script("azkz", data)


def script(name: str, value: object) -> bytes:
    """Return a script that gives the page's scripts a value under a global name.

    >>> script("azkz", {"a": "</script>"})
    b'globalThis.azkz={"a":"\\\\u003c/script>"};\\n'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    harmless = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"globalThis.{name}={harmless};\n".encode()


def documents() -> list[list[str]]:
    """Return the routes as scripts read them: a pattern of IRIs below the base, and their documents.

    What the group of the pattern matches follows the documents. A term is a section of the ontology's page.
    """
    terms = re.escape(ONTOLOGY.removeprefix(BASE))
    routes = [[re.escape(route.prefix) + f"({names_of(route)})", route.documents] for route in ROUTES]
    return [[f"{terms}(.+)", f"{TERMS}#"], *routes]


def sections(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the IRIs below the base that are sections, relative to it, by the path of their page."""
    found: dict[str, list[str]] = {}
    for iri, place in pages.items():
        path, mark, _ = place.partition("#")
        if mark and iri.startswith((FACT, ID)):
            found.setdefault(path, []).append(iri.removeprefix(BASE))
    return found


def names_of(route: Route) -> str:
    """Return the pattern of what the paths of a route's IRIs have behind their prefix."""
    if route.exact:
        return ""
    return VERSION_NUMBER if route.of_versions else ".+"


def find_named(store: Triples) -> list[NamedNode]:
    """Return everything that is called something, by IRI."""
    return in_order(quad.subject for predicate in NAMES for quad in triples(store, None, predicate))


def find_unnamed(store: Triples) -> list[NamedNode]:
    """Return what has a class and an IRI of ours, and is not called anything."""
    described = (quad.subject for quad in triples(store, None, TYPE))
    ours = {node for node in described if isinstance(node, NamedNode) and node.value.startswith(BASE)}
    return in_order(ours.difference(find_named(store)))


def in_order(found: Iterable[object]) -> list[NamedNode]:
    """Return the IRIs, each once, in their order."""
    return sorted({node for node in found if isinstance(node, NamedNode)}, key=lambda node: node.value)


def term(store: Triples, node: NamedNode, prefixes: Mapping[str, str]) -> list[Any]:
    """Return the term's name, the name of its class, and its labels by language."""
    kinds = nodes(store, node, TYPE)
    kind = name_of(kinds[0], prefixes) if kinds else ""
    return [name_of(node, prefixes), kind, labels_of(store, node)]


def labels_of(store: Triples, node: NamedNode | BlankNode) -> dict[str, str]:
    """Return what a node is called, by language: by the first kind of name that it has in each.

    The first name in a language of the pages is under that language, also if its tag says more.
    """
    found: dict[str, str] = {}
    for tag, name in label_pairs(store, node):
        language = range_of(tag, LANGUAGES)
        found.setdefault(tag if language is None or language in found else language, name)
    return found


def label_pairs(store: Triples, node: NamedNode | BlankNode) -> Iterator[tuple[str, str]]:
    """Yield each language with a name in it, the preferred names first."""
    for predicate in NAMES:
        found = [quad.object for quad in triples(store, node, predicate)]
        texts: Sequence[Literal] = [value for value in found if isinstance(value, Literal)]
        yield from sorted((text.language or "", text.value) for text in texts)


def name_of(node: NamedNode, prefixes: Mapping[str, str]) -> str:
    """Return the prefixed name by which a query may call the node, or its IRI in angle brackets.

    >>> name_of(NamedNode("https://w3id.org/azkz/id/a/b"), {"id": "https://w3id.org/azkz/id/"})
    '<https://w3id.org/azkz/id/a/b>'
    """
    name = shorten(node.value, prefixes)
    _, colon, local = name.partition(":")
    return name if colon and LOCAL.fullmatch(local) else f"<{node.value}>"

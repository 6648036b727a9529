"""Faults of documents: whether a body is what it should be, and describes an IRI."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, parse

from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.sparql.query_keywords import keywords
from azkz_graph.sparql.rdf_limits import excess
from azkz_graph.store.rdf_file import FORMATS, fault_words
from azkz_graph.text.safe_text import brief
from azkz_graph.vocabulary import QUERY


class Fault(NamedTuple):
    """What is wrong with an answer, and how to mend it."""

    what: str
    mend: str


def fault(body: bytes, iri: str, suffix: str, language: str, url: str) -> Fault | None:
    """Return what is wrong with the body at `url` of an IRI's document with that suffix; None if nothing.

    `language` is that of a page; other documents have none.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return Fault("is answered with text that is not UTF-8", "write the document again as UTF-8")
    if not text.strip() and not iri.startswith(QUERY):
        return Fault("is answered with nothing", "write the document again")
    if suffix == "html":
        return page_fault(text, iri, language)
    return READERS.get(suffix, rdf_fault)(text, iri, suffix, url)


def page_fault(text: str, iri: str, language: str) -> Fault | None:
    """Return what is wrong if a page is not in the language or does not name the IRI."""
    found = re.search(r"<html\b[^<>]*?\slang\s*=\s*[\"']?([\w-]+)", text[:10_000], re.IGNORECASE)
    if found is None or found[1].lower().partition("-")[0] != language:
        said = f"the language {found[1]}" if found else "no language"
        return Fault(
            f"is answered with a page in {said}", f"lead by Accept-Language to the page in {language}"
        )
    try:
        shown = html.unescape(text)
    except ValueError:
        return Fault("is answered with a page that has the number of no character", "write the page again")
    if re.search(re.escape(iri) + r"(?![\w/-])", shown) is None:
        return Fault("is answered with a page that does not name it", "lead to the page of this IRI")
    return None


def rdf_fault(text: str, iri: str, suffix: str, url: str) -> Fault | None:
    """Return what is wrong if RDF cannot be read, or lacks the IRI, with or without fragment, as subject or graph.

    The answer to a query says nothing of the query.
    """
    content = text.encode()
    if found := excess(content, FORMATS[f".{suffix}"]):
        return unreadable(suffix, found.what)
    try:
        names = {
            term.value.partition("#")[0]
            for quad in parse(content, format=FORMATS[f".{suffix}"], base_iri=url)
            for term in (quad.subject, quad.graph_name)
            if isinstance(term, NamedNode)
        }
    except (SyntaxError, ValueError, MemoryError) as error:
        return unreadable(suffix, fault_words(error))
    if iri in names or iri.startswith(QUERY):
        return None
    return Fault("is answered with RDF that says nothing of it", "lead to the document of this IRI")


def json_fault(text: str, iri: str, suffix: str, url: str) -> Fault | None:
    """Return what is wrong if the text is no answer in the JSON of SPARQL."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        return unreadable(suffix, str(error))
    if isinstance(answer, dict) and "head" in answer and {"results", "boolean"} & set(answer):
        return None
    return unreadable(suffix, "it is not an answer to a query")


def csv_fault(text: str, iri: str, suffix: str, url: str) -> Fault | None:
    """Return what is wrong if the text is no table with rows of equal length."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    try:
        # In a table of one column, a row without a value is an empty line.
        lengths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row}
    except csv.Error as error:
        return unreadable(suffix, str(error))
    return None if len(lengths) == 1 else unreadable(suffix, "its rows are not equally long")


def query_fault(text: str, iri: str, suffix: str, url: str) -> Fault | None:
    """Return what is wrong if the text cannot be a query."""
    if {"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}.isdisjoint(keywords(text)):
        return unreadable(suffix, "it is not a query")
    return None


def unreadable(suffix: str, why: str) -> Fault:
    """Return the fault that a document is not what its suffix says."""
    what = f"is answered with something other than {MEDIA_TYPES[suffix]} ({brief(why)})"
    return Fault(what, "write the document again")


READERS: Final[Mapping[str, Callable[[str, str, str, str], Fault | None]]] = {
    "json": json_fault,
    "csv": csv_fault,
    "rq": query_fault,
}
"""How documents are read that are no pages and no RDF, by suffix."""

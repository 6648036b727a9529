"""Answers in each result format.

Sources: https://www.w3.org/TR/sparql11-results-csv-tsv/, https://www.w3.org/TR/sparql11-results-json/,
https://www.w3.org/TR/rdf-sparql-XMLres/; Markdown tables as in https://github.github.com/gfm/.
"""

import codecs
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from azkz_graph.ask.answers import Answer
from azkz_graph.problem import UsageError
from azkz_graph.text.counts import counted
from azkz_graph.text.markdown_table import markdown
from azkz_graph.text.xml_characters import is_lossy, well_formed
from azkz_graph.vocabulary import PREFIXES, shorten

Term = NamedNode | BlankNode | Literal | Triple
Found = Answer | tuple[Triple, ...]
"""An answer; what another server answers with a graph is its triples."""

ROWS: Final[Mapping[str, QueryResultsFormat | None]] = {
    "table": None,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "markdown": None,
}
"""The formats of what SELECT and ASK answer."""

GRAPHS: Final = ("ttl", "nt")
"""The formats of what CONSTRUCT and DESCRIBE answer."""

FORMATS: Final = (*ROWS, *GRAPHS)

MOST_ALIKE: Final = 6
"""How many blank nodes may be alike for names to be found that are the same from run to run.

The algorithm tries every order of such nodes: with 7 it takes a tenth of a second, with 10 minutes.
"""

SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "table",
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".md": "markdown",
    ".ttl": "ttl",
    ".nt": "nt",
}
"""The format that the suffix of a file means."""


XML_LOSS: Final = "U+FFFD stands for characters that XML cannot hold; csv, tsv and json hold them"


@dataclass(frozen=True)
class Result:
    """An answer in a format; `note` is what people are told of it: the number of its rows, or what was lost."""

    content: bytes
    note: str | None = None


def choose_format(answer: Found, asked: str | None, out: Path | None, terminal: bool) -> str:
    """Choose the format: the requested one, else that of the file's suffix, else one for the reader.

    Raises:
        UsageError: the format is not one of this kind of answer.
    """
    graph = isinstance(answer, QueryTriples | tuple)
    default = "ttl" if graph else "table" if terminal else "csv"
    format = asked or (suffix_format(out) if out else default)
    fitting = GRAPHS if graph else tuple(ROWS)
    if format not in fitting:
        kind = "CONSTRUCT and DESCRIBE answer with a graph" if graph else "SELECT and ASK answer with rows"
        raise UsageError(f"{kind}, which cannot be written as {format}; choose one of {', '.join(fitting)}")
    return format


def write(content: bytes, out: Path | None) -> None:
    """Write the result to the file `out`, whole or not at all, or to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from azkz_graph.disk.atomic_file import write_whole

    try:
        write_whole(out, content)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}; name a file that can be written") from None


def suffix_format(out: Path, suffixes: Mapping[str, str] = SUFFIXES) -> str:
    """Return the format that a file's suffix means.

    Raises:
        UsageError: no format has it.
    """
    if out.suffix.lower() not in suffixes:
        known = ", ".join(suffixes)
        raise UsageError(
            f"{out}: no format has this suffix; give --format, or a name that ends in one of {known}"
        )
    return suffixes[out.suffix.lower()]


def mark_for_excel(content: bytes, format: str) -> bytes:
    """Return CSV or TSV behind a byte order mark, by which Excel knows that it is UTF-8.

    Raises:
        UsageError: the format is another one.
    """
    if format not in ("csv", "tsv"):
        raise UsageError(f"--bom is for csv and tsv, not for {format}; leave it out, or choose one of them")
    return codecs.BOM_UTF8 + content


def result(answer: Found, format: str, width: int | None = None, colour: bool = False) -> Result:
    """Write the answer in the format, one of `choose_format`; a table is at most `width` cells wide."""
    if isinstance(answer, QueryTriples | tuple):
        return Result(graph_bytes(answer, format))
    standard = ROWS[format]
    if standard is not None:
        content = answer.serialize(format=standard) or b""
        lost = None
        if standard == QueryResultsFormat.XML:
            lost = XML_LOSS if is_lossy(content) else None
            content = well_formed(content)
        return Result(content if content.endswith(b"\n") else content + b"\n", lost)
    if isinstance(answer, QueryBoolean):
        return Result(b"yes\n" if answer else b"no\n")
    header = [variable.value for variable in answer.variables]
    body = [[term_text(solution[name]) for name in header] for solution in answer]
    written = markdown(header, body) if format == "markdown" else table(header, body, width, colour)
    return Result(written.encode(), counted(len(body), "row"))


def table(header: list[str], body: list[list[str]], width: int | None, colour: bool) -> str:
    """Write the rows as a table for a terminal."""
    from azkz_graph.text.terminal import table_text

    return table_text(header, body, width, colour)


def term_text(term: Term | None) -> str:
    """Return a value for tables that people read: an IRI shortened, a literal's text; empty if unbound."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if isinstance(term, Triple):
        return f"<<( {' '.join(map(term_text, (term.subject, term.predicate, term.object)))} )>>"
    return term.value if isinstance(term, Literal) else str(term)


def graph_bytes(triples: Iterable[Triple], format: str) -> bytes:
    """Write the triples, sorted, as Turtle with the prefixes that it uses, or as N-Triples."""
    ordered = sorted(steady(triples), key=str)
    if format == "nt":
        return serialize(ordered, format=RdfFormat.N_TRIPLES) or b""
    used = {term.value for triple in ordered for term in iris(triple)}
    prefixes = {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(iri.startswith(namespace) for iri in used)
    }
    return serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def steady(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples, each once, with blank node labels that are the same from run to run.

    If more than `MOST_ALIKE` of these nodes are alike, their labels stay.

    Source: https://www.w3.org/TR/rdf-canon/ (RDFC-1.0).
    """
    dataset = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    if len(alike(quad.triple for quad in dataset)) <= MOST_ALIKE:
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def alike(triples: Iterable[Triple]) -> set[BlankNode]:
    """Return the blank nodes that are linked to others and described in the same way as another."""
    said: dict[BlankNode, list[str]] = {}
    linked: set[BlankNode] = set()
    for triple in triples:
        found = [term for term in (triple.subject, triple.object) if isinstance(term, BlankNode)]
        linked.update(found if len(found) == 2 else ())
        for node in found:
            parts = (
                ("_:this" if term == node else "_:other") if isinstance(term, BlankNode) else str(term)
                for term in (triple.subject, triple.predicate, triple.object)
            )
            said.setdefault(node, []).append(" ".join(parts))
    kinds = {node: tuple(sorted(lines)) for node, lines in said.items()}
    times = Counter(kinds.values())
    return {node for node in linked if times[kinds[node]] > 1}


def iris(triple: Triple) -> Iterable[NamedNode]:
    """Yield the IRIs in a triple, datatypes too."""
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, NamedNode):
            yield term
        elif isinstance(term, Literal):
            yield term.datatype
        elif isinstance(term, Triple):
            yield from iris(term)

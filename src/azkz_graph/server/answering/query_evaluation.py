"""Evaluation of queries: a store's answer in the wanted syntax, whole and within limits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from pyoxigraph import (
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from azkz_graph.ask.answers import Answer, answer, refuse_connections
from azkz_graph.ask.result_media_types import GRAPHS, ROWS
from azkz_graph.problem import UsageError
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.vocabulary import PREFIXES, QUERY

ROW_SYNTAXES: Final = {type: found for type in ROWS if (found := QueryResultsFormat.from_media_type(type))}
GRAPH_SYNTAXES: Final = {type: syntax for type in GRAPHS if (syntax := RdfFormat.from_media_type(type))}


class TooLargeError(Exception):
    """The answer has more bytes than an answer may have."""


class Bounded(BytesIO):
    """A file of at most `most` bytes; raises TooLargeError beyond."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Add some bytes."""
        if self.tell() + len(data) > self.most:
            raise TooLargeError
        return super().write(data)


def evaluate(
    store: Store,
    limits: Limits,
    text: str,
    types: Sequence[str],
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    *,
    base: str = QUERY,
    ordered: bool = False,
) -> Reply:
    """Answer the query, in the first of the media types `types` that fits its form.

    Where graphs are named, they are the dataset that is asked, in place of all. `headers` are sent with the answer. The
    triples of a graph are `ordered` if asked, whatever order the store finds them in. Relative IRIs in the query are
    resolved against `base`.

    Raises:
        UsageError: a graph's name is no IRI.
    """
    dataset = (iris(default_graphs), iris(named_graphs)) if default_graphs or named_graphs else None
    try:
        with refuse_connections(text):
            found = answer(store, text, supply_prefixes=True, dataset=dataset, base=base)
            return replace(write_answer(found, types, limits, ordered=ordered), headers=headers or {})
    except UsageError as error:
        return faulty(str(error))
    except TooLargeError:
        return problem(413, f"the answer has more than {limits.content:,} bytes; ask for less, with LIMIT")


def faulty(sentence: str) -> Reply:
    """Say what is wrong with a query, with its place in members of their own, for editors.

    >>> faulty("query:1:5: close what is open").content.decode()
    '{"status":400,"title":"Bad Request","detail":"close what is open","line":1,"column":5}'
    """
    match = re.fullmatch(r"query:(\d+):(\d+): (.*)", sentence, re.DOTALL)
    if match is None:
        return problem(400, sentence)
    return problem(400, match[3], line=int(match[1]), column=int(match[2]))


def iris(names: Sequence[str]) -> list[Any]:
    """Return the IRIs as nodes."""
    try:
        return [NamedNode(name) for name in names]
    except ValueError as error:
        raise UsageError(f"the name of a graph is not an IRI: {error}; write it as https://…") from None


def write_answer(found: Answer, types: Sequence[str], limits: Limits, *, ordered: bool) -> Reply:
    """Write the answer in the first of the types that fits."""
    known = GRAPHS if isinstance(found, QueryTriples) else ROWS
    type = next((type for type in types if type in known), None)
    if type is None:
        what = "a graph" if isinstance(found, QueryTriples) else "rows or a truth value"
        return problem(
            406, f"the query answers with {what}; accept one of {', '.join(known)}", available=list(known)
        )
    content = Bounded(limits.content)
    if isinstance(found, QueryTriples):
        triples = limit_triples(found, limits.rows)
        if triples is None:
            return too_many(limits)
        if ordered:
            triples.sort(key=str)
        serialize(triples, content, format=GRAPH_SYNTAXES[type], prefixes=find_used_prefixes(triples))
    else:
        found.serialize(content, format=ROW_SYNTAXES[type])
        if isinstance(found, QuerySolutions) and exceeds(content.getvalue(), type, limits.rows):
            return too_many(limits)
    return Reply(200, type, content.getvalue())


def limit_triples(triples: QueryTriples, most: int) -> list[Triple] | None:
    """Return the triples, each once; None if they are more than `most`."""
    found: dict[Triple, None] = {}
    for triple in triples:
        found[triple] = None
        if len(found) > most:
            return None
    return list(found)


def find_used_prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """Return our prefixes that occur in the triples; RDF/XML declares all that it is given."""
    text = {term.value.rpartition("#")[0] or term.value for triple in triples for term in list_iris(triple)}
    return {
        prefix: space
        for prefix, space in PREFIXES.items()
        if any(iri.startswith(space.rstrip("#")) for iri in text)
    }


def list_iris(triple: Triple) -> list[NamedNode]:
    """Return the IRIs of a triple."""
    return [part for part in (triple.subject, triple.predicate, triple.object) if isinstance(part, NamedNode)]


def too_many(limits: Limits) -> Reply:
    """Say that there are more rows than an answer may have."""
    return problem(413, f"the answer has more than {limits.rows:,} rows; ask for less, with LIMIT")


def exceeds(content: bytes, type: str, rows: int) -> bool:
    """Return whether the serialized answer has more than that many rows."""
    # Counting takes time, and most answers are too short to hold so many.
    return len(content) > rows and count_rows(content, type) > rows


STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
QUOTED: Final = re.compile(rb'"[^"]*+"?')


def count_rows(content: bytes, type: str) -> int:
    """Count the rows of an answer.

    >>> count_rows(b'a,b\\r\\n"1\\n2",3\\r\\n', "text/csv")
    1
    >>> count_rows(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"{"}},{}]}}',
    ...            "application/sparql-results+json")
    2
    """
    if type == "application/sparql-results+xml":
        return content.count(b"<result>") + content.count(b"<result/>")
    if type == "text/csv":
        return QUOTED.sub(b"", content).count(b"\n") - 1
    if type == "text/tab-separated-values":
        return content.count(b"\n") - 1
    depth, rows = 0, 0
    for bracket in re.findall(rb"[{}]", STRING.sub(b"", content)):
        depth += 1 if bracket == b"{" else -1
        rows += bracket == b"{" and depth == ROW_DEPTH
    return rows


ROW_DEPTH: Final = 3
"""How deep in the braces of SPARQL JSON a row is. Source: https://www.w3.org/TR/sparql11-results-json/."""

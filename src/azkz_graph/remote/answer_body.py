"""Bodies of endpoints' answers: rows, yes or no, or triples.

The author of a body may mean harm: nothing in it may end this process, or take more than its size allows.
"""

import re
from collections.abc import Callable, Iterator, MutableSet
from dataclasses import replace
from itertools import accumulate
from typing import Final

from pyoxigraph import (
    Literal,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from azkz_graph.http.received_reply import Reply, display_url
from azkz_graph.problem import UsageError
from azkz_graph.remote.results_json import known_members
from azkz_graph.remote.results_table import known_cells
from azkz_graph.remote.results_xml import known_elements
from azkz_graph.sparql.nesting_depth import MOST
from azkz_graph.sparql.rdf_limits import excess
from azkz_graph.text.safe_text import brief

RESULTS: Final = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
    "text/json": QueryResultsFormat.JSON,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""How rows, and yes or no, are read, by the media type of the answer."""

GRAPHS: Final = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
}
"""How graphs are read."""

NAMED: Final = 3
"""How many languages a warning names."""

CELLS: Final = 32 * 1024 * 1024
"""How many cells a table may have: one without a value takes memory here, and nothing in the body."""

COLUMNS: Final = 1000
"""How many columns a table may have: the parser compares each with all others."""

LEVELS: Final = 64
"""How deeply an answer in JSON may nest; a value of a row is at level 5, and a triple term adds two."""

TRIPLE: Final = re.compile(rb"<[^\s<>/]*triple[\s/>]")
VARIABLE: Final = re.compile(rb"<[^\s<>/]*variable[\s/>]")
"""The beginning of a triple term, and of a column, in XML."""


def read_graph(reply: Reply, most: int) -> tuple[Triple, ...]:
    """Return the triples of a body, each once; written out in full they may have `most` characters.

    Raises:
        UsageError: the body is broken off, says that it is not the whole answer, or has longer triples together.
    """
    refuse_cut(reply, None)
    found: dict[Triple, None] = {}
    length = 0
    try:
        for quad in quads_of(reply, reply.url):
            length += len(str(quad))
            if length > most:
                raise UsageError(
                    f"{display_url(reply.url)} answers with triples of more than {most:,} characters when their "
                    f"prefixes are written out; ask for less, or allow more with --size"
                )
            found[quad.triple] = None
    except (SyntaxError, ValueError, MemoryError) as error:
        raise unreadable(reply, error) from None
    return tuple(found)


def quads_of(reply: Reply, base: str) -> Iterator[Quad]:
    """Yield what a body holds, each quad read when it is needed.

    Raises:
        SyntaxError, MemoryError: it cannot be read.
        ValueError: it would end the process that reads it.
        KeyError: it is no RDF.
    """
    format = GRAPHS[reply.media_type]
    if found := excess(reply.content, format):
        raise ValueError(found.what)
    return parse(reply.content, format=format, base_iri=base)


def read_results(
    reply: Reply, is_ask: bool = False, warn: Callable[[str], None] | None = None
) -> QuerySolutions | QueryBoolean:
    """Return the rows of a body, or yes or no; what the format does not define is passed over.

    `warn` is called if texts have languages that are none, and are read without.

    Raises:
        UsageError: the body is broken off, too wide, followed by more, or says that it is not the whole answer.
    """
    strange: set[str] = set()
    found = read_known(reply, is_ask, strange)
    if strange and warn is not None:
        named = ", ".join(brief(tag) for tag in sorted(strange)[:NAMED])
        rest = f" and {len(strange) - NAMED} more" if len(strange) > NAMED else ""
        warn(
            f"{display_url(reply.url)} answers with texts in {named}{rest}, which is no language; "
            "they are read as texts without one"
        )
    return found


def read_known(reply: Reply, is_ask: bool, strange: MutableSet[str]) -> QuerySolutions | QueryBoolean:
    """Return the rows of a body, or yes or no, and collect the languages that are none.

    Raises:
        UsageError: as `read_results`.
    """
    try:
        if RESULTS[reply.media_type] == QueryResultsFormat.XML:
            refuse_xml(reply.content)
            known = known_elements(reply.content, strange, reply.charset)
            return judge_results(replace(reply, content=known), is_ask)
        try:
            return judge_results(reply, is_ask)
        except SyntaxError:
            # Most answers have nothing unknown, and are read at once.
            rewrite = known_members if RESULTS[reply.media_type] == QueryResultsFormat.JSON else known_cells
            return judge_results(replace(reply, content=rewrite(reply.content, strange)), is_ask)
    except (SyntaxError, ValueError) as error:
        raise unreadable(reply, error) from None


def judge_results(reply: Reply, is_ask: bool) -> QuerySolutions | QueryBoolean:
    """Return the rows of a body, or yes or no, all of which the parser has read.

    Raises:
        SyntaxError, ValueError: it cannot be read.
        UsageError: it is too large, or says that it is not the whole answer.
    """
    found = results(reply)
    if isinstance(found, QueryBoolean):
        if is_ask:
            return found
        raise ValueError("yes or no, where rows were asked for")
    # The parser reads rows when they are asked for, so a fault in any of them shows here.
    count, says_yes = 0, False
    width = len(found.variables)
    if width > COLUMNS:
        raise ValueError("it has too many columns")
    for row in found:
        count += 1
        says_yes = says_yes or (is_ask and any(is_one(term) for term in row))
        if count * width > CELLS:
            raise UsageError(
                f"{display_url(reply.url)} answers with a table of more than {CELLS:,} cells; ask for less"
            )
    refuse_cut(reply, count)
    if is_ask:
        return YES if says_yes else NO
    return results(reply)


def results(reply: Reply) -> QuerySolutions | QueryBoolean:
    """Return the rows of a body, each read when it is needed, or yes or no.

    Raises:
        SyntaxError: it is none of these.
        ValueError: it nests so deeply that the parser would end the process, or is so wide that it would not end.
    """
    format = RESULTS[reply.media_type]
    REFUSALS[format](reply.content)
    return parse_query_results(reply.content, format=format)


def refuse_json(content: bytes) -> None:
    """Refuse JSON that nests more than LEVELS deep, has lists of more texts than COLUMNS, or goes on behind its end.

    The parser reads no further than the end of the first object. What is no JSON is left for it to refuse.

    Raises:
        ValueError: it does, or it has.

    >>> refuse_json(b'{"a": ["[[", "\\\\"]"]}')
    >>> refuse_json(b"[" * 65 + b"]" * 65)
    Traceback (most recent call last):
    ValueError: it nests too deeply
    >>> refuse_json(b'{"head": {}, "boolean": true} {}')
    Traceback (most recent call last):
    ValueError: more follows behind its end
    """
    # Each step is one pass over the content: escapes, all but brackets, commas and quotes, texts, level after level.
    left = content.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, delete=NO_STRUCTURE)
    left = re.sub(rb'"[^"]*+"', b"", left.replace(b'""', b""))
    # What has several lists of columns is read as if it had one.
    flat = (len(match[0]) - 1 for match in FLAT.finditer(left))
    if b"," * COLUMNS in left or any(columns > COLUMNS + LEVELS for columns in accumulate(flat)):
        raise ValueError("it has too many columns")
    left = left.replace(b",", b"")
    is_closed = left.startswith(b"{") and left.endswith(b"}")
    # Without its first and last bracket, an object is still balanced, and two objects are not.
    left = left[1:-1]
    for _ in range(LEVELS):
        before = len(left)
        left = left.replace(b"{}", b"").replace(b"[]", b"")
        if len(left) == before:
            break
    else:
        raise ValueError("it nests too deeply")
    if left.startswith((b"}", b"]")) or (is_closed and not left and not content.rstrip().endswith(b"}")):
        raise ValueError("more follows behind its end")
    if len(left) > LEVELS:
        raise ValueError("it nests too deeply")


FLAT: Final = re.compile(rb"\[,*+\]")
"""A list of texts, of which only the commas are left."""

NO_STRUCTURE: Final = bytes(set(range(256)) - set(b'"{}[],'))


def refuse_xml(content: bytes) -> None:
    """Refuse XML with more triple terms, which may nest, or columns than can be read.

    Raises:
        ValueError: it has more.
    """
    if len(TRIPLE.findall(content)) > MOST:
        raise ValueError("it has more triple terms than are read in XML")
    if len(VARIABLE.findall(content)) > COLUMNS:
        raise ValueError("it has too many columns")


def refuse_table(content: bytes) -> None:
    """Refuse a table separated by tabs that has more triple terms, which may nest, or columns than can be read.

    Raises:
        ValueError: it has more.
    """
    if content.count(b"<<") > MOST:
        raise ValueError("it has more triple terms than are read in a table")
    if content.partition(b"\n")[0].count(b"\t") >= COLUMNS:
        raise ValueError("it has too many columns")


REFUSALS: Final = {
    QueryResultsFormat.JSON: refuse_json,
    QueryResultsFormat.XML: refuse_xml,
    QueryResultsFormat.TSV: refuse_table,
}
"""What refuses a body that would harm its parser, by format."""

YES, NO = (
    parse_query_results(f'{{"head": {{}}, "boolean": {word}}}', format=QueryResultsFormat.JSON)
    for word in ("true", "false")
)
"""The answers to ASK, to which Virtuoso answers with a row that says 1, or with none."""


def is_one(term: object) -> bool:
    """Return whether the term is 1, which is how Virtuoso says yes."""
    return isinstance(term, Literal) and term.value == "1"


def unreadable(reply: Reply, error: Exception) -> UsageError:
    """Say that a body cannot be read."""
    return UsageError(
        f"{display_url(reply.url)} answers with something broken ({brief(str(error))}); "
        f"see the server's log, or correct the address"
    )


def refuse_cut(reply: Reply, rows: int | None) -> None:
    """Refuse an answer that the server says it has cut after so many rows.

    Virtuoso says by X-SPARQL-MaxRows how many it returns at most, and by S1TAT that an anytime query ran out
    of time.
    """
    most = reply.headers.get("X-SPARQL-MaxRows", "")
    is_number = most.isdecimal() and len(most) < 20
    cut = rows is not None and is_number and rows >= int(most)
    if cut or reply.headers.get("X-SQL-State") == "S1TAT":
        bound = f"at row {rows:,}" if cut else "when its time ran out"
        raise UsageError(
            f"{display_url(reply.url)} cuts its answer off {bound}; raise its limits, or ask for less"
        )

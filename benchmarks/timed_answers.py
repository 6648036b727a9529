"""Time that a running server takes to answer a query, with its rows, or why it did not answer."""

import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request

from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results
from servers import OPENER, Running

from azkz_graph.sparql.query_keywords import form

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"
PIECE = 1 << 20
OVER, CUT, REFUSED = "over time", "cut off", "refused"
"""Why there is no answer: it was not whole in time, it was cut off by the server, the server tells of an error."""


@dataclass(frozen=True)
class Taken:
    """The seconds to the last byte of an answer, and its rows; or what went wrong."""

    seconds: float
    rows: int = 0
    fault: str = ""


def taken(server: Running, text: str, longest: float) -> Taken:
    """Ask once, and wait for at most so many seconds."""
    is_graph = form(text) == "CONSTRUCT"
    url = f"{server.url}{server.kind.endpoint}{quote(text, safe='')}"
    request = Request(url, headers={"Accept": TRIPLES if is_graph else ROWS})
    start = time.perf_counter()
    try:
        with OPENER.open(request, timeout=longest) as answer:
            content = whole(answer, start + longest)
            seconds, headers = time.perf_counter() - start, answer.headers
    except (OSError, HTTPException) as error:
        if isinstance(error, HTTPError):
            error.close()
        seconds = time.perf_counter() - start
        return Taken(seconds, fault=OVER if seconds > 0.9 * longest else REFUSED)
    if headers.get("X-SQL-State"):
        return Taken(seconds, fault=OVER)
    rows, most = counted(content, is_graph), headers.get("X-SPARQL-MaxRows")
    return Taken(seconds, rows, CUT if most and rows >= int(most) else "")


def whole(answer: HTTPResponse, until: float) -> bytes:
    """All of a body.

    Raises:
        TimeoutError: that takes longer.
    """
    pieces = []
    while piece := answer.read(PIECE):
        pieces.append(piece)
        if time.perf_counter() > until:
            raise TimeoutError
    return b"".join(pieces)


def counted(content: bytes, is_graph: bool) -> int:
    """The rows of an answer, or its triples, each once."""
    if is_graph:
        return len(set(content.splitlines()))
    found = parse_query_results(content, format=QueryResultsFormat.JSON)
    return 1 if isinstance(found, QueryBoolean) else sum(1 for _ in found)

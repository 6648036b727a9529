"""Requests of the SPARQL protocol, and the jobs that answer them.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1, without update.
"""

import re
from typing import Final

from azkz_graph.ask.result_media_types import ALIASES, GRAPHS, ROWS
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS
from azkz_graph.routes.response_headers import VARY
from azkz_graph.server.http.content_negotiation import acceptable, language
from azkz_graph.server.http.request import RefusedError, Request, decode_form
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.server.workers.worker_pool import Job

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
PAGE: Final = "text/html"
REFUSED: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
VARYING: Final = {"Vary": VARY}
"""The address of the endpoint has its answers, its description, and a page in each language."""


def sparql_job(request: Request) -> Job | Reply:
    """Return the job for a request of the endpoint.

    Without a query it is the description of the service; for browsers, a page to write one in.

    Raises:
        RefusedError: the request does not follow the protocol, or is an update.
    """
    text, pairs = read_question(request)
    if any(name in REFUSED for name, _ in pairs):
        raise RefusedError(problem(403, "updates are refused because the data are read only; send a query"))
    queries = [value for name, value in pairs if name == "query"] + ([text] if text is not None else [])
    if len(queries) > 1:
        raise RefusedError(problem(400, "there is more than one query; send each by itself"))
    accept = request.headers.get("accept")
    if request.method != "POST" and wants_page(accept):
        tag = language(request.headers.get("accept-language"), LANGUAGE_TAGS, LANGUAGES[0])
        return Job("documents", "editor", {"language": tag})
    if not queries:
        if request.method == "POST":
            raise RefusedError(problem(400, "there is no query; send it as the parameter query"))
        return route_description(accept)
    return Job(
        "queries",
        "sparql",
        {
            "text": queries[0],
            "types": types(accept),
            "default_graphs": [value for name, value in pairs if name == "default-graph-uri"],
            "named_graphs": [value for name, value in pairs if name == "named-graph-uri"],
            "headers": VARYING,
        },
    )


def read_question(request: Request) -> tuple[str | None, list[tuple[str, str]]]:
    """Return the query if it is the body itself, and all parameters."""
    if request.method != "POST":
        return None, request.pairs()
    type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    type = type.strip()
    charset = re.search(r"(?:^|;)\s*charset\s*=\s*\"?([^\s;\"]*)", parameters)
    if charset is not None and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(problem(415, "the body is not in UTF-8; send it in UTF-8"))
    if type == FORM:
        # Section 2.1.2 has all parameters in the body; the tests of the protocol name the dataset in the address.
        return None, [*request.pairs(), *decode_form(body_text(request))]
    if type == QUERY:
        return body_text(request), request.pairs()
    if type == UPDATE:
        raise RefusedError(problem(403, "updates are refused because the data are read only; send a query"))
    raise RefusedError(problem(415, f"a query is sent as {QUERY}, or as {FORM} with the parameter query"))


def body_text(request: Request) -> str:
    """Return the body as text."""
    try:
        return request.body.decode()
    except UnicodeDecodeError:
        raise RefusedError(problem(400, "the body is not UTF-8; send it in UTF-8")) from None


def wants_page(accept: str | None) -> bool:
    """Return whether a browser asks."""
    return bool(accept) and acceptable(accept, [ROWS[0], GRAPHS[0], PAGE])[:1] == [PAGE]


def types(accept: str | None) -> list[str]:
    """Return the accepted media types, the most wanted first, of rows and graphs, since the query decides.

    Raises:
        RefusedError: none is.
    """
    found = acceptable(accept, [*ROWS, *GRAPHS, *ALIASES])
    if not found:
        told = ", ".join((*ROWS, *GRAPHS))
        raise RefusedError(
            problem(
                406,
                f"no form of this is acceptable; accept one of {told}",
                VARYING,
                available=[*ROWS, *GRAPHS],
            )
        )
    return list(dict.fromkeys(ALIASES.get(type, type) for type in found))


def route_description(accept: str | None) -> Job:
    """Return the description of the service."""
    found = acceptable(accept, GRAPHS)
    if not found:
        told = ", ".join(GRAPHS)
        raise RefusedError(
            problem(406, f"the service is described as {told}", VARYING, available=list(GRAPHS))
        )
    return Job("queries", "service_description", {"type": found[0], "headers": VARYING})

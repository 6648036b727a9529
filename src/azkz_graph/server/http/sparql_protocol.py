"""Requests of the SPARQL protocol, and the jobs that answer them.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1, without update.
"""

from typing import Final

from azkz_graph.ask.result_media_types import ALIASES, GRAPHS, ROWS
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS
from azkz_graph.routes.response_headers import VARY
from azkz_graph.server.http.content_negotiation import acceptable, language
from azkz_graph.server.http.request import FORM, RefusedError, Request
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.server.workers.worker_pool import Job

ENDPOINT: Final = "sparql"
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
        if request.path.endswith("/"):
            # The links of the page are relative to the address without the slash.
            query = f"?{request.query_string}" if request.query_string else ""
            return Reply(308, "text/plain", b"", {**VARYING, "Location": f"../{ENDPOINT}{query}"})
        tag = language(request.headers.get("accept-language"), LANGUAGE_TAGS, LANGUAGES[0])
        return Job("documents", "editor", {"base": request.base, "language": tag})
    if not queries:
        if request.method == "POST":
            raise RefusedError(problem(400, "there is no query; send it as the parameter query"))
        return route_description(accept, request.base)
    return Job(
        "queries",
        "sparql",
        {
            "text": queries[0],
            "types": types(accept),
            "default_graphs": graph_names(pairs, "default-graph-uri"),
            "named_graphs": graph_names(pairs, "named-graph-uri"),
            "headers": VARYING,
            "base": request.base + ENDPOINT,
        },
    )


def read_question(request: Request) -> tuple[str | None, list[tuple[str, str]]]:
    """Return the query if it is the body itself, and all parameters."""
    if request.method != "POST":
        return None, request.pairs()
    type = request.media_type()
    if type == FORM:
        # Section 2.1.2 has all parameters in the body; the tests of the protocol name the dataset in the address.
        return None, request.form_pairs()
    if type == QUERY:
        return request.text(), request.pairs()
    if type == UPDATE:
        raise RefusedError(problem(403, "updates are refused because the data are read only; send a query"))
    raise RefusedError(problem(415, f"a query is sent as {QUERY}, or as {FORM} with the parameter query"))


def graph_names(pairs: list[tuple[str, str]], parameter: str) -> list[str]:
    """Return the graphs that a parameter names; forms send an empty field where a user has named none."""
    return [value for name, value in pairs if name == parameter and value]


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


def route_description(accept: str | None, base: str) -> Job:
    """Return the description of the service."""
    found = acceptable(accept, GRAPHS)
    if not found:
        told = ", ".join(GRAPHS)
        raise RefusedError(
            problem(406, f"the service is described as {told}", VARYING, available=list(GRAPHS))
        )
    return Job("queries", "service_description", {"base": base, "type": found[0], "headers": VARYING})

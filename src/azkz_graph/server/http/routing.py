"""Routes: who answers a request, and which methods it may have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS, LANGUAGE_TAGS
from azkz_graph.routes.version_paths import (
    DOWNLOAD,
    LINK_FORMAT,
    MEMENTO,
    TIMEGATE,
    TIMEMAP,
    named_version,
)
from azkz_graph.server.http.content_negotiation import acceptable, language
from azkz_graph.server.http.reconciliation_requests import reconciliation_job
from azkz_graph.server.http.request import RefusedError, Request
from azkz_graph.server.http.sparql_protocol import ENDPOINT, PAGE, sparql_job
from azkz_graph.server.workers.reply import Reply
from azkz_graph.server.workers.worker_pool import Job

OfServer = Literal["health", "metrics"]

READ: Final = ("GET", "HEAD", "OPTIONS")
ASK: Final = ("GET", "HEAD", "POST", "OPTIONS")
READ_OF_BODY: Final = ("accept", "accept-language", "content-type")
"""The headers that say what a body is, and what its answer should be."""

ANSWERS: Final[Mapping[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}
"""The media types of the answers to saved queries, by suffix."""


DOCUMENT_TYPES: Final = tuple(
    dict.fromkeys(["text/html", *(type for each in DOCUMENT_SETS for type in each.types)])
)
"""Every media type that something at an IRI may have, the preferred one first."""


@dataclass(frozen=True)
class Route:
    """The allowed methods, and the job; raises RefusedError if there is none."""

    methods: tuple[str, ...]
    job: Callable[[Request], Job | Reply | OfServer]


def route(request: Request) -> Route:
    """Return the route of a request; an address of the server's own may end with a slash."""
    path = request.path
    if found := OWN.get(path.removesuffix("/")):
        return found
    if path.startswith("reconcile/"):
        return RECONCILE
    if named := next((found for start, found in OF_VERSIONS.items() if path.startswith(start)), None):
        return named
    if path.startswith(DOWNLOAD) and named_version(path):
        return ARCHIVE
    return QUERY if path.startswith("query/") and path.rpartition(".")[2] in (*ANSWERS, "html") else READING


def route_posted(request: Request) -> Job:
    """Return the job for a body that is too large to be parsed here: a worker reads it by `understood`."""
    headers = {name: value for name, value in request.headers.items() if name in READ_OF_BODY}
    arguments = {"path": request.path, "query": request.query_string, "headers": headers}
    # The relative IRIs of a query rest on the base, and nothing else that is posted does.
    based = {"base": request.base} if request.path.removesuffix("/") == ENDPOINT else {}
    return Job("queries", "posted", {**arguments, **based}, request.body)


def understood(
    path: str, query: str, headers: Mapping[str, str], body: bytes, base: str = "/"
) -> Job | Reply:
    """Return the job for a `posted` request, or what is wrong with it; this job has no body."""
    request = Request("POST", path, query, headers, "", body, base)
    try:
        return sparql_job(request) if path.removesuffix("/") == ENDPOINT else reconciliation_job(request)
    except RefusedError as refused:
        return refused.reply


def health(request: Request) -> OfServer:
    """Answer whether the server answers."""
    return "health"


def metrics(request: Request) -> OfServer:
    """Answer the metrics."""
    return "metrics"


def description(request: Request) -> Job:
    """Answer the OpenAPI document."""
    return Job("documents", "openapi", {"base": request.base})


def route_saved_query(request: Request) -> Job:
    """Answer a saved query."""
    name, _, suffix = request.path.removeprefix("query/").rpartition(".")
    pairs = [list(pair) for pair in request.pairs()]
    if suffix == "html":
        pool = "forms" if pairs else "documents"
        return Job(
            pool, "question", {"name": name, "pairs": pairs, "base": request.base, **preferences(request)}
        )
    return Job("queries", "saved", {"name": name, "pairs": pairs, "type": ANSWERS[suffix]})


def route_document(request: Request) -> Job:
    """Answer an IRI, or any file of the site."""
    arguments = {"path": request.path, "query": request.query_string, "base": request.base}
    return Job("documents", "path", {**arguments, **preferences(request)})


def route_memento(request: Request) -> Job:
    """Answer what was at a path in a version."""
    return replace(route_document(request), pool="versions", name="memento")


def route_timegate(request: Request) -> Job:
    """Lead to what was at a path at a date."""
    return job_of_version(request, "timegate", date=request.headers.get("accept-datetime", "").strip())


def route_timemap(request: Request) -> Job:
    """List what was at a path in each version."""
    return job_of_version(
        request, "timemap", types=acceptable(request.headers.get("accept", ""), TIMEMAP_TYPES)
    )


def route_archive(request: Request) -> Job:
    """Answer a file of a version's archive."""
    return job_of_version(request, "archived")


def job_of_version(request: Request, name: str, **more: object) -> Job:
    """Return a job about a version, which says in the client's language what is missing."""
    wanted = preferences(request)
    told = {"language": wanted["language"], "browser": wanted["browser"]}
    return Job("versions", name, {"path": request.path, "base": request.base, **told, **more})


TIMEMAP_TYPES: Final = (LINK_FORMAT, "application/json")
"""The media types of a TimeMap, the preferred one first."""


def preferences(request: Request) -> dict[str, Any]:
    """Return what the client accepts: media types, the most wanted first, and a language."""
    accept = request.headers.get("accept", "")
    types = acceptable(accept, DOCUMENT_TYPES)
    tag = language(request.headers.get("accept-language"), LANGUAGE_TAGS, LANGUAGES[0])
    return {"types": types, "language": tag, "browser": PAGE in types and PAGE in accept.lower()}


READING: Final = Route(READ, route_document)
QUERY: Final = Route(READ, route_saved_query)
ARCHIVE: Final = Route(READ, route_archive)
OF_VERSIONS: Final[Mapping[str, Route]] = {
    MEMENTO: Route(READ, route_memento),
    TIMEGATE: Route(READ, route_timegate),
    TIMEMAP: Route(READ, route_timemap),
}
"""Who answers about versions, by the beginning of the path."""

RECONCILE: Final = Route(ASK, reconciliation_job)
OWN: Final[Mapping[str, Route]] = {
    "sparql": Route(ASK, sparql_job),
    "reconcile": RECONCILE,
    "openapi.json": Route(READ, description),
    "health": Route(READ, health),
    "metrics": Route(READ, metrics),
}
"""What the server adds to the site."""

"""Requests of the reconciliation API, and the jobs that answer them.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from typing import Any, Final

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.client_json import parse_json
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS
from azkz_graph.server.http.content_negotiation import language
from azkz_graph.server.http.request import RefusedError, Request, decode_form
from azkz_graph.server.http.sparql_protocol import body_text
from azkz_graph.server.workers.reply import problem
from azkz_graph.server.workers.worker_pool import Job

SUGGESTED: Final = ("entity", "type", "property")
PROPOSED: Final = 50
"""The properties that are proposed where the client sets no limit."""


def reconciliation_job(request: Request) -> Job:
    """Return the job for a request at or below `reconcile`.

    Raises:
        RefusedError: the request does not belong to the API.
    """
    pairs = decode_form(body_text(request)) if request.method == "POST" else request.pairs()
    given = dict(pairs)
    tag = language(request.headers.get("accept-language"), LANGUAGE_TAGS, LANGUAGES[0])
    part = request.path.removeprefix("reconcile").removeprefix("/")
    if part == "":
        return at_root(given)
    if part.startswith("suggest/") and (what := part.removeprefix("suggest/")) in SUGGESTED:
        arguments = {"prefix": given.get("prefix", ""), "cursor": number(given, "cursor", 0), "language": tag}
        return Job("queries", "suggest", {"what": what, **arguments})
    if part == "preview":
        return Job("queries", "preview", {"id": given.get("id", ""), "language": tag})
    if part == "extend/propose":
        arguments = {"type": given.get("type", ""), "limit": number(given, "limit", PROPOSED)}
        return Job("queries", "proposed_properties", arguments)
    raise RefusedError(problem(404, "the reconciliation service has nothing here; see /reconcile"))


def at_root(given: dict[str, str]) -> Job:
    """Return the job: queries, the extension of data, or else the manifest."""
    if "queries" in given:
        return Job("queries", "reconcile", {"queries": parse_parameter(given["queries"], "queries")})
    if "extend" in given:
        return Job("queries", "extend", {"request": parse_parameter(given["extend"], "extend")})
    return Job("queries", "reconciliation_manifest", {})


def parse_parameter(text: str, name: str) -> Any:  # noqa: ANN401
    """Parse the JSON of a parameter."""
    try:
        return parse_json(text, name)
    except UsageError as error:
        raise RefusedError(problem(400, str(error))) from None


def number(given: dict[str, str], name: str, default: int) -> int:
    """Return the number in a parameter."""
    text = given.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise RefusedError(problem(400, f"{name} is not a number; send one, such as {default}"))
    return int(text)

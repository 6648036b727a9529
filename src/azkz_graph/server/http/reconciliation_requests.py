"""Requests of the reconciliation API, and the jobs that answer them.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.client_json import parse_json
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.negotiation_patterns import LANGUAGE_TAGS
from azkz_graph.server.http.content_negotiation import language
from azkz_graph.server.http.request import FORM, RefusedError, Request
from azkz_graph.server.workers.reply import problem
from azkz_graph.server.workers.worker_pool import Job

SUGGESTED: Final = ("entity", "type", "property")
NEEDED: Final[Mapping[str, str]] = {"suggest": "prefix", "preview": "id", "extend": "type"}
"""The parameter without which a request by POST below an address has not been understood."""

PROPOSED: Final = 50
"""The properties that are proposed where the client sets no limit."""


def reconciliation_job(request: Request) -> Job:
    """Return the job for a request at or below `reconcile`.

    Raises:
        RefusedError: the request does not belong to the API.
    """
    given = read_parameters(request)
    tag = language(request.headers.get("accept-language"), LANGUAGE_TAGS, LANGUAGES[0])
    part = request.path.removeprefix("reconcile").removeprefix("/")
    if part == "":
        return at_root(request, given)
    if (needed := NEEDED.get(part.partition("/")[0])) and request.method == "POST" and needed not in given:
        raise RefusedError(problem(400, f"there is no parameter {needed}; send it"))
    if part.startswith("suggest/") and (what := part.removeprefix("suggest/")) in SUGGESTED:
        arguments = {"prefix": given.get("prefix", ""), "cursor": number(given, "cursor", 0), "language": tag}
        return Job("queries", "suggest", {"what": what, **arguments})
    if part == "preview":
        return Job("queries", "preview", {"id": given.get("id", ""), "language": tag})
    if part == "extend/propose":
        arguments = {"type": given.get("type", ""), "limit": number(given, "limit", PROPOSED)}
        return Job("queries", "proposed_properties", arguments)
    raise RefusedError(problem(404, "the reconciliation service has nothing here; see /reconcile"))


def read_parameters(request: Request) -> dict[str, str]:
    """Return the parameters of a request; those of a POST are in a form.

    Raises:
        RefusedError: a POST is no form, or a parameter is sent more than once.
    """
    if request.method != "POST":
        pairs = request.pairs()
    elif request.media_type() == FORM:
        pairs = request.form_pairs()
    else:
        raise RefusedError(problem(415, f"a request by POST is sent as {FORM}; send its parameters so"))
    given = dict(pairs)
    if len(given) < len(pairs):
        raise RefusedError(problem(400, "a parameter is sent more than once; send each once"))
    return given


def at_root(request: Request, given: dict[str, str]) -> Job:
    """Return the job: queries, the extension of data, or for a GET that asks for neither the manifest."""
    asked = [name for name in ("queries", "extend") if name in given]
    if len(asked) > 1:
        raise RefusedError(problem(400, "both queries and extend are sent; send one of them"))
    if "queries" in given:
        return Job("queries", "reconcile", {"queries": parse_parameter(given["queries"], "queries")})
    if "extend" in given:
        return Job("queries", "extend", {"request": parse_parameter(given["extend"], "extend")})
    if request.method == "POST" or "query" in given:
        raise RefusedError(problem(400, "there is no parameter queries or extend; send one of them"))
    return Job("queries", "reconciliation_manifest", {"base": request.base})


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

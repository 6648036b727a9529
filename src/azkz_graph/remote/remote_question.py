"""Questions to an endpoint, as `azkz query --endpoint` asks them."""

from collections.abc import Callable

from azkz_graph.ask.parameters import bind_terms, parameter_terms
from azkz_graph.ask.question import Question
from azkz_graph.ask.results import Found
from azkz_graph.dataset.project import Project
from azkz_graph.http.credentials import Sources, check_url, secrets
from azkz_graph.http.http_client import MOST, Client
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.store.memory_store import project_store


def open_endpoint(
    url: str, sources: Sources, seconds: float, size: int = MOST, warn: Callable[[str], None] | None = None
) -> Endpoint:
    """Return the endpoint at the URL; answers that take more seconds, or have more bytes, are refused.

    `warn` is called with what is strange in an answer that is read all the same.

    Raises:
        UsageError: it is no address, or a secret is missing.
    """
    checked = check_url(url)
    return Endpoint(checked, Client(secrets(sources, [checked]), seconds, size=size), warn)


def ask_endpoint(question: Question, project: Project, endpoint: Endpoint) -> Found:
    """Return the endpoint's answer; names of things in the question are looked up in the project's data.

    Raises:
        UsageError: the question is faulty, or is not answered.
    """
    text = bind_values(question, project)
    return endpoint.answer(text, source=str(question.query.path), supply_prefixes=question.supply_prefixes)


def bind_values(question: Question, project: Project) -> str:
    """Return the text of the query with the values of its parameters."""
    if not question.given:
        return question.query.text
    return bind_terms(question.query, parameter_terms(question.query, question.given, project_store(project)))

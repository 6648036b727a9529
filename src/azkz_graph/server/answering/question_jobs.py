"""Jobs that answer questions from a store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, Final

from pyoxigraph import NamedNode, Store

from azkz_graph.ask.address_parameters import read_parameters
from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.ask.query_catalogue import describe_matches, find_query, query_names, search_queries
from azkz_graph.dataset.dataset_record import CREATOR, DATASET, PREDICATES
from azkz_graph.dataset.project import Project
from azkz_graph.graph.facts import triples
from azkz_graph.problem import UsageError
from azkz_graph.reconcile.data_extension import extend, propose_properties
from azkz_graph.reconcile.entity_preview import render_preview
from azkz_graph.reconcile.name_index import NameIndex
from azkz_graph.reconcile.reconciliation import reconcile
from azkz_graph.reconcile.reconciliation_manifest import build_manifest, service_version
from azkz_graph.reconcile.suggestions import suggest
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.signposts import Publisher, join_links
from azkz_graph.server.answering.query_evaluation import evaluate
from azkz_graph.server.answering.service_description import service_description
from azkz_graph.server.http.routing import understood
from azkz_graph.server.workers.limits import Limits
from azkz_graph.server.workers.reply import Reply, json_reply, problem
from azkz_graph.server.workers.worker import Jobs
from azkz_graph.site.language.messages import messages
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.web_links import is_link
from azkz_graph.vocabulary import QUERY

FRAMED: Final = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors *"
"""What the small page may do: less than others, but any tool may show it."""

CREATOR_TERM, LICENSE_TERM = NamedNode(CREATOR), NamedNode(PREDICATES["license"])

BY_LANGUAGE: Final = {"Vary": "Accept-Language"}


@dataclass(frozen=True)
class Answering:
    """What answers questions; `names` is what everything is called."""

    project: Project
    store: Store
    limits: Limits
    names: NameIndex

    @cached_property
    def queries(self) -> Mapping[str, QueryFile]:
        """Return the saved queries by name, read before workers are forked, which open no files."""
        folder = self.project.queries
        return {name: find_query(folder, name) for name in query_names(folder)}

    @cached_property
    def jobs(self) -> Jobs:
        """Return the jobs by name."""
        return {
            "sparql": partial(evaluate, self.store, self.limits),
            "service_description": partial(service_description, self.store),
            "saved": self.saved,
            "reconciliation_manifest": lambda base: json_reply(build_manifest(base)),
            "reconcile": lambda queries: json_reply(reconcile(self.names, self.store, queries)),
            "extend": lambda request: json_reply(extend(self.store, request)),
            "suggest": self.suggest,
            "proposed_properties": lambda **asked: json_reply(
                propose_properties(self.names, self.store, **asked)
            ),
            "preview": self.preview,
            "posted": self.posted,
        }

    def suggest(self, **asked: Any) -> Reply:  # noqa: ANN401
        """Answer what begins as a client has typed, with names in its language."""
        return replace(json_reply(suggest(self.names, self.store, **asked)), headers=BY_LANGUAGE)

    def preview(self, id: str, language: str) -> Reply:
        """Answer a small page on a thing, which tools show in a frame of theirs."""
        content = render_preview(self.store, id, language)
        if content is None:
            return problem(404, "nothing has this identifier")
        headers = {"Content-Security-Policy": FRAMED, "Content-Language": language, **BY_LANGUAGE}
        return Reply(200, "text/html", content, headers)

    def posted(self, **request: Any) -> Reply:  # noqa: ANN401
        """Answer a request whose body is large."""
        job = understood(**request)
        return job if isinstance(job, Reply) else self.jobs[job.name](**job.arguments)

    def prepare(self) -> None:
        """Load all that workers need, since they open no files."""
        import yaml

        from azkz_graph.sparql import language_case, other_servers, stray_characters

        assert self.queries is not None
        assert service_version()
        assert all(messages(language) for language in LANGUAGES)
        assert None not in (yaml, language_case, other_servers, stray_characters)

    def saved(self, name: str, pairs: Sequence[tuple[str, str]], type: str) -> Reply:
        """Answer a saved query with the parameters of an address, in a media type."""
        query = self.queries.get(name)
        if query is None:
            matches = partial(search_queries, self.queries.values(), name)
            advice = (
                describe_matches(name, self.queries, matches) or "see /questions for those that there are"
            )
            return problem(404, f"no saved query is called {name!r}; {advice}")
        try:
            given = read_parameters(query, pairs)
            text = bind_parameters(query, given, self.store, mark="")
        except UsageError as error:
            return problem(400, str(error))
        reply = evaluate(self.store, self.limits, text, [type], ordered=True)
        # A form that the query has not is no form to be negotiated: there is no such document.
        if reply.status == 406:
            return problem(404, f"{name} has no answer as {type}")
        if reply.status != 200:
            return reply
        links = join_links(self.publisher.of_document(QUERY + name, f"{name}.html"))
        return replace(reply, headers={**reply.headers, "Link": links})

    @cached_property
    def publisher(self) -> Publisher:
        """Return whose the answers are, by what the store says of its dataset."""
        makers, licenses = (
            sorted({quad.object.value for quad in said if isinstance(quad.object, NamedNode)})
            for said in (
                triples(self.store, DATASET, predicate) for predicate in (CREATOR_TERM, LICENSE_TERM)
            )
        )
        return Publisher(DATASET.value, tuple(filter(is_link, makers)), next(filter(is_link, licenses), ""))

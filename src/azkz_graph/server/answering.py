"""A store in; the jobs that answer questions from it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from pyoxigraph import Store

from azkz_graph.parameters import bound_text
from azkz_graph.problem import UsageError
from azkz_graph.project import Project
from azkz_graph.query_catalogue import query_names, saved_query
from azkz_graph.query_file import QueryFile
from azkz_graph.server.evaluation import evaluated
from azkz_graph.server.limits import Limits
from azkz_graph.server.query_parameters import given_parameters
from azkz_graph.server.reply import Reply, problem
from azkz_graph.server.service_description import service_description
from azkz_graph.server.worker import Jobs


@dataclass(frozen=True)
class Answering:
    """What answers questions; `base` is the URL of the server."""

    project: Project
    store: Store
    limits: Limits
    base: str

    @cached_property
    def queries(self) -> Mapping[str, QueryFile]:
        """The saved queries by name, read before workers are forked, who open no files."""
        folder = self.project.queries
        return {name: saved_query(folder, name) for name in query_names(folder)}

    @cached_property
    def jobs(self) -> Jobs:
        """The jobs by name."""
        return {
            "sparql": partial(evaluated, self.store, self.limits),
            "service_description": partial(service_description, self.store, self.base),
            "saved": self.saved,
        }

    def prepare(self) -> None:
        """Load all that workers need, for they open no files."""
        import difflib

        import yaml

        assert self.queries is not None
        assert (difflib, yaml) is not None

    def saved(self, name: str, pairs: Sequence[tuple[str, str]], type: str) -> Reply:
        """The answer to a saved query with the parameters of an address, in a media type."""
        query = self.queries.get(name)
        if query is None:
            return problem(404, f"no saved query is called {name!r}; see /questions for those that there are")
        try:
            given = given_parameters(query, pairs)
            text = bound_text(query, given, self.store)
        except UsageError as error:
            return problem(400, str(error))
        reply = evaluated(self.store, self.limits, text, [type])
        # A form that the query has not is no form to be negotiated: there is no such document.
        return problem(404, f"{name} has no answer as {type}") if reply.status == 406 else reply

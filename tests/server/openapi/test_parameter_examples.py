"""Values that the answers show, for parameters without a default."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from azkz_graph.ask.query_catalogue import query_names, saved_query
from azkz_graph.dataset.project import Project
from azkz_graph.server.openapi.parameter_examples import parameter_examples
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import project_store

DATA = '<urn:a> <urn:p> "one" . <urn:b> <urn:p> 2 .'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?s { VALUES ?s { UNDEF } ?s <urn:p> ?o } ORDER BY ?s", {"q": {"s": "urn:a"}}),
        ("SELECT * { VALUES ?o { undef } ?s <urn:p> ?o } ORDER BY ?s", {"q": {"o": "one"}}),
        ("SELECT ?o { VALUES ?s { UNDEF } ?s <urn:p> ?o }", {}),
        ("SELECT ?s { VALUES ?s { UNDEF } ?s <urn:none> ?o }", {}),
        ("SELECT ?s { VALUES ?s { <urn:b> } ?s <urn:p> ?o }", {}),
        ("ASK { VALUES ?s { UNDEF } ?s <urn:p> ?o }", {}),
        ("SELECT ?s { ?s <urn:p> ?o }", {}),
    ],
)
def test_examples(text: str, expected: dict[str, dict[str, str]]) -> None:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    assert parameter_examples(store, {"q": QueryFile(Path("q.rq"), text)}) == expected


def test_examples_are_as_people_write_them(small: Project) -> None:
    queries = {name: saved_query(small.queries, name) for name in query_names(small.queries)}
    assert parameter_examples(project_store(small), queries) == {"states": {"state": "id:azerbaijan"}}

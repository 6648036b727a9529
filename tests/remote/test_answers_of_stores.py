"""Saved queries, with each value of a parameter that is tried elsewhere, asked of each store: the project's answer.

rdflib has answered every one in tests/ask; of its server only what shows each kind of term is asked.
Rows are compared by what their terms mean, in their order; triples of a graph without one. Each store is loaded and
asked as docs/stores.md tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from engines import Answer, Term, constructed, own, oxigraph_answer
from pyoxigraph import Literal, Quad, QuerySolutions, Store
from saved_query_cases import CASES, asked
from triple_stores import STORES, TripleStore

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.graph.value_equality import Value, value
from azkz_graph.http.http_client import Client
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.store_loading import Order, load_into

pytestmark = pytest.mark.store

ONE_GRAPH = "https://w3id.org/azkz/"
"""The graph that Virtuoso, which has triples of its own, is told to load and to ask."""


@dataclass(frozen=True)
class Meaning:
    """The columns of an answer, and what its rows mean."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@pytest.fixture
def local(dataset: Dataset) -> Store:
    """The dataset with its named graphs."""
    store = Store()
    store.extend(dataset.quads())
    return store


@pytest.fixture
def plain(dataset: Dataset) -> Store:
    """The union of its graphs, in which the names of things are looked up."""
    store = Store()
    store.extend(Quad(*triple) for triple in dataset.triples())
    return store


def order(store: TripleStore) -> Order:
    """How the store is loaded."""
    if store.name == "Virtuoso":
        query = f"{store.query}?default-graph-uri={ONE_GRAPH}"
        return Order(store.query, graph=ONE_GRAPH, query=query)
    return Order(store.query)


@pytest.mark.parametrize("name", STORES)
def test_every_query_has_the_same_answer(name: str, project: Project, local: Store, plain: Store) -> None:
    cases = telling(local, plain) if name == "rdflib-endpoint" else CASES
    assert len(cases) > 6
    with STORES[name]() as store:
        how = order(store)
        assert load_into(project, how, lambda text: None).is_right
        endpoint = Endpoint(how.query or store.query, Client({}, 120))
        wrong = dict(differing(endpoint, local, plain, cases))
    assert wrong == {}


def telling(local: Store, plain: Store) -> list[Path]:
    """Cases in whose answers every kind of term, and every form of query, occurs that occurs in any."""
    known: set[object] = set()
    chosen = []
    for case in sorted(CASES, key=lambda case: len(asked(case, plain))):
        answer = oxigraph_answer(local, asked(case, plain))
        kinds = {kind(term) for row in answer.rows for term in row} | {case.suffix, "@" in case.name}
        if not kinds <= known:
            known |= kinds
            chosen.append(case)
    return chosen


def kind(term: Term | None) -> object:
    """The datatype and language of a literal, else the type of the term."""
    return (term.datatype, term.language) if isinstance(term, Literal) else type(term)


def test_what_counts_every_triple_counts_those_of_virtuoso_too(
    project: Project, local: Store, plain: Store
) -> None:
    with STORES["virtuoso"]() as store:
        assert load_into(project, Order(store.query), lambda text: None).is_right
        wrong = dict(differing(Endpoint(store.query, Client({}, 120)), local, plain, CASES))
    assert set(wrong) == {"vocabularies"}


def differing(
    endpoint: Endpoint, local: Store, plain: Store, cases: list[Path]
) -> Iterator[tuple[str, tuple[Meaning, Meaning]]]:
    """The cases that are answered otherwise, with both answers."""
    for case in cases:
        text = asked(case, plain)
        both = meaning(oxigraph_answer(local, text)), meaning(endpoint_answer(endpoint, text, case))
        if both[0] != both[1]:
            yield case.stem, both


def endpoint_answer(endpoint: Endpoint, text: str, case: Path) -> Answer:
    """What the endpoint answers."""
    found = endpoint.answer(text, source=case.stem)
    if isinstance(found, QuerySolutions):
        rows = tuple(tuple(None if term is None else own(term) for term in row) for row in found)
        return Answer(tuple(variable.value for variable in found.variables), rows)
    assert isinstance(found, tuple)
    return constructed({(own(t.subject), own(t.predicate), own(t.object)) for t in found})


def meaning(answer: Answer) -> Meaning:
    """What an answer means."""
    rows = [tuple(value(term) for term in row) for row in answer.rows]
    return Meaning(answer.variables, tuple(rows if answer.variables else sorted(rows, key=str)))

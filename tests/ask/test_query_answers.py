"""Every saved query, asked of three engines, against its expected answer in queries/.

`<name>.csv` is what a query answers as it is, `<name>@<parameter>=<value>.csv` what it answers for that value of the
parameter; `.nt` in place of `.csv` is of a query that constructs triples.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
import rdflib.plugins.sparql
from engines import Answer, oxigraph_answer, rdflib_answer
from pyoxigraph import Quad, RdfFormat, Store, serialize
from saved_query_cases import CASES, EXPECTED, PARAMETER_CASES, QUERIES, asked, expected_file

from azkz_graph.ask.parameters import CONVERTERS
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.sparql.query_file import KEYS, QueryFile
from azkz_graph.vocabulary import PREFIXES

TAGS = {
    *("profile", "overview", "politics", "war", "trade", "culture", "missions"),
    *("timeline", "network", "provenance", "quality", "views", "derived", "labels", "ontology"),
}


by_stem = pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
by_query = pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)


@pytest.fixture(scope="module")
def graphs(dataset: Dataset) -> Store:
    """The dataset with its named graphs."""
    store = Store()
    store.extend(dataset.quads())
    return store


@pytest.fixture(scope="module")
def triples(dataset: Dataset) -> list[Quad]:
    """The union of its graphs."""
    return [Quad(*triple) for triple in dict.fromkeys(quad.triple for quad in dataset.quads())]


@pytest.fixture(scope="module")
def plain(triples: list[Quad]) -> Store:
    """The union as the default graph of a store."""
    store = Store()
    store.extend(triples)
    return store


@pytest.fixture(scope="module")
def graph(triples: list[Quad]) -> Iterator[rdflib.Graph]:
    """The union as rdflib reads it, keeping every lexical form and fetching nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        patch.setattr(rdflib.plugins.sparql, "SPARQL_LOAD_GRAPHS", False)
        graph = rdflib.Graph()
        lines = serialize(triples, format=RdfFormat.N_TRIPLES)
        assert lines is not None
        graph.parse(data=lines, format="nt")
        yield graph


@by_stem
def test_named_graphs(case: Path, graphs: Store, plain: Store, golden: Callable[[Path, bytes], None]) -> None:
    golden(case, oxigraph_answer(graphs, asked(case, plain)).text().encode())


@by_stem
def test_plain_triples(case: Path, graphs: Store, plain: Store) -> None:
    text = asked(case, plain)
    assert same(oxigraph_answer(plain, text), oxigraph_answer(graphs, text))


@pytest.mark.second_engine
@by_stem
def test_rdflib(case: Path, graph: rdflib.Graph, plain: Store) -> None:
    text = asked(case, plain)
    assert same(rdflib_answer(graph, text), oxigraph_answer(plain, text))


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers have the same variables, and the same terms in the same order."""
    assert one.variables == other.variables
    assert one.rows == other.rows
    return True


def test_every_query_has_its_answer_and_every_answer_its_query() -> None:
    assert len(QUERIES) >= 34
    assert sorted(EXPECTED.iterdir()) == CASES
    assert {path.stem.partition("@")[0] for path in CASES} == set(QUERIES)


@pytest.mark.parametrize("case", PARAMETER_CASES, ids=lambda path: path.stem)
def test_parameter_matters(case: Path) -> None:
    default = expected_file(QUERIES[case.stem.partition("@")[0]])
    assert case.read_text(encoding="utf-8") != default.read_text(encoding="utf-8")


def test_every_type_of_parameter_in_use_has_a_case() -> None:
    def types(query: QueryFile, names: set[str]) -> set[str]:
        return {said["type"] for name, said in query.header.get("parameters", {}).items() if name in names}

    used = {type for query in QUERIES.values() for type in types(query, set(query.parameters))}
    tried = {
        type
        for name, _, parameter in (path.stem.partition("@") for path in PARAMETER_CASES)
        for type in types(QUERIES[name], {parameter.partition("=")[0]})
    }
    assert tried == used


@by_query
def test_header(query: QueryFile) -> None:
    header = query.header
    assert header.keys() - KEYS.keys() == set()
    assert {"summary", "description", "tags", "row"} <= header.keys()
    assert len(query.summary) <= 90
    assert query.tags
    assert set(query.tags) <= TAGS
    parameters = header.get("parameters", {})
    assert set(parameters) == set(query.parameters)
    assert all(said.keys() - {"class"} == {"type", "description"} for said in parameters.values())
    assert {said["type"] for said in parameters.values()} <= set(CONVERTERS)


@by_query
def test_text(query: QueryFile) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    declared = re.findall(r"PREFIX (\w+): <(\S+)>", body)
    used = set(re.findall(r"(?<![\w<])(\w+):\w*", re.sub(r"<[^>]*>|\"[^\"]*\"", "", body)))
    assert declared == [(prefix, iri) for prefix, iri in PREFIXES.items() if prefix in used]
    assert re.search(r"\b(GRAPH|FROM|SERVICE)\b", body) is None
    assert ("CONSTRUCT" in body) != ("ORDER BY" in body)
    assert len(body.splitlines()) <= 45
    assert max(map(len, query.text.splitlines())) <= 120

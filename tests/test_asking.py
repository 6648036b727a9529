"""The twenty questions of docs/asking.md: each has the answer that is printed there, from two engines."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
import rdflib.plugins.sparql
from engines import oxigraph_answer, rdflib_answer
from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat, Store, serialize

from azkz_graph.ask.answers import answer
from azkz_graph.ask.results import result
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.vocabulary import PREFIXES

PAGE = Path(__file__).parents[1] / "docs" / "asking.md"
TEXT = PAGE.read_text(encoding="utf-8")
QUESTION = re.compile(
    r"(?P<before>^### (?P<title>\d+\. [^\n]+\?)\n\n(?:(?!```).)+?\n\n```sparql\n(?P<query>.+?)```\n\n)"
    r"(?P<answer>(?:(?!^\*\*Pitfall:|^#).)*)(?P<after>^\*\*Pitfall:\*\* )",
    re.MULTILINE | re.DOTALL,
)
QUESTIONS = {match["title"]: match["query"] for match in QUESTION.finditer(TEXT)}
PLAIN = {
    title: query for title, query in QUESTIONS.items() if "GRAPH ?" not in query and "GRAPH <" not in query
}
ARROW = re.compile(r'^ +(\w+) -- "(.+)" --> (\w+)$', re.MULTILINE)
ARROWS = [(one, name, other) for one, names, other in ARROW.findall(TEXT) for name in names.split(", ")]
PROLOGUE = "".join(
    f"PREFIX {prefix}: <{space}>\n"
    for prefix, space in PREFIXES.items()
    if any(f"{prefix}:" in query for query in QUESTIONS.values())
)


@pytest.fixture(scope="module")
def store(dataset: Dataset) -> Store:
    """The dataset with its named graphs, and their union in the default graph."""
    store = Store()
    store.extend(dataset.quads())
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


@pytest.fixture(scope="module")
def graph(store: Store) -> Iterator[rdflib.Graph]:
    """The union as rdflib reads it, keeping every lexical form and fetching nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        patch.setattr(rdflib.plugins.sparql, "SPARQL_LOAD_GRAPHS", False)
        graph = rdflib.Graph()
        triples = (quad.triple for quad in store if quad.graph_name == DefaultGraph())
        graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
        yield graph


def test_there_are_twenty_questions_each_with_a_query_an_answer_and_a_pitfall() -> None:
    assert [int(title.partition(".")[0]) for title in QUESTIONS] == list(range(1, 21))


def test_the_page_shows_the_answers_of_today(store: Store, golden: Callable[[Path, bytes], None]) -> None:
    def answered(match: re.Match[str]) -> str:
        found = result(answer(store, match["query"], supply_prefixes=True), "markdown").content.decode()
        return f"{match['before']}{found}\n{match['after']}"

    golden(PAGE, QUESTION.sub(answered, TEXT).encode())


@pytest.mark.second_engine
@pytest.mark.parametrize("title", [title for title, query in PLAIN.items() if "SELECT" in query])
def test_another_engine_answers_the_same(title: str, store: Store, graph: rdflib.Graph) -> None:
    text = PROLOGUE + PLAIN[title]
    found, other = oxigraph_answer(plain(store), text), rdflib_answer(graph, text)
    assert found.rows
    assert (found.variables, found.rows) == (other.variables, other.rows)


def plain(store: Store) -> Store:
    """The default graph of the store alone."""
    alone = Store()
    alone.extend(quad for quad in store if quad.graph_name == DefaultGraph())
    return alone


def test_the_prefixes_are_those_that_the_queries_use() -> None:
    assert f"```sparql\n{PROLOGUE}```" in TEXT


@pytest.mark.parametrize(("one", "name", "other"), ARROWS)
def test_every_arrow_of_the_picture_is_in_the_data(one: str, name: str, other: str, store: Store) -> None:
    kind = "" if other == "Thing" else f"?b a azkz:{other} ."
    query = f"SELECT * {{ ?a a ?class ; {name} ?b . ?class rdfs:subClassOf* azkz:{one} . {kind} }} LIMIT 1"
    found = answer(store, query, supply_prefixes=True)
    assert isinstance(found, QuerySolutions)
    assert next(found, None) is not None

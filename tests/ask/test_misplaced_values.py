"""Values of parameters that no row can have, told apart from those that might have one."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile

PREFIXES = """
PREFIX azkz: <https://w3id.org/azkz/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/azkz/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

DATA = f"""{PREFIXES}
azkz:State rdfs:label "state"@en . azkz:City rdfs:label "city"@en ; rdfs:subClassOf azkz:Place .
azkz:Person rdfs:label "person"@en . azkz:Place rdfs:label "place"@en . azkz:Town rdfs:subClassOf azkz:Place .
id:olive a azkz:State ; rdfs:label "Olive"@en , "Маслина"@ru ; dct:date "2016"^^xsd:gYear ; dct:spatial id:grove .
id:walnut a azkz:State . id:jane a azkz:Person ; dct:date "1992-08-27"^^xsd:date .
id:grove a azkz:City . id:orchard a azkz:Town . id:untyped dct:date "1991-12"^^xsd:gYearMonth .
id:pear azkz:withdrawnIn "2.0.0" ; dct:isReplacedBy id:olive . id:plum azkz:withdrawnIn "2.0.0" .
"""

QUERY = f"""\
#+ parameters:
#+   state: {{type: entity}}
#+   place: {{type: entity}}
#+   year: {{type: year}}
#+   language: {{type: language}}
{PREFIXES}
SELECT ?state ?place ?year ?name WHERE {{
  VALUES ?state {{ UNDEF }} VALUES ?place {{ UNDEF }} VALUES ?year {{ UNDEF }} VALUES ?language {{ "en" }}
  ?state a azkz:State ; dct:date ?year ; dct:spatial ?place ; rdfs:label ?name . FILTER(LANG(?name) = ?language)
}}
ORDER BY ?state
"""


@pytest.fixture(scope="module")
def store() -> Store:
    """A state with a row, another one without, and other things."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("state", "jane", "id:jane is of the kind person; name a thing of the kind state, such as id:olive"),
        ("state", "untyped", "id:untyped has no kind; name a thing of the kind state, such as id:olive"),
        ("state", "pear", "id:pear was withdrawn in 2.0.0, replaced by id:olive; name that"),
        ("state", "plum", "id:plum was withdrawn in 2.0.0, without a replacement; leave it out"),
        ("place", "jane", "id:jane is of the kind person; name a thing of the kind city, such as id:grove"),
        ("year", "1850", "the year 1850 occurs nowhere in the data; give 2016"),
        ("year", "abc", "'abc' is not a year; write it in four digits, such as 2016"),
        ("language", "he", "the language he occurs nowhere in the data; give another one"),
    ],
)
def test_what_can_have_no_row_is_refused(parameter: str, value: str, sentence: str, store: Store) -> None:
    with pytest.raises(UsageError) as refused:
        bind_parameters(QueryFile(Path("q.rq"), QUERY), {parameter: [value]}, store)
    assert str(refused.value) == f"--{parameter}: {sentence}"


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("state", "walnut", "no row has id:walnut; there are rows with id:olive"),
        ("place", "orchard", "no row has id:orchard; there are rows with id:grove"),
        ("year", "1992", "no row has 1992; there are rows with 2016"),
        ("year", "1991", "no row has 1991; there are rows with 2016"),
    ],
)
def test_what_might_have_a_row_gives_a_warning(
    parameter: str, value: str, sentence: str, store: Store
) -> None:
    told: list[str] = []
    bind_parameters(QueryFile(Path("q.rq"), QUERY), {parameter: [value]}, store, warn=told.append)
    assert told == [f"--{parameter}: {sentence}"]


@pytest.mark.parametrize(
    "given",
    [
        {"state": ["olive"]},
        {"year": ["2016"], "place": ["grove"]},
        {"language": ["RU"]},
        {"state": ["olive"], "language": ["ru"]},
    ],
)
def test_what_has_a_row_is_silent(given: dict[str, list[str]], store: Store) -> None:
    told: list[str] = []
    bind_parameters(QueryFile(Path("q.rq"), QUERY), given, store, warn=told.append)
    assert told == []


def test_one_of_several_values_is_enough_to_be_refused(store: Store) -> None:
    with pytest.raises(UsageError, match=r"^--state: id:jane"):
        bind_parameters(QueryFile(Path("q.rq"), QUERY), {"state": ["olive", "jane"]}, store)


def test_without_rows_nothing_is_known_of_the_kind(store: Store) -> None:
    query = QueryFile(Path("q.rq"), f"{PREFIXES} SELECT ?x {{ VALUES ?x {{ UNDEF }} ?x id:nothing ?y }}")
    told: list[str] = []
    bind_parameters(query, {"x": ["jane"]}, store, warn=told.append)
    assert told == ["--x: no row has id:jane"]


@pytest.mark.parametrize("stated", ["azkz:State", "rdfs:Resource"])
def test_what_is_of_the_class_that_the_header_states_might_have_a_row(stated: str, store: Store) -> None:
    told: list[str] = []
    bind_parameters(classed(stated), {"state": ["walnut"]}, store, warn=told.append)
    assert told == ["--state: no row has id:walnut; there are rows with id:olive"]


def test_what_is_not_of_the_class_that_the_header_states_is_refused(store: Store) -> None:
    with pytest.raises(
        UsageError, match=r"^--state: id:walnut is of the kind state; name a thing of the kind person"
    ):
        bind_parameters(classed("azkz:Person"), {"state": ["walnut"]}, store)


def classed(name: str) -> QueryFile:
    """The query whose header states the class of the first parameter."""
    return QueryFile(
        Path("q.rq"), QUERY.replace("state: {type: entity", f"state: {{type: entity, class: {name}")
    )

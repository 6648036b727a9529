"""What the description admits as a parameter's value, the queries take, and the reverse."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from pyoxigraph import RdfFormat, Store

from azkz_graph.ask.address_parameters import LONGEST_VALUE, MOST_VALUES, read_parameters
from azkz_graph.ask.parameters import CONVERTERS, PATTERNS, bind_parameters
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.server.answering.openapi_document import read_document
from azkz_graph.server.answering.openapi_parameters import (
    SCHEMAS,
    default_values,
    describe_parameters,
    find_examples,
)
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import project_store

COMPONENTS = {"schemas": read_document()["components"]["schemas"]}
VALIDATORS = {
    type: Draft202012Validator(COMPONENTS["schemas"][name], validate_formats=True)
    for type, name in SCHEMAS.items()
}
WRITTEN = [type for type in CONVERTERS if type not in ("entity", "term")]
"""The types of which the writing alone tells whether a value is one."""


def query(type: str) -> QueryFile:
    return QueryFile(
        Path("q.rq"), f"#+ parameters:\n#+   x: {{type: {type}}}\nASK {{ VALUES ?x {{ UNDEF }} }}"
    )


def is_taken(type: str, value: str, store: Store) -> bool:
    try:
        bind_parameters(query(type), read_parameters(query(type), [("x", value)]), store, mark="")
    except UsageError:
        return False
    return True


def written(type: str) -> st.SearchStrategy[str]:
    """Values of the type, such as come close, and any text."""
    like = st.from_regex(f"(?:{PATTERNS.get(type, '.*')})", fullmatch=True)
    near = st.tuples(like, st.sampled_from(["", "\n", " ", "0", "x", "\0", "٣"])).map("".join)
    return st.one_of(
        st.dates().map(str), st.from_regex(r"\d{1,5}(-\d\d-\d\d)?", fullmatch=True), near, st.text()
    )


@pytest.mark.parametrize("type", WRITTEN)
def test_what_is_admitted_is_taken_and_the_reverse(type: str) -> None:
    @settings(max_examples=300, deadline=None)
    @given(written(type))
    @example("")
    @example("2016\n")
    @example("1992-02-30")
    @example("0000-01-01")
    @example("x" * (LONGEST_VALUE + 1))
    @example("1" * (LONGEST_VALUE + 1))
    def check(value: str) -> None:
        assert VALIDATORS[type].is_valid(value) == is_taken(type, value, Store())

    check()


@pytest.mark.parametrize("type", CONVERTERS)
@pytest.mark.parametrize("value", ["a\0b", "\x85", "x" * (LONGEST_VALUE + 1)])
def test_no_type_admits_what_is_no_value(type: str, value: str) -> None:
    assert not VALIDATORS[type].is_valid(value)
    assert not is_taken(type, value, Store())


def test_a_value_may_be_as_long_as_the_server_takes_it() -> None:
    assert {COMPONENTS["schemas"][name]["maxLength"] for name in SCHEMAS.values()} == {LONGEST_VALUE}


@pytest.fixture(scope="module")
def store(project: Project) -> Store:
    return project_store(project)


@pytest.fixture(scope="module")
def queries(project: Project) -> Mapping[str, QueryFile]:
    return {name: find_query(project.queries, name) for name in query_names(project.queries)}


def test_defaults_and_examples_are_taken(store: Store, queries: Mapping[str, QueryFile]) -> None:
    examples, without = find_examples(store, queries), set()
    for name, each in queries.items():
        for described in describe_parameters(each, COMPONENTS["schemas"], examples.get(name, {})).values():
            parameter, schema = described["name"], described["schema"]
            validator = Draft202012Validator({**schema, "components": COMPONENTS}, validate_formats=True)
            for values in filter(None, (schema.get("default"), described.get("example"))):
                pairs = [(parameter, value) for value in values]
                assert validator.is_valid(values)
                text = bind_parameters(each, read_parameters(each, pairs), store)
                assert text.startswith("#+ summary")
            if "example" not in described:
                without.add(f"{name}.{parameter}")
    assert without == {"links-of.entity", "stated-about.entity"}


def test_a_default_asks_what_the_query_asks(store: Store, queries: Mapping[str, QueryFile]) -> None:
    for each in queries.values():
        given = {name: default_values(each, default) for name, default in each.parameters.items()}
        text = bind_parameters(each, {name: values for name, values in given.items() if values}, store)
        if given:
            answers = [store.query(asked) for asked in (each.text, text)]
            assert len({str(list(map(str, answer))) for answer in answers}) == 1  # type: ignore[arg-type]


def test_a_parameter() -> None:
    text = (
        "#+ parameters:\n#+   at: {type: year, description: The year}\n#+   who: {type: entity}\n"
        "PREFIX x: <http://www.w3.org/2001/XMLSchema#>\n"
        'SELECT * { VALUES ?at { "2016"^^x:gYear "2017"^^x:gYear } VALUES ?who { UNDEF } }'
    )
    expected: dict[str, Any] = {
        "q.at": {
            "name": "at",
            "in": "query",
            "description": "The year",
            "style": "form",
            "explode": True,
            "schema": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Year"},
                "maxItems": MOST_VALUES,
                "default": ["2016", "2017"],
            },
            "example": ["2016"],
        },
        "q.who": {
            "name": "who",
            "in": "query",
            "description": "A thing: its slug, prefixed name, IRI, or any of its labels.",
            "style": "form",
            "explode": True,
            "schema": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Entity"},
                "maxItems": MOST_VALUES,
            },
        },
    }
    assert describe_parameters(QueryFile(Path("q.rq"), text), COMPONENTS["schemas"], {}) == expected


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
    store.load(b'<urn:a> <urn:p> "one" . <urn:b> <urn:p> 2 .', format=RdfFormat.TURTLE)
    assert find_examples(store, {"q": QueryFile(Path("q.rq"), text)}) == expected


def test_examples_are_as_people_write_them(small: Project) -> None:
    queries = {name: find_query(small.queries, name) for name in query_names(small.queries)}
    assert find_examples(project_store(small), queries) == {"states": {"state": "id:azerbaijan"}}

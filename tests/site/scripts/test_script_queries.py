"""What the scripts make of queries, terms and parameters is what Python makes of them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from node_program import evaluated, needs_node
from pyoxigraph import Literal, Store

from azkz_graph.ask.parameters import bind_parameters, bind_terms, find_type, parameter_terms, type_of
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import document
from azkz_graph.site.data.ask_data import ask_data
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.sparql.query_keywords import keywords
from azkz_graph.store.memory_store import project_store
from azkz_graph.vocabulary import BASE, PREFIXES, shorten

pytestmark = needs_node

GIVEN = {
    "entity": ["kazakhstan", "id:baku", BASE + "id/azerbaijan", "Қазақстан", "אזרבייג׳ן", "BAKU", "o9"],
    "term": ["azkz:State", "wasPartOf"],
    "text": ['quoted "text"', "back\\slash", "} UNION { ?s ?p ?o", "two\nlines\tand\r\x07\x7f\x0b\x0c"],
    "language": ["he", "EN-gb"],
    "year": ["2016", "-0044"],
    "date": ["1992-08-27", "2000-02-29"],
    "integer": ["7", "-012", "+3"],
}
FAULTY = {
    "entity": ["nothing of this name", "id:nowhere", "> } DROP ALL #"],
    "language": ["e n", ""],
    "year": ["16", "02016", "2016a"],
    "date": ["2016-02-30", "1900-02-29", "16-1-1", "0000-01-01"],
    "integer": ["1.5", "1" * 19, "one"],
}


@pytest.fixture(scope="module")
def store(project: Project) -> Store:
    return project_store(project)


@pytest.fixture(scope="module")
def data(dataset: Dataset, store: Store) -> Mapping[str, Any]:
    script = ask_data(b"", store, [], dataset.names(), {}).decode()
    found: Mapping[str, Any] = json.loads(script.removeprefix("globalThis.azkz=").removesuffix(";\n"))
    return found


@pytest.fixture(scope="module")
def queries(project: Project) -> list[QueryFile]:
    return [find_query(project.queries, name) for name in query_names(project.queries)]


BINDING = {
    "sparql/binding.js": "bound",
    "sparql/conversion.js": "converted",
    "sparql/naming.js": "finder",
    "sparql/terms.js": "written",
}


@pytest.mark.large
def test_every_saved_query_is_bound_alike(
    queries: list[QueryFile], store: Store, data: Mapping[str, Any]
) -> None:
    cases = [
        (query, name, type, value)
        for query in queries
        for name, default in query.parameters.items()
        for type in [find_type(query, name) or type_of(default)]
        for value in GIVEN[type]
    ]
    assert len(cases) > 100
    body = """
        const find = finder(given.data);
        const term = (type, value) => written(converted(type, value, find));
        return given.cases.map(([text, name, type, value]) => bound(text, { [name]: term(type, value) }));
    """
    given = {"data": data, "cases": [(query.text, name, type, value) for query, name, type, value in cases]}
    # Whether a value is of the right kind for its parameter is another question, with tests of its own.
    expected = [
        bind_terms(query, parameter_terms(query, {name: [value]}, store)) for query, name, _, value in cases
    ]
    assert evaluated(BINDING, body, given) == expected


def test_what_is_no_value_is_refused_alike(store: Store, data: Mapping[str, Any]) -> None:
    cases = [(type, value) for type, values in FAULTY.items() for value in values]
    for type, value in cases:
        query = QueryFile.__new__(QueryFile)
        object.__setattr__(
            query, "text", f"#+ parameters:\n#+   x: {{type: {type}, a: b}}\nASK {{ VALUES ?x {{ UNDEF }} }}"
        )
        with pytest.raises(UsageError):
            bind_parameters(query, {"x": [value]}, store)
    body = """
        const find = finder(given.data);
        return given.cases.map(([type, value]) => {
            try { converted(type, value, find); } catch (fault) { return fault.key; }
            return null;
        });
    """
    found = evaluated(BINDING, body, {"data": data, "cases": cases})
    assert found == ["not_found" if type == "entity" else f"not_{type}" for type, _ in cases]


def test_blocks_in_comments_strings_and_iris_are_no_parameters() -> None:
    text = "# VALUES ?x { 1 }\nSELECT * { VALUES ?x { UNDEF } ?s ?p 'VALUES ?x { 2 }' , <VALUES?x{3}> }"
    imports = {"sparql/binding.js": "bound"}
    assert evaluated(imports, "return bound(given, {x: '<a:$&>'})", text) == text.replace("UNDEF", "<a:$&>")


def test_keywords_are_found_alike(queries: list[QueryFile]) -> None:
    texts = [query.text for query in queries] + [
        'ask { ?service a <service:x> ; rdfs:label "service"@en } # SERVICE',
        'SELECT * { ?s a:b.c \'\'\'it\'s\'\'\' , """a "quoted" word""" }',
        "select ?Ə { ?ə ?p 'a\\'b' }",
    ]
    imports = {"sparql/tokens.js": "keywords"}
    assert evaluated(imports, "return given.map(keywords)", texts) == [list(keywords(text)) for text in texts]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("PREFIX a: <a:> INSERT DATA { a:a a:a a:a }", "INSERT"),
        ("LOAD <http://example.org/>", "LOAD"),
        ("SELECT * { service <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 'SERVICE' } # LOAD", None),
        ("SELECT ?load { ?load a <service:x> }", None),
    ],
)
def test_updates_and_other_servers_are_refused_by_name(text: str, word: str | None) -> None:
    assert evaluated({"sparql/tokens.js": "refused"}, "return refused(given)", text) == word


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("SELECT * { ?e a azkz:Evnt }", [["azkz:Evnt", "azkz:Event"]]),
        (
            "SELECT * { id:bakku ?p ?o . ?s azkz:xyzzyplugh ?o }",
            [["id:bakku", "id:baku"], ["azkz:xyzzyplugh", None]],
        ),
        ("SELECT * { id:baku azkz:hedge ?o . ?s rdfs:lable 'id:nothing' }", []),
    ],
)
def test_unknown_names_are_told_with_what_is_called_nearly_so(
    data: Mapping[str, Any], text: str, unknown: list[list[str | None]]
) -> None:
    body = "return unknownNames(given.text, given.data).map(({ name, near }) => [name, near[0] ?? null])"
    assert evaluated({"sparql/unknown.js": "unknownNames"}, body, {"text": text, "data": data}) == unknown


def test_names_are_shortened_alike(data: Mapping[str, Any]) -> None:
    iris = [BASE + "id/baku", BASE + "ontology#State", "https://example.org/", BASE + "id/a/b"]
    imports = {"sparql/prefixes.js": "shorten"}
    body = "return given.iris.map((iri) => shorten(iri, given.prefixes))"
    found = evaluated(imports, body, {"iris": iris, "prefixes": dict(PREFIXES)})
    assert found == [*map(shorten, iris[:3]), f"<{iris[3]}>"]


def test_links_lead_where_the_routes_do(data: Mapping[str, Any]) -> None:
    paths = [
        "id/baku",
        "id/article/o9",
        "fact/abc",
        "rule/trade-sum",
        "graph/facts",
        "query/timeline",
        "dataset",
    ]
    imports = {"answer/links.js": "links"}
    body = "const href = links(given.data, 'file:///s/', 'he'); return given.iris.map(href)"
    iris = [BASE + path for path in paths]
    assert evaluated(imports, body, {"data": data, "iris": iris}) == [
        f"file:///s/{document(iri)}.he.html" for iri in iris
    ]


def test_only_addresses_of_the_web_are_links(data: Mapping[str, Any]) -> None:
    iris = ["javascript:alert(1)", "data:text/html,x", "urn:x", "HTTPS://example.org/", BASE]
    imports = {"answer/links.js": "links"}
    body = "const href = links(given.data, 'file:///s/', 'en'); return given.iris.map(href)"
    assert evaluated(imports, body, {"data": data, "iris": iris}) == [None, None, None, iris[3], None]


def test_terms_are_written_as_pyoxigraph_writes_them() -> None:
    texts = [chr(code) for code in range(0x20)] + ['"', "\\", "\x7f", "\x80", "é", "🙂", "a\u2028b"]
    imports = {"sparql/terms.js": "written, text"}
    assert evaluated(imports, "return given.map((each) => written(text(each)))", texts) == [
        str(Literal(text)) for text in texts
    ]

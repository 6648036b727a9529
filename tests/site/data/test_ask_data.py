import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from azkz_graph.routes.document_paths import ROUTES, TERMS
from azkz_graph.site.data.ask_data import ask_data, documents, labels_of, name_of
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import BASE, ID, PREFIXES

DATA = """
id:baku a azkz:Place ; rdfs:label "Baku"@en , "Баку"@ru ; skos:prefLabel "Bakı"@az , "Baku city"@en .
id:hostile a azkz:Place ; rdfs:label "</script><script>alert(1)</script>\\u2028"@en .
fact:abc a azkz:Fact .
<https://example.org/x> a azkz:Place .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    store = Store()
    store.load(head + DATA, RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def written(store: Store) -> str:
    query = QueryFile(Path("all.rq"), "#+ summary: Everything?\nASK {}")
    pages = {f"{BASE}fact/abc": "doc/a/o1#fact-abc", f"{BASE}id/n": "doc/a/o1#id-n", f"{ID}baku": "doc/baku"}
    pages["http://example.org/a"] = "ontology/index#a"
    return ask_data("<a:é> <a:b> <a:c> .".encode(), store, [query], PREFIXES, pages).decode()


@pytest.fixture(scope="module")
def data(written: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written.removeprefix("globalThis.azkz=").removesuffix(";\n"))
    return found


def test_terms_have_name_class_and_labels(data: dict[str, Any]) -> None:
    assert ["id:baku", "azkz:Place", {"en": "Baku", "ru": "Баку", "az": "Bakı"}] in data["terms"]


def test_what_has_no_name_is_listed_apart_if_it_is_ours(data: dict[str, Any]) -> None:
    assert data["others"] == ["fact:abc"]


def test_queries_are_given_without_their_documentation_and_data_as_they_are(data: dict[str, Any]) -> None:
    assert data["queries"] == [["all", "Everything?", "ASK {}"]]
    assert data["trig"] == "<a:é> <a:b> <a:c> ."
    assert data["prefixes"] == dict(PREFIXES)


def test_sections_are_listed_by_their_page(data: dict[str, Any]) -> None:
    assert data["sections"] == {"doc/a/o1": ["fact/abc", "id/n"]}


def test_nothing_in_the_script_can_end_it(written: str) -> None:
    assert "<" not in written
    assert not {"\u2028", "\u2029"} & set(written)


def test_the_first_kind_of_name_counts(store: Store) -> None:
    assert labels_of(store, NamedNode(ID + "baku"))["en"] == "Baku"


def test_names_that_a_query_could_not_read_are_iris() -> None:
    assert name_of(NamedNode(ID + "a/b"), PREFIXES) == f"<{ID}a/b>"
    assert name_of(NamedNode(ID + "a."), PREFIXES) == f"<{ID}a.>"
    assert name_of(NamedNode("https://example.org/"), PREFIXES) == "<https://example.org/>"


def test_documents_are_the_routes_and_the_sections_of_terms() -> None:
    assert [stem for _, stem in documents()] == [f"{TERMS}#", *(route.documents for route in ROUTES)]
    assert BASE not in json.dumps(documents())

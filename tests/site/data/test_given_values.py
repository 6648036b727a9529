"""What a reader gives for the parameters of a question, as terms."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.given_values import GivenValue, bind_values, check_values, is_faulty
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.language.messages import messages
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import ID, WITHDRAWN_IN


def query(type: str) -> QueryFile:
    text = f"#+ parameters:\n#+   x: {{type: {type}}}\nSELECT ?x {{ VALUES ?x {{ UNDEF }} }}"
    return QueryFile(Path("q.rq"), text)


@pytest.mark.parametrize(
    ("type", "text", "term"),
    [
        ("entity", "Kazakhstan", NamedNode(ID + "kazakhstan")),
        ("language", "EN", Literal("en")),
        ("text", '"> } #', Literal('"> } #')),
    ],
)
def test_terms(type: str, text: str, term: NamedNode | Literal, small_publication: Publication) -> None:
    values = check_values(query(type), {"x": [text]}, small_publication.store)
    assert values == {"x": [GivenValue(text, term)]}
    assert not is_faulty(values)
    assert bind_values(query(type), values) == bind_parameters(
        query(type), {"x": [text]}, small_publication.store
    )


@pytest.mark.parametrize(
    ("type", "text", "fault"),
    [
        ("entity", "nowhere", "not_found"),
        ("term", "> } #", "not_found"),
        ("language", "e n", "not_language"),
        ("year", "16", "not_year"),
        ("date", "1992-02-30", "not_date"),
        ("integer", "many", "not_integer"),
    ],
)
def test_faults(type: str, text: str, fault: str, small_publication: Publication) -> None:
    values = check_values(query(type), {"x": [text]}, small_publication.store)
    assert values == {"x": [GivenValue(text, None, f"script_question_{fault}")]}
    assert is_faulty(values)
    for language in LANGUAGES:
        assert "{given}" in messages(language)[f"script_question_{fault}"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("state", "number-of-azerbaijanis", "kind"),
        ("language", "xx", "nowhere"),
        ("state", "walnut", "withdrawn"),
    ],
)
def test_values_that_no_row_has(name: str, text: str, fault: str, small_publication: Publication) -> None:
    store = Store()
    store.extend(small_publication.store)
    store.update(f"INSERT DATA {{ <{ID}walnut> <{WITHDRAWN_IN.value}> '2.0.0' }}")
    values = check_values(small_publication.queries["states"], {name: [text]}, store)
    assert values == {name: [GivenValue(text, None, f"script_question_{fault}")]}
    for language in LANGUAGES:
        assert "{given}" in messages(language)[f"script_question_{fault}"]


def test_a_name_of_several_things() -> None:
    store = Store()
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    store.update(f"INSERT DATA {{ <urn:a> {label} 'Same' . <urn:b> {label} 'same'@en }}")
    (value,) = check_values(query("entity"), {"x": ["SAME"]}, store)["x"]
    assert value.fault == "script_question_not_one"


def test_values_count_once() -> None:
    values = check_values(query("integer"), {"x": ["1", "+1", "2"]}, Store())
    assert bind_values(query("integer"), values) == bind_parameters(
        query("integer"), {"x": ["1", "2"]}, Store()
    )


def test_a_type_that_is_none_is_the_authors_fault() -> None:
    with pytest.raises(UsageError, match="has the type 'number'"):
        check_values(query("number"), {"x": ["1"]}, Store())

"""JSON-LD as scripts see it, and the context that makes it short."""

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib_reading import rdflib_quads
from small_dataset import dataset_of, quads_of

from azkz_graph.dataset.project import Project
from azkz_graph.export.jsonld import document as of_union
from azkz_graph.export.jsonld import jsonld, part_of_context
from azkz_graph.export.jsonld_context import read_context
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.vocabulary import RDFS


@pytest.fixture(scope="module")
def document(arrangement: Arrangement) -> Any:  # noqa: ANN401
    return json.loads(jsonld(arrangement))


def nodes(trig: str) -> list[Any]:
    """The node objects of a small dataset."""
    content = json.loads(jsonld(arrange(dataset_of(quads_of(f"graph:entities {{ {trig} }}")))))
    return list(content["@graph"])


def test_context_inside_is_the_published_one(project: Project, document: Any) -> None:  # noqa: ANN401
    published = json.loads((project.ontology / "context.jsonld").read_bytes())
    assert document["@context"] == published["@context"]
    assert document["@context"]["@version"] == 1.1


def test_ordered_by_id_and_key(document: Any) -> None:  # noqa: ANN401
    ids = [node["@id"] for node in document["@graph"]]
    assert ids == sorted(set(ids))
    assert all(list(node) == sorted(node) for node in document["@graph"])


def test_own_terms_are_bare_and_others_prefixed() -> None:
    (node,) = nodes('id:a a azkz:State , skos:Concept ; rdfs:label "A"@en , "B"@he ; azkz:party id:b .')
    assert node == {
        "@id": "id:a",
        "@type": ["State", "skos:Concept"],
        "party": "id:b",
        "rdfs:label": {"en": "A", "he": "B"},
    }


def test_values_are_as_short_as_they_can_be() -> None:
    (node,) = nodes('id:a schema:value 7 , -3 , 1.5 , 07 , true , "seven" , "sept"@fr , id:seven .')
    assert node["schema:value"] == [
        "seven",
        -3,
        7,
        {"@id": "id:seven"},
        {"@language": "fr", "@value": "sept"},
        {"@type": "xsd:boolean", "@value": "true"},
        {"@type": "xsd:decimal", "@value": "1.5"},
        {"@type": "xsd:integer", "@value": "07"},
    ]


MISFITS = """
    id:a azkz:party "text" , "texte"@fr , 7 , id:b ;
        azkz:established "1992"^^xsd:gYear , "1992-08-27"^^xsd:date , "day" ;
        rdfs:label "no language" , "A"@en , "B"@en , 7 , id:b .
    <https://w3id.org/azkz/id/> dct:source azkz: , <https://example.org/> , <urn:x> .
"""


@pytest.mark.parametrize("reader", ["oxigraph", "rdflib"])
def test_values_that_the_context_does_not_expect_are_kept(reader: str) -> None:
    quads = quads_of(MISFITS)
    data = jsonld(arrange(dataset_of(quads)))
    read = rdflib_quads(data, "json-ld") if reader == "rdflib" else set(parse(data, format=RdfFormat.JSON_LD))
    assert read == set(quads)


def test_what_a_language_map_cannot_hold_stands_under_the_full_iri() -> None:
    (node,) = nodes('id:a rdfs:label "A"@en , "plain" .')
    assert node == {"@id": "id:a", "rdfs:label": {"en": "A"}, RDFS + "label": "plain"}


NAMES = r"""
    id:a rdfs:label "A \" quote"@en , "B"@he ; dct:title "b"@en ; dct:source id:b ; azkz:established "1992"^^xsd:gYear .
    id:b a azkz:State ; schema:value 7 .
"""


def test_the_part_of_the_context_that_some_nodes_use_is_enough_and_no_more(project: Project) -> None:
    context, quads = read_context(project), quads_of(NAMES)
    union = arrange(dataset_of(quads)).union
    part = part_of_context(union, context)
    assert set(parse(of_union(union, context, part), format=RdfFormat.JSON_LD)) == set(quads)
    assert set(part) == {
        *("@version", "azkz", "id", "rdfs", "xsd", "dct", "schema"),
        *("State", "established", "rdfs:label", "dct:title", "dct:source"),
    }

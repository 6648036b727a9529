"""Terms that no vocabulary has; whole reports are in `faults/`."""

from small_dataset import dataset_of, quads_of

from azkz_graph.check.term_uses import split_statements
from azkz_graph.check.undefined_terms import find_undefined_terms, is_fixed, vocabulary_terms
from azkz_graph.vocabulary import GRAPH, ONTOLOGY, PREFIXES, TYPE


def whats(trig: str) -> list[str]:
    dataset = dataset_of(quads_of(trig))
    return [problem.what for problem in find_undefined_terms(split_statements(dataset), dataset)]


def test_a_term_is_told_at_each_place_that_uses_it() -> None:
    trig = f"<{GRAPH}ontology> {{ azkz:Place a owl:Class . }} id:x {{ id:a azkz:near id:b . id:b azkz:near id:a . }}"
    assert whats(trig) == ["azkz:near is not defined"] * 2


def test_a_class_is_no_property_and_a_property_no_class() -> None:
    declared = f"<{GRAPH}ontology> {{ azkz:Place a owl:Class . azkz:near a owl:ObjectProperty . }}"
    assert whats(declared + "id:x { id:a azkz:Place id:b ; a azkz:near . }") == [
        "azkz:Place is not a property of the ontology",
        "azkz:near is not a class of the ontology",
    ]


def test_a_datatype_of_ours_is_looked_up_like_a_term_of_ours() -> None:
    declared = f"<{GRAPH}ontology> {{ azkz:near a owl:ObjectProperty . }}"
    assert whats(declared + 'id:x { id:a azkz:near "1"^^azkz:mile , azkz:mile , "1"@en . }') == [
        "azkz:mile is not defined",
        "azkz:mile is not defined",
    ]


def test_an_ontology_without_terms_is_one_problem() -> None:
    assert whats("id:x { id:a azkz:near id:b . }") == ["the ontology declares no term"]


def test_fixed_vocabularies() -> None:
    assert is_fixed(TYPE.value)
    assert is_fixed(PREFIXES["xsd"] + "gYear")
    assert not is_fixed(PREFIXES["xsd"] + "gyear")
    assert not is_fixed(ONTOLOGY + "Place")


def test_terms_of_a_quad() -> None:
    (quad,) = quads_of("id:a a azkz:Place .")
    assert vocabulary_terms(quad.subject, quad.predicate, quad.object) == {
        TYPE.value: "Property",
        ONTOLOGY + "Place": "Class",
    }
    (quad,) = quads_of('id:a azkz:m49 "031" .')
    assert vocabulary_terms(quad.subject, quad.predicate, quad.object) == {
        ONTOLOGY + "m49": "Property",
        PREFIXES["xsd"] + "string": "",
    }

"""SPARQL constraints report what pySHACL reports of them, or are refused."""

import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, QueryTriples
from small_dataset import dataset_of, quads_of

from azkz_graph.check.compiled.compiled_shapes import compile_shapes, validate_targets
from azkz_graph.check.compiled.literal_value import UndecidedError
from azkz_graph.check.compiled.shape_description import UncompiledShapesError
from azkz_graph.check.shacl_results import Result, UnusableShapesError, validate
from azkz_graph.check.shapes import Shapes
from azkz_graph.problem import Place
from azkz_graph.vocabulary import PREFIXES

DATA = """
<https://example.org/set> a dcat:Dataset ; dct:issued "2016-02"^^xsd:gYearMonth .
id:a schema:position 1 ; schema:isPartOf id:s ; rdfs:label "a" , "A"@en ; schema:value 1.5 , 4 .
id:b schema:position 2 ; schema:isPartOf id:s , id:a ; schema:value 2 ; dct:date "2017"^^xsd:gYear .
id:c dct:identifier "04"^^xsd:integer . id:b dct:identifier "4"^^xsd:nonNegativeInteger .
id:a schema:value "20"^^xsd:decimal .
id:c schema:position 4 ; schema:isPartOf id:b ; a azkz:Figure ; dct:description "a\\\\1 {?order}" .
azkz:Figure rdfs:subClassOf azkz:Passage . id:s a azkz:Passage .
"""

COMPILED: Sequence[str] = (
    "$this ?value { ?value schema:isPartOf/schema:isPartOf ?other }",
    "$this ?value { ?value ^schema:isPartOf ?other }",
    "$this ?value { ?value a/rdfs:subClassOf? azkz:Passage }",
    "$this ?value { ?value schema:position|schema:value ?order FILTER(?order * 2 - 1 >= 3 && ?order / 2 < 2.5) }",
    "$this ?value ?path { id:b ?path ?value }",
    "$this ?value ?path { ?value ?path 2 }",
    "DISTINCT $this ?value ?path { ?value ?path ?order . ?other ?path ?order FILTER(?other != ?value) }",
    "$this ?value { ?value schema:position ?order BIND(?order + 1 AS ?next) ?other schema:position ?next }",
    "$this ?value ?next { ?value schema:position ?order BIND(?order + 1 AS ?next) }",
    "$this ?value { ?value schema:value ?n FILTER NOT EXISTS { ?other schema:value ?n FILTER(?other != ?value) } }",
    "$this ?value { ?value schema:position ?order FILTER(?order = 1 || EXISTS { ?other schema:isPartOf ?value }) }",
    "$this ?value { ?value dct:date ?date . $this dct:issued ?day FILTER(STR(?date) > SUBSTR(STR(?day), 1, 4)) }",
    "$this ?value { ?value dct:description ?text FILTER(STRLEN(?text) > 2) BIND(CONCAT(?text, STR(?value)) AS ?path) }",
    "$this ?value { ?value schema:value ?number FILTER(ABS(FLOOR(?number) - 3) = IF(?number > 3, 1, 2)) }",
    "$this ?value { ?value rdfs:label ?text FILTER(xsd:integer(STR(?text)) > 1) }",
    '$this ?value { ?value dct:description ?text FILTER(REPLACE(?text, "[^a]", "") = "a") }',
    "$this { $this dct:issued ?day }",
    "$this ?value { $this schema:position ?value }",
    "$this ?value ?code { ?value dct:identifier ?code }",
    "$this ?value ?text { ?value schema:value ?text }",
    "$this ?value { ?value rdfs:label ?text FILTER(STRLEN(?text) > 1) }",
    "$this ?value { ?value schema:position ?order FILTER(?nothing > 1) }",
    "$this ?value { ?value schema:position ?order FILTER(?order) }",
    "$this ?value { ?value schema:position ?order FILTER(1 / (?order - 1) > 0) }",
    "$this ?value { ?value schema:isPartOf+ ?other }",
    "$this ?value { ?value !rdfs:label ?other }",
    "$this ?value { ?value ?value ?other }",
    "$this ?value { ?value schema:isPartOf [] }",
    "$this ?value { ?value rdfs:label ?text FILTER(LANG(?text) = 'en') }",
    "$this ?value { ?value rdfs:label ?text FILTER(xsd:date(?text) = 1) }",
    "$this ?value { ?value rdfs:label ?text FILTER(?text IN ('a')) }",
)

UNDECIDED: Sequence[str] = (
    "$this ?value { ?value rdfs:label ?text FILTER(?text > 1) }",
    "$this ?value { ?value dct:identifier ?code FILTER(?code > 1) }",
    "$this ?value { ?value dct:identifier ?code BIND(?code + 1 AS ?next) }",
)

REFUSED: Sequence[str] = (
    "$this ?value { ?value a azkz:Figure OPTIONAL { ?value rdfs:label ?text } }",
    "$this ?value { { ?value a azkz:Figure } UNION { ?value a azkz:Passage } }",
    "$this ?value { ?value a azkz:Figure MINUS { ?value rdfs:label ?text } }",
    "$this ?value { VALUES ?value { id:a } }",
    "$this ?value { SERVICE <https://example.org/> { ?value a azkz:Figure } }",
    "$this (COUNT(?value) AS ?number) { ?value a azkz:Figure } GROUP BY $this",
    "$this ?value ?failure { ?value rdfs:label ?failure }",
    "?value { ?value a azkz:Figure }",
    "$this ?value { ?value a nothing:Figure }",
    "$this ?value { ?value a azkz:Figure",
)


NAMES = ("azkz", "id", "schema", "dct", "xsd")
DECLARED = " , ".join(
    f'[ sh:prefix "{name}" ; sh:namespace "{PREFIXES[name]}"^^xsd:anyURI ]' for name in NAMES
)


def shapes_of(query: str) -> Shapes:
    place = Place(Path("shapes.ttl"), 1)
    text = f"""
    shape:x a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:severity sh:Warning ; sh:sparql shape:c .
    shape:c sh:message "At {{?order}} of {{$value}} by {{?path}}: {{?next}} {{?text}}" ;
        sh:prefixes <https://example.org/> ; sh:select \"\"\"SELECT {query}\"\"\" .
    <https://example.org/> sh:declare {DECLARED} ."""
    return Shapes(place.path, dict.fromkeys(quads_of(text), place), ())


@pytest.mark.second_engine
@pytest.mark.parametrize("query", COMPILED)
def test_compiled(query: str) -> None:
    dataset, shapes = dataset_of(quads_of(DATA)), shapes_of(query)
    found = set(validate_targets(compile_shapes(shapes).targets, dataset))
    assert found == set(map(as_stored, validate(dataset, shapes)))


def as_stored(result: Result) -> Result:
    """The result with its value as Oxigraph keeps it, which makes integers of those that are not negative."""
    value = result.value
    if isinstance(value, Literal) and value.datatype.value.endswith("#nonNegativeInteger"):
        return replace(result, value=Literal(int(value.value)))
    return result


def test_most_of_the_compiled_find_something() -> None:
    dataset = dataset_of(quads_of(DATA))
    found = [compile_shapes(shapes_of(query)).validate(dataset) for query in COMPILED]
    assert sum(map(bool, found)) >= len(COMPILED) - 8


@pytest.mark.second_engine
@pytest.mark.parametrize("query", UNDECIDED)
def test_undecided(query: str) -> None:
    dataset, shapes = dataset_of(quads_of(DATA)), shapes_of(query)
    compiled = compile_shapes(shapes)
    with pytest.raises(UndecidedError):
        list(validate_targets(compiled.targets, dataset))
    assert set(compiled.validate(dataset)) == set(validate(dataset, shapes))


@pytest.mark.second_engine
def test_a_backslash_in_a_message_stops_pyshacl() -> None:
    dataset = dataset_of(quads_of(DATA))
    shapes = shapes_of("$this ?value ?text { ?value dct:description ?text }")
    told = []
    for validated in (compile_shapes(shapes).validate, lambda dataset: validate(dataset, shapes)):
        with pytest.raises(UnusableShapesError) as fault:
            validated(dataset)
        told.append(str(fault.value))
    assert told[0] == told[1]


def test_a_fault_keeps_no_answer_of_the_engine() -> None:
    shapes = shapes_of("$this ?value ?text { ?value dct:description ?text }")
    with pytest.raises(UnusableShapesError) as fault:
        compile_shapes(shapes).validate(dataset_of(quads_of(DATA)))
    error: BaseException | None = fault.value
    frames = []
    while error is not None:
        frames += [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        error = error.__context__
    assert [value for frame in frames for value in frame.f_locals.values() if is_answer(value)] == []


def is_answer(value: object) -> bool:
    """Whether it is what only the thread that asked the engine may free."""
    return isinstance(value, (QuerySolutions, QueryTriples))


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query: str) -> None:
    with pytest.raises(UncompiledShapesError):
        compile_shapes(shapes_of(query))

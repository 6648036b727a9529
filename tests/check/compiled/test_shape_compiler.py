"""Shapes that say what is not compiled are refused, each for its reason, and never passed over."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from small_dataset import dataset_of, quads_of

from azkz_graph.check.compiled.compiled_shapes import compile_shapes
from azkz_graph.check.compiled.shape_description import UncompiledShapesError
from azkz_graph.check.shacl_results import validate
from azkz_graph.check.shapes import Shapes, read_shapes
from azkz_graph.problem import Place
from azkz_graph.vocabulary import ID

FAULTS = Path(__file__).parents[1] / "faults"

DATA = """
id:a a azkz:Place ; rdfs:label "a" , "b"@en , "c"@he ; azkz:m49 1 ; dct:type id:city ; schema:about id:a .
id:b a azkz:Event ; rdfs:label "" ; azkz:m49 "x" , 3 ; dct:type id:sea , id:b .
id:c rdfs:label "d"@en ; azkz:m49 2.5 .
azkz:Event rdfs:subClassOf azkz:Place .
"""

TELLS = 'sh:message "Mend it." ; sh:targetClass azkz:Place'

COMPILED: Sequence[str] = (
    f"shape:x sh:path azkz:m49 ; sh:nodeKind sh:Literal ; sh:datatype xsd:integer ; {TELLS} .",
    f"shape:x sh:path azkz:m49 ; sh:minExclusive 1 ; sh:maxInclusive 2.5 ; {TELLS} .",
    f"shape:x sh:path [ sh:inversePath schema:about ] ; sh:minCount 1 ; {TELLS} .",
    f"shape:x sh:path [ sh:alternativePath ( rdfs:label azkz:m49 ) ] ; sh:maxCount 2 ; {TELLS} .",
    f"shape:x sh:path rdfs:label ; sh:minCount 5 ; sh:deactivated true ; {TELLS} .",
    f"shape:x sh:path rdfs:label ; sh:minCount 5 ; sh:deactivated false ; {TELLS} .",
    f"shape:x sh:path dct:type ; sh:class azkz:Place ; sh:severity sh:Info ; {TELLS} .",
    f"shape:x sh:path dct:type ; sh:hasValue id:sea ; sh:disjoint rdf:type ; {TELLS} .",
    f"shape:x sh:path rdfs:label ; sh:qualifiedValueShape [ sh:minLength 1 ] ; sh:qualifiedMinCount 2 ; {TELLS} .",
    f"shape:x sh:or ( [ sh:path rdfs:label ; sh:maxCount 2 ] [ sh:in ( id:a ) ; sh:deactivated true ] ) ; {TELLS} .",
    f"shape:x sh:or ( [ sh:in ( id:a ) ] [ sh:property [ sh:path dct:type ; sh:maxCount 0 ] ] ) ; {TELLS} .",
    "shape:x sh:targetSubjectsOf azkz:m49 ; sh:property shape:y ."
    ' shape:y sh:path rdfs:label ; sh:pattern "^b" ; sh:message "Mend it." .',
    "shape:x sh:targetSubjectsOf azkz:m49 ; sh:deactivated true ; sh:property shape:y ."
    ' shape:y sh:path rdfs:label ; sh:pattern "^b" ; sh:message "Mend it." ; sh:targetClass azkz:Event .',
)
"""Shapes that look at the data, and are not in the project's own."""

REFUSED: Sequence[tuple[str, str]] = (
    (f"shape:x sh:closed true ; {TELLS} .", "closed"),
    (f"shape:x sh:node shape:y ; {TELLS} .", "node"),
    (f"shape:x sh:not [ sh:class azkz:Place ] ; {TELLS} .", "not"),
    (f"shape:x sh:xone ( [ sh:class azkz:Place ] ) ; {TELLS} .", "xone"),
    (f"shape:x sh:class azkz:Place ; sh:targetNode id:a ; {TELLS} .", "targetNode"),
    (f"shape:x sh:path rdfs:label ; sh:equals dct:title ; {TELLS} .", "equals"),
    (f'shape:x sh:path rdfs:label ; sh:pattern "a" ; sh:flags "i" ; {TELLS} .', "flags"),
    (f'shape:x sh:path rdfs:label ; sh:pattern "(" ; {TELLS} .', "pattern"),
    (f"shape:x sh:path ( dct:type rdfs:label ) ; sh:minCount 1 ; {TELLS} .", "path"),
    (f"shape:x sh:path [ sh:zeroOrMorePath dct:type ] ; sh:minCount 1 ; {TELLS} .", "zeroOrMorePath"),
    (f"shape:x sh:path [ sh:inversePath [ sh:inversePath dct:type ] ] ; sh:minCount 1 ; {TELLS} .", "IRI"),
    (f"shape:x sh:path rdfs:label ; sh:minCount 1 , 2 ; {TELLS} .", "several"),
    (f"shape:x sh:path rdfs:label ; sh:minCount 1.0 ; {TELLS} .", "number"),
    (f'shape:x sh:path rdfs:label ; sh:minCount "01"^^xsd:integer ; {TELLS} .', "number"),
    (f"shape:x sh:path rdfs:label ; sh:uniqueLang 1 ; {TELLS} .", "true or false"),
    (f'shape:x sh:path rdfs:label ; sh:languageIn ( "*" ) ; {TELLS} .', "languageIn"),
    (f"shape:x sh:path rdfs:label ; sh:in ( [] ) ; {TELLS} .", "blank node"),
    (f"shape:x sh:path rdfs:label ; sh:in () ; {TELLS} .", "list"),
    (f"shape:x sh:path rdfs:label ; sh:in id:a ; {TELLS} .", "list"),
    (f"shape:x sh:path rdfs:label ; sh:datatype rdfs:Literal ; {TELLS} .", "datatype"),
    (f"shape:x sh:path rdfs:label ; sh:minCount 1 ; sh:severity id:bad ; {TELLS} .", "severity"),
    (f"shape:x sh:path rdfs:label ; sh:qualifiedMinCount 1 ; {TELLS} .", "qualified"),
    (f"shape:x sh:minCount 1 ; {TELLS} .", "minCount"),
    (f"shape:x a rdfs:Class ; sh:class azkz:Place ; {TELLS} .", "is"),
    (f"shape:x a sh:NodeShape ; sh:path rdfs:label ; {TELLS} .", "path"),
    (f"shape:x sh:or ( shape:x ) ; {TELLS} .", "as a shape"),
    (f"shape:x sh:or ( shape:y ) ; {TELLS} .", "as a shape"),
    (f"shape:x sh:property shape:y ; {TELLS} . shape:y sh:class azkz:Place .", "property shape"),
    (f"[] sh:class azkz:Place ; {TELLS} .", "IRI"),
    ("shape:x sh:class azkz:Place ; sh:targetClass azkz:Place .", "text"),
    (f'shape:x sh:class azkz:Place ; sh:message "Or this." ; {TELLS} .', "several"),
    ("id:c a sh:ConstraintComponent .", "is"),
)
"""Shapes that are refused, with a word of the reason."""


def shapes_of(text: str) -> Shapes:
    place = Place(Path("shapes.ttl"), 1)
    return Shapes(place.path, dict.fromkeys(quads_of(text), place), ())


@pytest.mark.second_engine
@pytest.mark.parametrize("text", COMPILED)
def test_compiled(text: str) -> None:
    dataset, shapes = dataset_of(quads_of(DATA)), shapes_of(text)
    assert set(compile_shapes(shapes).validate(dataset)) == set(validate(dataset, shapes))


def test_the_compiled_find_something() -> None:
    dataset = dataset_of(quads_of(DATA))
    found = [compile_shapes(shapes_of(text)).validate(dataset) for text in COMPILED]
    assert sum(map(bool, found)) > len(COMPILED) // 2
    assert {result.focus for results in found for result in results} >= {
        NamedNode(ID + "a"),
        NamedNode(ID + "b"),
    }


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(UncompiledShapesError, match=reason):
        compile_shapes(shapes_of(text))


def test_shapes_that_cannot_be_applied_are_refused() -> None:
    path = FAULTS / "shapes-that-cannot-be-applied" / "ontology" / "shapes.ttl"
    with pytest.raises(UncompiledShapesError):
        compile_shapes(read_shapes(path))

"""How results of validation are told; whole reports are in `faults/`."""

import pytest
from pyoxigraph import Literal, NamedNode

from azkz_graph.check.shacl_results import Result
from azkz_graph.check.shape_problems import describe_result, format_term
from azkz_graph.problem import Severity
from azkz_graph.vocabulary import ID, ONTOLOGY, PREFIXES, SHAPES, XSD

BAKU, PARTY = NamedNode(ID + "baku"), NamedNode(ONTOLOGY + "party")


def result(
    component: str, message: str, path: NamedNode | None = PARTY, value: NamedNode | None = None
) -> Result:
    return Result(BAKU, path, value, SHAPES + "X-party", component, Severity.ERROR, message)


@pytest.mark.parametrize(
    ("found", "fault", "mend"),
    [
        (result("MinCountConstraintComponent", "Name it."), "azkz:party is missing", "name it"),
        (result("MinCountConstraintComponent", "Name it.", None), "“party” is missing", "name it"),
        (
            result("OrConstraintComponent", "Name it.", None, BAKU),
            "it is of none of the kinds that “party” takes",
            "name it",
        ),
        (
            result("ClassConstraintComponent", "ISO has it.", PARTY, PARTY),
            "azkz:party is not of the kind that azkz:party asks for",
            "ISO has it",
        ),
        (result("XoneConstraintComponent", "Name it."), "the value is not as it should be", "name it"),
        (result("SPARQLConstraintComponent", "It is late: correct it."), "it is late", "correct it"),
    ],
)
def test_told(found: Result, fault: str, mend: str) -> None:
    assert describe_result(found, "party", PREFIXES) == (fault, mend)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (BAKU, "id:baku"),
        (NamedNode("https://example.org/"), "<https://example.org/>"),
        (Literal("a"), '"a"'),
        (Literal("a" * 70), f'"{"a" * 60}…"'),
        (Literal("א", language="he"), '"א"@he'),
        (Literal("2016", datatype=NamedNode(XSD + "gYear")), '"2016"^^xsd:gYear'),
        (None, "the value"),
    ],
)
def test_shown(term: NamedNode | Literal | None, text: str) -> None:
    assert format_term(term, PREFIXES) == text

"""Terms that are none, and IRIs that lead nowhere; whole reports are in `faults/`."""

import pytest
from pyoxigraph import Quad
from small_dataset import dataset_of, quads_of

from azkz_graph.check.identifiers import is_dangling, term_problems
from azkz_graph.vocabulary import BASE, GRAPH, ID

ONTOLOGY_TEXT = f"""
<{GRAPH}ontology> {{
    azkz:Place a owl:Class .
    azkz:bordersOn a owl:ObjectProperty .
}}
"""


def codes(trig: str) -> list[str]:
    return sorted(problem.code for problem in term_problems(dataset_of(quads_of(ONTOLOGY_TEXT + trig))))


def test_declared_terms_are_taken() -> None:
    assert codes(f"<{GRAPH}entities> {{ id:a a azkz:Place ; azkz:bordersOn id:a . }}") == []


def test_ontology_may_speak_of_others_but_not_of_terms_of_its_own_that_are_none() -> None:
    assert codes(f"<{GRAPH}alignments> {{ azkz:Place rdfs:subClassOf <https://example.org/Place> . }}") == []
    assert (
        codes(f"<{GRAPH}alignments> {{ azkz:Plaec rdfs:subClassOf azkz:Plcae . }}") == ["undefined-term"] * 2
    )


def test_a_thing_may_be_taken_up_again_by_passages_and_alignments() -> None:
    trig = f"<{GRAPH}entities> {{ id:a a azkz:Place . id:b a azkz:Place . }} id:a {{ id:a azkz:bordersOn id:b . }}"
    assert codes(trig) == []


def test_a_passage_that_only_names_a_graph_is_described_nowhere() -> None:
    assert codes(f"<{GRAPH}entities> {{ id:a a azkz:Place . }} id:x {{ id:a azkz:bordersOn id:a . }}") == [
        "unresolved"
    ]


@pytest.mark.parametrize("slug", ["a", "a-b", "a1-2", "article/p-1"])
def test_slug(slug: str) -> None:
    assert codes(f"<{GRAPH}entities> {{ <{ID}{slug}> a azkz:Place . }}") == []


@pytest.mark.parametrize("slug", ["A", "a_b", "a--b", "-a", "a-", "a/b/c", "ä", "", "a.b"])
def test_no_slug(slug: str) -> None:
    assert codes(f"<{GRAPH}entities> {{ <{ID}{slug}> a azkz:Place . }}") == ["slug"]


def test_dangling() -> None:
    quad: Quad = quads_of(f"id:a azkz:party <{BASE}rule/x> .")[0]
    assert is_dangling(quad.object, set())
    assert not is_dangling(quad.object, {BASE + "rule/x"})
    assert not is_dangling(quads_of("id:a azkz:party azkz:Place .")[0].object, set())
    assert not is_dangling(quads_of("id:a azkz:party <https://example.org/> .")[0].object, set())

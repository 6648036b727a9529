"""Facts as a store gives them back, whichever way they got into it."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple, serialize
from small_dataset import quads_of

from azkz_graph.about.entity_sheet import sheet
from azkz_graph.about.explanation import explain
from azkz_graph.check.lexical_form import normalize_literal
from azkz_graph.dataset.project import Project
from azkz_graph.graph.facts import facts_by, is_fact, read_fact, triples
from azkz_graph.graph.labels import words
from azkz_graph.graph.name_lookup import find
from azkz_graph.store.memory_store import derive_project, files_store, project_store
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.vocabulary import FACT, FACT_CLASS, STATED_IN, SUBJECT, TYPE


@pytest.fixture(scope="module")
def store(small: Project) -> Store:
    return project_store(small)


def test_a_fact_has_all_passages_that_state_it(store: Store) -> None:
    facts = facts_by(store, SUBJECT, find(store, "aktau"))
    stated = [fact for fact in facts if fact.passages]
    assert [[passage.value[-2:] for passage in fact.passages] for fact in stated] == [["c1", "o1"]]


def test_a_derived_fact_has_its_rule_and_premises(store: Store) -> None:
    fact = read_fact(store, find(store, "62oxieozsygmipfi"))
    assert [rule.value.rpartition("/")[2] for rule in fact.rules] == ["symmetry"]
    premise = read_fact(store, fact.premises[0])
    assert (premise.triple.subject, premise.triple.object) == (fact.triple.object, fact.triple.subject)


def test_a_claim_is_no_fact_though_it_has_a_subject(store: Store) -> None:
    found = facts_by(store, SUBJECT, find(store, "relations"))
    assert found
    assert all(any(triples(store, fact.iri, TYPE, FACT_CLASS)) for fact in found)


@pytest.mark.parametrize("suffix", ["ttl", "trig"])
def test_turtle_and_trig_give_the_same_sheets_and_explanations(
    small: Project, store: Store, tmp_path: Path, suffix: str
) -> None:
    quads = list(derive_project(small).quads())
    path = tmp_path / f"small.{suffix}"
    if suffix == "ttl":
        path.write_bytes(serialize({quad.triple for quad in quads}, format=RdfFormat.TURTLE) or b"")
    else:
        path.write_bytes(serialize(quads, format=RdfFormat.TRIG) or b"")
    other = files_store([RdfFile(path)])
    assert {quad.triple for quad in triples(other, None)} == {quad.triple for quad in triples(store, None)}
    subjects = {quad.subject for quad in triples(store, None)}
    for node in sorted((node for node in subjects if isinstance(node, NamedNode)), key=str):
        assert str(sheet(other, node)) == str(sheet(store, node))
    for passage in {quad.object for quad in triples(store, None, STATED_IN)}:
        for fact in facts_by(store, STATED_IN, passage):
            assert str(explain(other, fact)) == str(explain(store, fact))


def kept(triple: Triple) -> Triple:
    """What a store makes of a triple: it keeps numbers by value."""
    subject, predicate, value = triple
    return Triple(subject, predicate, normalize_literal(value) if isinstance(value, Literal) else value)


def test_the_store_is_the_set_of_the_triples(small: Project, store: Store) -> None:
    expected = {kept(quad.triple) for quad in derive_project(small).quads()}
    found = [quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())]
    assert set(found) == expected
    assert len(found) == len(expected)


HALF = """
<https://w3id.org/azkz/fact/none> a azkz:Fact .
<https://w3id.org/azkz/fact/text> a azkz:Fact ; rdf:subject "a" ; rdf:predicate id:b ; rdf:object id:c .
<https://w3id.org/azkz/fact/blank> a azkz:Fact ; rdf:subject id:c ; rdf:predicate _:b ; rdf:object id:c .
<https://w3id.org/azkz/fact/whole> a azkz:Fact ; rdf:subject id:c ; rdf:predicate id:b ; rdf:object id:a ;
    prov:wasDerivedFrom <https://w3id.org/azkz/fact/none> .
"""


def test_what_states_no_triple_is_no_fact() -> None:
    store = Store()
    store.extend(quads_of(HALF))
    assert [
        node for node in ("none", "text", "blank", "whole") if is_fact(store, NamedNode(FACT + node))
    ] == ["whole"]
    assert read_fact(store, NamedNode(FACT + "whole")).premises == ()
    for name in ("fact:none", "fact:text", "fact:blank", "fact:whole", "id:b", "id:c"):
        assert str(sheet(store, find(store, name)))


def test_words_of_triples_that_nest_deep() -> None:
    triple = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"))
    for _ in range(2_000):
        triple = Triple(NamedNode("urn:a"), NamedNode("urn:b"), triple)
    assert words(Store(), triple) == "<urn:a> · <urn:b> · " * 2_001 + "c"

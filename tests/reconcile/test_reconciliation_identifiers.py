"""Identifiers of the protocol and IRIs."""

import pytest
from reconciling import real_names

from azkz_graph.reconcile.reconciliation_identifiers import entity_id, entity_iri, term_id, term_iri


def test_every_identifier_leads_back() -> None:
    index = real_names()
    for node, entry in index.entities.items():
        assert entity_id(node) == entry.id
        assert entity_iri(entry.id) == node
    for node, entry in {**index.types, **index.properties}.items():
        assert term_id(node) == entry.id
        assert term_iri(entry.id) == node
    assert len({entry.id for entry in index.entities.values()}) == len(index.entities)


@pytest.mark.parametrize(
    "text", ["State", "azkz:State", "https://w3id.org/azkz/ontology#State", " <azkz:State> "]
)
def test_a_term_has_several_names(text: str) -> None:
    node = term_iri(text)
    assert node is not None
    assert term_id(node) == "State"


@pytest.mark.parametrize("text", ["", " ", "a b", "<>>", "\ud800", "x\x00", 'https://e.org/"', "{}"])
def test_what_can_be_no_iri_is_none(text: str) -> None:
    assert (entity_iri(text), term_iri(text)) == (None, None)

"""Things by what they are called elsewhere."""

import pytest
from reconciling import real_names, store_of

from azkz_graph.reconcile.foreign_identifiers import make_key, read_identifiers
from azkz_graph.reconcile.name_index import read_names
from azkz_graph.reconcile.name_matching import find_likenesses


@pytest.mark.parametrize(
    ("identifier", "id"),
    [
        ("Q232", "kazakhstan"),
        ("q232", "kazakhstan"),
        ("http://www.wikidata.org/entity/Q232", "kazakhstan"),
        ("https://www.wikidata.org/wiki/Q232#sitelinks", "kazakhstan"),
        ("https://m.wikidata.org/wiki/Special:EntityData/Q232?flavor=dump", "kazakhstan"),
        ("https://ror.org/054gw3b40", "baku-state-university"),
        ("054gw3b40", "baku-state-university"),
        ("https://sws.geonames.org/587084/", "baku"),
        ("587084", "baku"),
        ("KZ", "kazakhstan"),
        ("kaz", "kazakhstan"),
        ("398", "kazakhstan"),
        ("baku", "baku"),
        ("id:baku", "baku"),
        ("https://w3id.org/azkz/id/baku", "baku"),
        ("<https://w3id.org/azkz/id/baku>", "baku"),
    ],
)
def test_an_identifier_leads_to_the_thing(identifier: str, id: str) -> None:
    index = real_names()
    found = find_likenesses(index, identifier)
    assert [index.entities[node].id for node, likeness in found.items() if likeness.exact] == [id]
    assert max(likeness.score for likeness in found.values()) == 100


def test_what_is_only_related_is_no_identifier() -> None:
    index = real_names()
    ((node, likeness),) = find_likenesses(index, "http://dbpedia.org/resource/Tbilisi").items()
    assert index.entities[node].id == "tbilisi"
    assert (likeness.score, likeness.exact) == (90, False)


@pytest.mark.parametrize(
    "text", ["http://", "https:///", "https://a", "https://a/", "https://a//", "\ud800", "]"]
)
def test_what_is_no_address_is_its_own_key(text: str) -> None:
    assert make_key(text) == text


def test_an_identifier_of_two_things_leads_to_both() -> None:
    store = store_of(
        "id:a schema:sameAs <https://e.org/1> ; a azkz:Place . id:b schema:sameAs <https://e.org/1> ; a azkz:Place ."
    )
    identifiers = read_identifiers(store, read_names(store).entities)
    assert len(identifiers.same["1"]) == 2

"""Graphs of rdflib and networkx."""

import sys

import pytest
from pyoxigraph import DefaultGraph
from rdflib_reading import term
from transcripts import SMALL

import azkz_graph
from azkz_graph.vocabulary import ID


def test_rdflib_has_every_triple_as_it_is_written() -> None:
    graph = azkz_graph.load(SMALL)
    made = graph.to_rdflib()
    quads = graph.store.quads_for_pattern(None, None, None, DefaultGraph())
    assert {tuple(map(term, triple)) for triple in made} == {
        (quad.subject, quad.predicate, quad.object) for quad in quads
    }
    assert made.namespace_manager.curie(ID + "aktau") == "id:aktau"


def test_networkx_has_things_and_the_facts_between_them() -> None:
    made = azkz_graph.load(SMALL).to_networkx("he")
    assert made.nodes["id:aktau"] == {"iri": ID + "aktau", "label": "אקטאו", "kinds": ["מקום"]}
    stated, derived = (
        made.edges[(*ends, "azkz:twinnedWith")]
        for ends in (("id:sumqayit", "id:aktau"), ("id:aktau", "id:sumqayit"))
    )
    assert stated["label"] == "עיר תאומה"
    assert stated["fact"] != derived["fact"]
    assert all("/rule/" in origin for origin in derived["origins"]) != all(
        "/rule/" in origin for origin in stated["origins"]
    )
    assert not any(name.startswith("id:claim-") for name in azkz_graph.load().to_networkx())


def test_without_networkx_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(
        azkz_graph.UsageError, match=r"to_networkx needs networkx, .* pip install '\.\[notebook\]'"
    ):
        azkz_graph.load(SMALL).to_networkx()

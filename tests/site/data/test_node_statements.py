"""What is said of a thing, each value with its fact, in the order of the shapes."""

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode
from shown_triples import index_of

from azkz_graph.about.sheet import read_sheet
from azkz_graph.check.shapes import read_shapes
from azkz_graph.graph.facts import facts_by
from azkz_graph.site.data.node_statements import (
    Group,
    Value,
    by_subject,
    group_by_predicate,
    in_article_order,
    predicate_order,
)
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import DERIVED_BY, ID, ONTOLOGY, RULE, STATED_IN, SUBJECT, shorten


def origin(value: Value) -> str:
    """Where the value comes from: passages, a rule, or nothing that is told."""
    if value.fact is None:
        return "background"
    return " ".join(each.value.rpartition("/")[2] for each in (*value.fact.passages, *value.fact.rules))


def rows(groups: Iterable[Group]) -> list[tuple[str, list[str]]]:
    """The groups as names, values and origins."""
    return [
        (
            shorten(group.predicate.value),
            [f"{shorten(value.term.value)} [{origin(value)}]" for value in group.values],  # type: ignore[union-attr]
        )
        for group in groups
    ]


OUTGOING = {
    "aktau": [
        ("dct:type", ["id:city [background]"]),
        ("azkz:twinnedWith", ["id:sumqayit [symmetry]"]),
        ("azkz:ofState", ["id:kazakhstan [c1 o1]"]),
    ],
    "number-of-azerbaijanis": [
        ("azkz:hedge", ["azkz:About [o2]", "azkz:Today [o2]"]),
        ("dct:spatial", ["id:kazakhstan [o2]"]),
        ("schema:observationAbout", ["id:azerbaijanis [o2]"]),
        ("schema:measuredProperty", ["id:number-of-people [o2]"]),
        ("schema:value", ["<85000> [o2]"]),
        ("azkz:unit", ["id:person [o2]"]),
    ],
    "small-article/o2": [
        ("schema:position", ["<3> [background]"]),
        ("schema:isPartOf", ["id:small-article/section-overview [background]"]),
        ("azkz:hasFootnote", ["id:small-article/fn1 [background]"]),
    ],
    "caspian-sea": [
        ("azkz:bordersOn", ["id:kazakhstan [symmetry]"]),
        ("dct:type", ["id:sea [background]"]),
    ],
}
INCOMING = {
    "aktau": [("azkz:twinnedWith", ["id:sumqayit [c1]"])],
    "kazakhstan": [
        ("azkz:ofState", ["id:aktau [c1 o1]"]),
        ("azkz:party", ["id:relations [o3]"]),
        ("dct:spatial", ["id:number-of-azerbaijanis [o2]"]),
    ],
    # The fact that turns its own round, and the facts and the note that speak of it, stand elsewhere on its page.
    "sumqayit": [],
    "aliyev": [
        ("azkz:participant", ["id:giving-of-the-prize [participation]"]),
        ("azkz:recipient", ["id:giving-of-the-prize [c2]"]),
    ],
    "small-article/o2": [],
}


@pytest.mark.parametrize("name", OUTGOING)
def test_what_begins_with_a_thing(name: str, small_publication: Publication) -> None:
    sheet = read_sheet(small_publication.graph, NamedNode(ID + name))
    found = group_by_predicate(sheet.said, "object", small_publication.order)
    assert rows(found) == OUTGOING[name]


@pytest.mark.parametrize("name", INCOMING)
def test_what_ends_with_a_thing(name: str, small_publication: Publication) -> None:
    sheet = read_sheet(small_publication.graph, NamedNode(ID + name))
    found = group_by_predicate(sheet.incoming, "subject", small_publication.order)
    assert rows(found) == INCOMING[name]


def test_predicates_that_no_shape_knows_come_last() -> None:
    graph = index_of("id:a azkz:z 1 ; azkz:b 1 ; azkz:a 10 , 9 , id:b , <http://example.org/> .")
    found = group_by_predicate(read_sheet(graph, NamedNode(ID + "a")).said, "object", {ONTOLOGY + "z": 7})
    assert [shorten(group.predicate.value) for group in found] == ["azkz:z", "azkz:a", "azkz:b"]
    assert [value.term for value in found[1].values] == [
        NamedNode(ID + "b"),
        NamedNode("http://example.org/"),
        Literal(9),
        Literal(10),
    ]


def test_the_order_is_that_in_which_the_shapes_first_speak_of_properties(publication: Publication) -> None:
    shapes = publication.dataset.project.ontology / "shapes.ttl"
    order, lines = predicate_order(read_shapes(shapes)), shapes.read_text(encoding="utf-8").splitlines()
    assert len(order) > 30
    for predicate, line in order.items():
        name = shorten(predicate)
        assert f"sh:path {name}" in lines[line - 1]
        assert not any(f"sh:path {name} " in earlier for earlier in lines[: line - 1])


def test_facts_follow_the_article_and_those_of_rules_come_last(small_publication: Publication) -> None:
    graph = small_publication.graph
    passages = [NamedNode(f"{ID}small-article/{name}") for name in ("c1", "title", "o1")]
    stated = [fact for passage in passages for fact in facts_by(graph, STATED_IN, passage)]
    derived = facts_by(graph, DERIVED_BY, NamedNode(RULE + "symmetry"))
    ordered = in_article_order(graph, [*derived, *{fact.iri: fact for fact in stated}.values()])
    names = [min(each.value[-2:] for each in fact.passages) if fact.passages else "" for fact in ordered]
    assert names == ["le", "c1", "o1", "c1", "c1", *[""] * len(derived)]


def test_facts_stand_together_by_their_subject(small_publication: Publication) -> None:
    graph = small_publication.graph
    aktau, sumqayit = (facts_by(graph, SUBJECT, NamedNode(ID + name)) for name in ("aktau", "sumqayit"))
    mixed = [sumqayit[0], aktau[0], *sumqayit[1:], *aktau[1:]]
    assert by_subject(mixed) == [(NamedNode(ID + "sumqayit"), sumqayit), (NamedNode(ID + "aktau"), aktau)]

"""What `why` says of views: whose they are, and never that they are facts."""

import pytest

from azkz_graph.about.views import PARTS
from azkz_graph.about.why_answer import why
from azkz_graph.graph.facts import fact_of, triple_of, triples, values
from azkz_graph.graph.triple_index import Index
from azkz_graph.problem import UsageError
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import CLAIM, SUBJECT, TYPE


@pytest.fixture(scope="module")
def graph(publication: Publication) -> Index:
    return publication.graph


@pytest.mark.parametrize("name", ["occupier", "כובשת", '"occupier"@en'])
def test_a_view_is_answered_by_who_holds_it_and_where_that_is_reported(graph: Index, name: str) -> None:
    answer = why(graph, "armenia", "characterizedAs", name)
    assert not answer.is_fact
    assert str(answer.outline).splitlines()[:4] == [
        "Not a fact, but a view: Armenia · characterized as · occupier",
        "  held by  Olzhas Suleimenov  [n5, fn10]",
        "    claim        id:claim-armenia-occupier",
        "    quoted word  כובשת",
    ]
    assert "    n5  Nagorno-Karabakh war 5" in str(answer.outline)


@pytest.mark.parametrize(
    "statement",
    [
        ("armenia", "characterized as", "an Ocupier"),
        ("kazakh-involvement-in-the-pipeline", "characterizedAs", "important"),
        ("azerbaijani-national-music", "heardAt", "festival"),
        ("baku-state-university", "opens", "a center"),
    ],
)
def test_near_words_find_a_view_and_its_own_words_are_shown(graph: Index, statement: tuple[str, ...]) -> None:
    answer = why(graph, *statement)
    assert not answer.is_fact
    assert answer.outline.text.startswith("Not a fact, but a view that comes near: ")


def test_all_who_hold_a_view_are_named_with_its_limits(graph: Index) -> None:
    lines = str(why(graph, "azerbaijan", "main partner of", "Казахстан").outline).splitlines()
    assert lines[0] == "Not a fact, but a view: Azerbaijan · main partner of · Kazakhstan"
    assert lines[1:8] == [
        "  held by  Kazakhstan  [o6, fn4]",
        "    claim               id:claim-azerbaijan-main-partner-of-kazakhstan",
        "    place of the claim  Central Asia",
        "    place of the claim  South Caucasus",
        "  held by  Nursultan Nazarbayev  [fn4]",
        "    claim               id:claim-nazarbayev-on-the-main-partner",
        "    place of the claim  Caucasus",
    ]


def test_the_hedge_of_those_who_hold_a_view_is_kept(graph: Index) -> None:
    answer = why(graph, "claim-relations-very-warm")
    assert not answer.is_fact
    assert answer.outline.items[0].text == "Residents and politicians (many)"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            ("armenia", "characterizedAs", "friend"),
            "this is not in the data; views say “Armenia · characterized as · occupier”",
        ),
        (
            ("kazakhstan", "characterizedAs", "occupier"),
            "this is not in the data; “Kazakhstan · characterized as” has no value at all; see azkz show id:kazakhstan",
        ),
    ],
)
def test_what_nobody_says_is_not_in_the_data(graph: Index, statement: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        why(graph, *statement)
    assert str(refused.value) == sentence


def test_no_query_for_facts_gives_a_view(graph: Index) -> None:
    claims = {quad.subject for quad in triples(graph, None, TYPE, CLAIM)}
    assert claims
    assert claims.isdisjoint(quad.subject for quad in triples(graph, None, SUBJECT))
    for claim in claims:
        parts = (values(graph, claim, part) for part in PARTS)  # type: ignore[arg-type]
        triple = triple_of(*parts)
        assert triple is not None
        assert not any(triples(graph, triple.subject, triple.predicate, triple.object))  # type: ignore[arg-type]
        assert fact_of(graph, triple) is None


def test_a_fact_is_one(graph: Index) -> None:
    assert why(graph, "sumqayit", "twinnedWith", "aktau").is_fact

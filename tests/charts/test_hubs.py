"""Graphs laid out around their hubs."""

from collections.abc import Iterable
from unittest.mock import Mock

from pyoxigraph import NamedNode

from azkz_graph.charts.chart_words import Term
from azkz_graph.charts.hubs import extra, seat_things
from azkz_graph.charts.network_graph import Graph, Node, best_linked, name_things
from azkz_graph.vocabulary import ID


def node(name: str) -> NamedNode:
    return NamedNode(ID + name)


def graph(*links: str) -> Graph:
    pairs = [(node(link[0]), node(link[1])) for link in links]
    terms = sorted({term for pair in pairs for term in pair}, key=str)
    return Graph({term: Node(term, str(term), 0, 0) for term in terms}, dict.fromkeys(pairs, ("",)), {"": 0})


def names(terms: Iterable[Term]) -> list[str]:
    return [str(term).strip("<>").removeprefix(ID) for term in terms]


def test_two_hubs() -> None:
    found = graph("AB", "Ac", "Ad", "Ae", "Bd", "Be", "Bf", "Bg", "fh", "hi", "cx", "xf", "yz")
    seats = seat_things(found)
    assert names(seats.hubs) == ["B", "A"]
    columns = {
        column: [
            (names([seat.term])[0], seat.depth) for seat in seats.seats.values() if seat.column == column
        ]
        for column in ("first", "both", "second")
    }
    assert columns["both"] == [("d", 0), ("e", 0)]
    assert columns["first"] == [("f", 0), ("h", 1), ("i", 2), ("g", 0)]
    assert columns["second"] == [("c", 0), ("x", 1), ("y", 0), ("z", 1)]
    assert [names(pair) for pair in extra(found, seats)] == [["x", "f"]]


def test_one_hub() -> None:
    seats = seat_things(graph("Ab", "Ac", "Ad", "Ae", "bc"))
    assert names(seats.hubs) == ["A"]
    assert {seat.column for seat in seats.seats.values()} == {"second"}
    assert seats.rows == 4


def test_every_thing_has_a_seat_and_every_row_one_thing() -> None:
    found = graph(
        *(f"{one}{other}" for one in "ABCDEF" for other in "ghijklm" if (ord(one) + ord(other)) % 3)
    )
    seats = seat_things(found)
    assert set(seats.seats) | set(seats.hubs) == set(found.nodes)
    places = [(seat.column, seat.row) for seat in seats.seats.values()]
    assert len(set(places)) == len(places)


def test_the_best_linked_are_kept_and_hang_together() -> None:
    links = [(node("hub"), node(f"near{number}")) for number in range(9)]
    links += [(node("near3"), node("far")), (node("else"), node("where"))]
    kept = names(best_linked(links, 4))
    assert kept == ["hub", "near3", "far", "near0"]


def test_kinds_without_a_mark_of_their_own_take_those_that_are_left() -> None:
    ship, state, sea = node("ship"), node("state"), node("sea")
    words = Mock(kind=str, label=str, mark=lambda term: 0 if term == state else None)
    nodes, marks = name_things([ship, sea, state], words)
    assert marks == {str(ship): 1, str(sea): 2, str(state): 0}
    assert [each.mark for each in nodes.values()] == [1, 2, 0]

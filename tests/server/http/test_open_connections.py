from dataclasses import dataclass

from azkz_graph.server.http.open_connections import TOO_MANY, TOO_MANY_OF_ONE, OpenConnections


@dataclass(eq=False)
class Line:
    """What is closed when it has to make way."""

    is_closed: bool = False

    def make_way(self) -> None:
        self.is_closed = True


def admitted(connections: OpenConnections, client: str, number: int) -> list[Line]:
    found = [Line() for _ in range(number)]
    assert [connections.admit(each, client) for each in found] == [None] * number
    return found


def test_the_longest_idle_makes_way() -> None:
    connections = OpenConnections(3, 0)
    first, second, third = admitted(connections, "a", 3)
    connections.work(first)
    connections.rest(first)
    admitted(connections, "b", 1)
    assert [each.is_closed for each in (first, second, third)] == [False, True, False]


def test_one_client_makes_way_for_itself_alone() -> None:
    connections = OpenConnections(10, 2)
    (other,) = admitted(connections, "a", 1)
    first, second = admitted(connections, "b", 2)
    admitted(connections, "b", 1)
    assert [each.is_closed for each in (other, first, second)] == [False, True, False]


def test_who_waits_for_an_answer_makes_no_way() -> None:
    connections = OpenConnections(2, 2)
    for each in (busy := admitted(connections, "a", 2)):
        connections.work(each)
    assert connections.admit(Line(), "a") == TOO_MANY_OF_ONE
    assert connections.admit(Line(), "b") == TOO_MANY
    assert not any(each.is_closed for each in busy)
    connections.leave(busy[0])
    connections.leave(busy[0])
    connections.work(*admitted(connections, "b", 1))
    assert connections.admit(Line(), "a") == TOO_MANY


def test_one_that_left_does_not_come_back() -> None:
    connections = OpenConnections(1, 0)
    (first,) = admitted(connections, "a", 1)
    admitted(connections, "b", 1)
    connections.rest(first)
    admitted(connections, "c", 1)
    assert connections._numbers == {"c": 1}
    assert len(connections._idle) == 1

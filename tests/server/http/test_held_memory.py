from azkz_graph.server.http.held_memory import Room


def test_one_client_takes_its_share_and_no_more() -> None:
    room = Room(100, 40)
    with room.growing("a") as add, room.growing("a") as again, room.growing("b") as other:
        assert add(30)
        assert not again(20)
        assert again(10)
        assert other(40)
        assert room.taken == 80
    assert (room.taken, room._held) == (0, {})


def test_all_together_take_what_there_is() -> None:
    room = Room(100, 40)
    with room.growing("a") as one, room.growing("b") as two, room.growing("c") as three:
        assert one(40)
        assert two(40)
        assert not three(30)
        assert three(20)


def test_content_that_several_read_takes_room_once_and_counts_for_each() -> None:
    room, content = Room(100, 60), bytes(50)
    with room.shared("a", content) as first, room.shared("b", content) as second:
        assert first
        assert second
        assert room.taken == 50
        with room.shared("a", content) as third:
            assert not third
        with room.shared("c", bytes(51)) as fourth:
            assert not fourth
        assert room.taken == 50
    assert (room.taken, room._held, room._sharers) == (0, {}, {})


def test_without_a_share_one_client_may_take_all() -> None:
    with Room(100, 0).growing("a") as add:
        assert add(100)

from azkz_graph.server.http.answer_cache import Recent


def test_what_was_longest_not_asked_for_makes_room() -> None:
    recent: Recent[str] = Recent(100)
    for key in "abcd":
        recent.keep(key, key.upper(), 25)
    assert recent.get("a") == "A"
    recent.keep("e", "E", 25)
    assert [recent.get(key) for key in "abcde"] == ["A", None, "C", "D", "E"]


def test_one_value_does_not_take_all_the_room() -> None:
    recent: Recent[str] = Recent(100)
    recent.keep("a", "A", 25)
    recent.keep("b", "B", 26)
    assert (recent.get("a"), recent.get("b")) == ("A", None)


def test_a_value_is_replaced_and_its_room_with_it() -> None:
    recent: Recent[str] = Recent(100)
    for number in range(100):
        recent.keep("a", str(number), 20)
    recent.keep("b", "B", 20)
    assert (recent.get("a"), recent.get("b")) == ("99", "B")

"""Saved queries are listed, searched and described."""

from mcp_clients import answered, own_library, refused


def test_without_words_all_are_listed_with_their_parameters() -> None:
    found = answered("find_queries")
    assert {each["name"] for each in found["queries"]} == set(own_library().queries)
    (timeline,) = [each for each in found["queries"] if each["name"] == "timeline"]
    assert timeline["question"] == "What happened when?"
    assert [each["name"] for each in timeline["parameters"]] == ["year"]
    assert timeline["parameters"][0]["type"] == "year"


def test_a_search_puts_what_has_most_of_the_words_first_and_tells_what_to_mind() -> None:
    found = answered("find_queries", words="trade turnover")
    assert found["queries"][0]["name"] == "trade-by-year"
    assert "differ" in found["queries"][0]["description"]
    assert found["queries"][0]["row"]


def test_words_may_be_in_another_language() -> None:
    (first, *_) = answered("find_queries", words="הובע דעה מביע")["queries"]
    assert "views" in first["tags"]


def test_a_tag_limits_them() -> None:
    found = answered("find_queries", tag="views")
    assert {tag for each in found["queries"] for tag in each["tags"] if tag == "views"} == {"views"}
    assert all("views" in each["tags"] for each in found["queries"])


def test_words_of_no_query_are_not_stated() -> None:
    found = answered("find_queries", words="xyzzy")
    assert found["stated"] is False
    assert found["says"].startswith("Not stated")


def test_an_unknown_tag_is_refused_with_what_comes_close() -> None:
    assert refused("find_queries", tag="veiws") == "tag: there is no 'veiws'; close to it: views."

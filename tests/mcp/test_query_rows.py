"""Saved queries answer with rows, each with the facts that bear it out, or that nothing is stated."""

from typing import Any

import pytest
from mcp.client.client import Client
from mcp_clients import answered, in_process, own_library, refused
from pyoxigraph import Literal, NamedNode

from azkz_graph.ask.answers import answer
from azkz_graph.ask.results import term_text


def test_a_row_names_its_facts_and_their_passages() -> None:
    found = answered("ask", query="diplomatic-missions", parameters={"sender": "Казахстан"})
    (row,) = found["rows"]
    assert row["values"]["city"] == {"words": "Baku", "iri": "https://w3id.org/azkz/id/baku"}
    statements = {each["fact"]: each for each in found["statements"]}
    assert {statements[fact]["predicate"]["words"] for fact in row["facts"]} == {
        "sending state",
        "receiving state",
        "place",
    }
    assert all(statements[fact]["stated_in"][0].endswith("/m2") for fact in row["facts"])
    (passage,) = found["evidence"]["passages"]
    assert passage["in_our_words"] == "Kazakhstan keeps an embassy in Baku in Azerbaijan."
    assert found["evidence"]["notes"][0]["title"] == "Missions without dates"
    assert found["citation"].endswith("https://w3id.org/azkz/query/diplomatic-missions.")


def test_what_the_facts_do_not_bear_out_is_called_untraced() -> None:
    (row,) = answered("ask", query="diplomatic-missions", parameters={"sender": "kazakhstan"})["rows"]
    assert row["untraced"] == ["kind", "latitude", "longitude"]


def test_counts_are_traced_to_no_fact() -> None:
    found = answered("ask", query="missions-counted")
    assert all(row["facts"] == [] and "missions" in row["untraced"] for row in found["rows"])
    assert "see show and why" in found["says"]


@pytest.mark.parametrize(
    ("query", "column", "passages"),
    [("memberships", "member", {"o10"}), ("shared-organizations", "organization", {"o10"})],
)
def test_a_membership_between_two_values_bears_out_the_row(
    query: str, column: str, passages: set[str]
) -> None:
    found = answered("ask", query=query)
    statements = {each["fact"]: each for each in found["statements"]}
    for row in found["rows"]:
        assert row["facts"]
        ends = {statements[fact]["object"]["iri"] for fact in row["facts"]}
        assert row["values"][column]["iri"] in ends
        assert row["values"]["organization"]["iri"] in ends
        assert {
            iri.rpartition("/")[2] for fact in row["facts"] for iri in statements[fact]["stated_in"]
        } == passages


def test_a_figure_of_another_measure_does_not_bear_out_a_row() -> None:
    found = answered("ask", query="country-profile")
    statements = {each["fact"]: each for each in found["statements"]}
    for row in found["rows"]:
        (figure,) = {statements[fact]["subject"]["iri"] for fact in row["facts"]}
        values = {each["object"]["words"] for each in found["statements"] if each["subject"]["iri"] == figure}
        assert row["values"]["value"]["words"] in values


def test_a_derived_figure_is_called_derived_and_keeps_its_hedge() -> None:
    found = answered("ask", query="trade-balance", parameters={"state": "kazakhstan"})
    assert {each["basis"] for each in found["statements"]} == {"derived"}
    assert all(each["rests_on"] and each["rules"] for each in found["statements"])
    assert all("about" in each["hedges"] for each in found["statements"])


@pytest.mark.parametrize(
    "query", ["views", "views-in-section", "judgements-of-the-article", "network-of-views"]
)
def test_views_are_marked_as_not_asserted_with_who_holds_them(query: str) -> None:
    found = answered("ask", query=query, limit=100)
    claims = {each["claim"]: each for each in found["views"]}
    assert all(row["views"] for row in found["rows"])
    for row in found["rows"]:
        assert all(claims[iri]["asserted"] is False and claims[iri]["claimants"] for iri in row["views"])
    assert {each["basis"] for each in found["statements"]} == {"describes a view"}
    assert "do not assert" in found["says"]


def test_the_pages_together_are_the_whole_answer() -> None:
    pages = [answered("ask", query="timeline", limit=5, offset=offset) for offset in (0, 5, 10)]
    rows = [row["values"] for page in pages for row in page["rows"]]
    assert len(rows) == pages[0]["total"]
    assert "offset 5" in pages[0]["says"]
    assert "offset" not in pages[-1]["says"]
    library = own_library()
    solutions: Any = answer(library.store, library.queries["timeline"].text)
    assert [row["thing"]["iri"] for row in rows] == [each["thing"].value for each in solutions]


def test_values_are_those_of_the_query() -> None:
    library = own_library()
    solutions: Any = answer(library.store, library.queries["trade-by-year"].text)
    found = answered("ask", query="trade-by-year", limit=100)
    for row, solution in zip(found["rows"], solutions, strict=True):
        for name, value in row["values"].items():
            term = solution[name]
            if term is None:
                assert value == {"words": "not stated", "stated": False}
            elif isinstance(term, NamedNode):
                assert value["iri"] == term.value
            else:
                assert isinstance(term, Literal)
                assert value["literal"] == term_text(term)


def test_no_row_is_not_stated() -> None:
    found = answered("ask", query="timeline", parameters={"year": 1812})
    assert found["stated"] is False
    assert found["says"].startswith("Not stated: the data hold no row for “What happened when?”")
    assert "rows" not in found


def test_a_thing_of_the_wrong_kind_is_refused_with_some_of_the_right_one() -> None:
    says = refused("ask", query="country-profile", parameters={"state": "baku"})
    assert says.startswith("state: id:baku is of the kind place; name a thing of the kind state, such as id:")


def test_an_unknown_thing_is_not_stated_with_names_that_come_close() -> None:
    found = answered("ask", query="memberships", parameters={"member": "Kazakhstn"})
    assert found["stated"] is False
    assert "id:kazakhstan" in found["close"]


def test_several_values_of_a_parameter_are_taken_together() -> None:
    years = answered("ask", query="trade-flows", parameters={"year": [2005, "2016"]})
    assert {row["values"]["year"]["words"] for row in years["rows"]} == {"2005", "2016"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "query is missing; give it."),
        ({"query": "timelin"}, "query: there is no 'timelin'; close to it: timeline."),
        (
            {"query": "timeline", "parameters": {"year": "x"}},
            "year: 'x' is not a year; write it in four digits, such as 2016.",
        ),
        (
            {"query": "timeline", "parameters": {"state": "baku"}},
            "the query timeline has no parameter 'state'; it has: year.",
        ),
        (
            {"query": "awards", "parameters": {"state": "baku"}},
            "the query awards has no parameter 'state'; it has none; leave it out.",
        ),
        ({"query": "timeline", "limit": 0}, "limit is '0'; make it at least 1."),
        ({"query": "timeline", "limit": "many"}, "limit has another kind of value; make it integer."),
        ({"query": "timeline", "offset": 500}, "offset is 500, and the answer has 13 rows; make it smaller."),
        (
            {"query": "timeline", "sparql": "SELECT"},
            "there is no 'sparql' here; there is query, parameters, limit, offset, language.",
        ),
    ],
)
def test_a_wrong_question_is_refused_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    assert refused("ask", **given) == sentence


@pytest.mark.large
def test_every_saved_query_answers_and_every_fact_that_it_names_is_traced() -> None:
    queries = list(own_library().queries)

    async def asked(client: Client) -> list[dict[str, Any]]:
        results = [await client.call_tool("ask", {"query": query, "limit": 30}) for query in queries]
        return [result.structured_content for result in results]

    for query, found in zip(queries, in_process(asked), strict=True):
        known = {each["iri"] for each in found.get("evidence", {}).get("passages", [])}
        for each in found.get("statements", []):
            origins = [*each.get("stated_in", []), *each.get("rests_on", [])]
            assert origins, (query, each["words"])
            assert set(origins) <= known, (query, each["words"])
        assert found["stated"] is (query != "facts-on-nothing"), query

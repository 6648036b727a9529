"""What is known of a thing: statements with their basis, views apart, and what is not stated said so."""

from typing import Any

import pytest
from mcp_clients import answered, own_library, refused, text
from mcp_clients import called as result_of

from azkz_graph.ask.answers import answer

PASSAGE = "https://w3id.org/azkz/id/azerbaijan-kazakhstan-article/"


def test_a_statement_of_the_article_names_its_passage_its_hedges_and_its_fact() -> None:
    found = answered("show", name="trade-turnover-2016", relation="value")
    (statement,) = found["statements"]
    assert statement["basis"] == "stated"
    assert statement["stated_in"] == [PASSAGE + "t3"]
    assert statement["hedges"] == ["about", "at the end of the year"]
    assert statement["fact"].startswith("https://w3id.org/azkz/fact/")
    assert statement["object"]["literal"] == "136.6"
    (passage,) = found["evidence"]["passages"]
    assert (
        passage["in_our_words"]
        == "Trade turnover between the states stood at about 136.6 million dollars at the end of 2016."
    )
    assert "id:trade-turnover-2016".removeprefix("id:") in found["citation"]


def test_a_derived_statement_names_its_rule_and_the_passages_behind_it() -> None:
    found = answered("show", name="kazakhstan", relation="represented in")
    statement, _ = sorted(found["statements"], key=lambda each: each["words"], reverse=True)
    assert statement["words"] == "Kazakhstan · represented in · Azerbaijan"
    assert statement["basis"] == "derived"
    assert "stated_in" not in statement
    assert statement["rests_on"] == [PASSAGE + "m2"]
    (rule,) = [each for each in found["evidence"]["rules"] if each["iri"] in statement["rules"]]
    assert rule["says"] == "A state that keeps a mission in another is represented there."


def test_what_editors_supply_is_background() -> None:
    found = answered("show", name="baku", relation="latitude")
    assert found["stated"] is False
    assert found["says"].startswith("Not stated by any passage")
    assert [each["basis"] for each in found["statements"]] == ["background"]


def test_views_stand_apart_from_statements() -> None:
    found = answered("show", name="armenia")
    assert all("occupier" not in each["words"] for each in found["statements"])
    (occupier,) = [each for each in found["views"] if "occupier" in each["content"]]
    assert occupier["asserted"] is False
    assert [each["words"] for each in occupier["claimants"]] == ["Olzhas Suleimenov"]
    assert occupier["reported_in"] == [PASSAGE + "n5"]
    assert "do not assert" in found["says"]


def test_the_hedge_of_those_who_hold_a_view_is_kept() -> None:
    (warm,) = answered("show", name="claim-relations-very-warm")["views"]
    assert warm["hedges"] == ["many"]


def test_what_limits_a_view_belongs_to_it() -> None:
    (main,) = answered("show", name="claim-azerbaijan-main-partner-of-kazakhstan")["views"]
    assert main["within"] == ["place of the claim: Central Asia", "place of the claim: South Caucasus"]
    shown = text(result_of("show", name="claim-azerbaijan-main-partner-of-kazakhstan"))
    assert (
        "According to Kazakhstan: Azerbaijan · main partner of · Kazakhstan (place of the claim: Central Asia"
        in shown
    )


def test_a_relation_that_only_views_have_is_not_stated() -> None:
    found = answered("show", name="azerbaijan", relation="ally of")
    assert found["stated"] is False
    assert found["says"].startswith("Not stated")
    assert "statements" not in found
    assert {each["content"] for each in found["views"]} == {
        "Azerbaijan · ally of · Kazakhstan",
        "Kazakhstan · ally of · Azerbaijan",
    }


def test_a_relation_that_a_thing_has_not_is_not_stated_and_those_that_it_has_are_named() -> None:
    found = answered("show", name="kazakhstan", relation="capital")
    assert found["stated"] is False
    assert "member of" in found["relations"]
    assert "Not stated" in text(result_of("show", name="kazakhstan", relation="capital"))


@pytest.mark.parametrize("relation", ["borders on", "bordersOn", "azkz:bordersOn"])
def test_a_relation_may_be_called_by_its_names(relation: str) -> None:
    found = answered("show", name="kazakhstan", relation=relation)
    assert [each["object"]["words"] for each in found["statements"]] == ["Caspian Sea"]


def test_an_unknown_thing_is_not_stated() -> None:
    found = answered("show", name="Mars")
    assert found["stated"] is False
    assert found["says"] == "Not stated: nothing in the data is called 'Mars'."


def test_a_passage_shows_what_it_states() -> None:
    found = answered("show", name="o9")
    assert "established" in " ".join(
        each["words"] for each in found["statements"] if each["basis"] == "stated"
    )


def test_pages_together_hold_every_statement_once() -> None:
    first = answered("show", name="kazakhstan", limit=50)
    second = answered("show", name="kazakhstan", limit=50, offset=50)
    words = [each["words"] for each in (*first["statements"], *second["statements"])]
    assert len(words) == first["total"]
    assert len(set(words)) == len(words)
    assert "offset 50" in first["says"]


def test_a_name_of_several_things_is_refused_with_their_names() -> None:
    sentence = refused("show", name="Торговый баланс")
    assert sentence.startswith("'Торговый баланс' may be any of ")
    assert "name one by its prefixed name" in sentence


def test_no_statement_of_anything_is_what_only_a_view_says() -> None:
    library = own_library()
    solutions: Any = answer(library.store, library.queries["views"].text)
    claimed = {
        tuple(solution[name].value for name in ("about", "predicate", "object")) for solution in solutions
    }
    assert len(claimed) > 10
    for name in sorted({subject for subject, _, _ in claimed}):
        found = answered("show", name=name, limit=100)
        for each in found["statements"]:
            ends = (each["subject"], each["predicate"], each["object"])
            assert tuple(end.get("iri") or end.get("literal") for end in ends) not in claimed
            assert each["basis"] in (
                "stated",
                "derived",
                "stated and derived",
                "background",
                "describes a view",
            )
            if each["basis"] != "background":
                assert each.get("stated_in") or each.get("rests_on")

"""What a fact rests on; what is no fact is not stated, whoever claims it."""

import pytest
from mcp_clients import answered, refused


def test_a_stated_fact_rests_on_its_passage_with_its_footnotes() -> None:
    found = answered(
        "why", subject="migration-of-azerbaijanis-to-kazakhstan", predicate="destination", object="kazakhstan"
    )
    assert found["says"].startswith("The article states “")
    assert found["statement"]["basis"] == "stated"
    (passage,) = found["evidence"]["passages"]
    assert passage["footnotes"][0]["cites"]
    assert found["statement"]["fact"] in found["citation"]
    assert "Stated in" in found["citation"]


def test_a_derived_fact_rests_on_its_rule_and_premises() -> None:
    found = answered("why", subject="Казахстан", predicate="represented in", object="אזרבייג'ן")
    assert found["statement"]["basis"] == "derived"
    assert found["says"].startswith("The article does not say “")
    assert {each["predicate"]["words"] for each in found["premises"]} == {"sending state", "receiving state"}
    assert {each["basis"] for each in found["premises"]} == {"stated"}
    assert answered("why", fact=found["statement"]["fact"]) == found


def test_a_view_is_not_stated_and_its_holder_is_named() -> None:
    found = answered("why", subject="armenia", predicate="characterized as", object="occupier")
    assert found["stated"] is False
    assert found["says"].startswith("Not stated")
    assert "held by Olzhas Suleimenov" in found["says"]
    assert "statement" not in found
    (view,) = found["views"]
    assert view["asserted"] is False


def test_a_view_that_comes_near_is_no_fact_either() -> None:
    found = answered("why", subject="azerbaijani national music", predicate="heard at", object="festival")
    assert found["stated"] is False
    assert "A view comes near, held by Source on a festival of national minorities" in found["says"]
    assert [each["asserted"] for each in found["views"]] == [False]


def test_a_claim_by_itself_is_answered_as_a_view() -> None:
    found = answered("why", fact="claim-armenia-occupier")
    assert found["stated"] is False
    assert "It is a view, held by Olzhas Suleimenov, which the data do not assert." in found["says"]
    assert found["evidence"]["passages"][0]["name"] == "n5"


def test_a_fact_on_a_claim_says_that_the_claim_is_not_asserted() -> None:
    found = answered(
        "why", subject="claim-armenia-occupier", predicate="claimant", object="olzhas-suleimenov"
    )
    assert found["statement"]["basis"] == "describes a view"
    assert "not asserted" in found["says"]
    assert found["views"][0]["asserted"] is False


def test_background_is_stated_by_no_passage() -> None:
    found = answered("why", subject="baku", predicate="latitude", object="40.37767")
    assert found["stated"] is False
    assert found["says"].startswith("Not stated by any passage")
    assert found["statement"]["basis"] == "background"


@pytest.mark.parametrize(
    "parts",
    [
        {"subject": "kazakhstan", "predicate": "member of", "object": "NATO"},
        {"subject": "kazakhstan", "predicate": "flies over", "object": "baku"},
        {"subject": "Mars", "predicate": "member of", "object": "osce"},
        {"fact": "fact:aaaaaaaaaaaaaaaa"},
    ],
)
def test_what_is_not_in_the_data_is_not_stated(parts: dict[str, str]) -> None:
    found = answered("why", **parts)
    assert found["stated"] is False
    assert found["says"].startswith("Not stated")
    assert "statement" not in found


def test_what_is_stated_instead_is_named() -> None:
    found = answered("why", subject="kazakhstan", predicate="borders on", object="baku")
    assert [each["words"] for each in found["instead"]] == ["Caspian Sea"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "give fact alone, or subject, predicate and object together."),
        ({"subject": "baku"}, "give fact alone, or subject, predicate and object together."),
        ({"fact": "x", "subject": "y"}, "give fact alone, or subject, predicate and object together."),
        ({"fact": "baku"}, "id:baku is not a fact; give subject, predicate and object, or ask show."),
    ],
)
def test_a_wrong_question_is_refused(given: dict[str, str], sentence: str) -> None:
    assert refused("why", **given) == sentence

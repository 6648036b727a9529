"""Names in five languages lead to things; what is called nothing is not stated."""

import pytest
from mcp_clients import answered, refused


@pytest.mark.parametrize(
    "name", ["Kazakhstan", "קזחסטן", "Qazaxıstan", "Қазақстан", "КАЗАХСТАН", "id:kazakhstan"]
)
def test_a_name_in_any_language_leads_to_the_thing(name: str) -> None:
    found = answered("find", name=name)
    assert found["stated"] is True
    assert found["things"][0]["iri"] == "https://w3id.org/azkz/id/kazakhstan"
    assert found["things"][0]["kinds"] == ["state"]


def test_a_part_of_a_name_finds_the_shorter_names_first_and_says_how_many_more() -> None:
    found = answered("find", name="baku", limit=2)
    assert next(each["name"] for each in found["things"]) == "Baku"
    assert len(found["things"]) == 2
    assert found["more"] > 0


def test_nothing_of_the_name_is_not_stated_with_names_that_come_close() -> None:
    found = answered("find", name="Kazakhstn")
    assert found["stated"] is False
    assert found["says"].startswith("Not stated")
    assert "id:kazakhstan" in found["close"]
    assert "things" not in found


def test_a_claim_is_found_as_a_claim() -> None:
    (found,) = answered("find", name="Olzhas Suleimenov: Armenia is an occupier")["things"]
    assert found["kinds"] == ["claim"]


def test_a_name_must_be_given() -> None:
    assert refused("find") == "name is missing; give it."
    assert refused("find", name="   ") == "name is empty; give a value."

"""Withdrawn identifiers and facts are found with their version, date, reason and what is published in their place."""

import re
from pathlib import Path

import pytest
from little_project import edit
from released_project import dataset_at, record, release, rename, version, withdrawal

from azkz_graph.register.withdrawals import Withdrawal, find_withdrawals
from azkz_graph.vocabulary import ID, QUERY

THINGS = "data/entities/things.ttl"
FACTS = "data/facts.trig"


def of_facts(root: Path) -> list[Withdrawal]:
    """The withdrawn facts."""
    return [each for each in find_withdrawals(dataset_at(root)).values() if each.kind == "fact"]


def test_nothing_is_withdrawn_at_first(released: Path) -> None:
    assert find_withdrawals(dataset_at(released)) == {}


def test_a_recorded_withdrawal(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", more=', "Проверка."@ru ; dct:isReplacedBy id:aqtau'))
    version(released, "2.0.0")
    found = find_withdrawals(dataset_at(released))
    reasons = {"en": "A test withdrew it.", "ru": "Проверка."}
    assert found[ID + "aktau"] == Withdrawal(
        ID + "aktau", "thing", "Aktau", "2.0.0", "2026-12-01", reasons["en"], (ID + "aqtau",), reasons
    )
    facts = [each for each in found.values() if each.kind == "fact"]
    assert {each.reason for each in facts} == {"What it speaks of has another identifier."}
    assert {each.version for each in facts} == {"2.0.0"}
    assert all(each.replaced_by for each in facts)


def test_a_withdrawal_without_a_record(released: Path) -> None:
    (released / "queries" / "twins.rq").unlink()
    found = find_withdrawals(dataset_at(released))
    assert found[QUERY + "twins"] == Withdrawal(
        QUERY + "twins", "query", "Which towns are twins?", "", "", "No reason is recorded.", ()
    )


@pytest.mark.parametrize(
    ("old", "new", "reason", "successors"),
    [
        ("schema:value 85000", "schema:value 85001", "Another value is stated in its place.", 1),
        ("schema:value 85000", "schema:value 1 , 2", "Another value is stated in its place.", 2),
        ("schema:value 85000 ;", "", "No passage states it, and no rule derives it, any more.", 0),
    ],
)
def test_facts(released: Path, old: str, new: str, reason: str, successors: int) -> None:
    edit(released, FACTS, old, new)
    (fact,) = of_facts(released)
    assert fact.label == 'Number of Azerbaijanis in Kazakhstan · value · "85000"^^xsd:integer'.replace(
        "· value ·", "· schema:value ·"
    )
    assert (fact.reason, len(fact.replaced_by), fact.version) == (reason, successors, "")


def test_what_replaced_a_replacement_stands_in_its_place(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    first = withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau")
    record(released, first)
    version(released, "2.0.0")
    release(released)
    edit(released, FACTS, "schema:value 85000", "schema:value 85001")
    rename(released, "id:aqtau", "id:mangystau")
    record(released, first, withdrawal("id:aqtau", "3.0.0", more="; dct:isReplacedBy id:mangystau"))
    found = find_withdrawals(dataset_at(released))
    assert found[ID + "aktau"].replaced_by == found[ID + "aqtau"].replaced_by == (ID + "mangystau",)
    assert found[ID + "aktau"].version == "2.0.0"
    assert found[ID + "aqtau"].version == "3.0.0"
    published = {each.iri for each in found.values()}
    assert not any(iri in published for each in found.values() for iri in each.replaced_by)


def test_a_replacement_that_leads_back_ends(released: Path) -> None:
    rename(released, "id:aktau", "id:mangystau")
    record(
        released,
        withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"),
        withdrawal("id:aqtau", more="; dct:isReplacedBy id:aktau"),
    )
    assert find_withdrawals(dataset_at(released))[ID + "aktau"].replaced_by == ()


def test_what_is_restored_is_not_withdrawn(released: Path) -> None:
    edit(released, FACTS, "schema:value 85000", "schema:value 85001")
    version(released, "1.1.0")
    release(released)
    assert [each.version for each in of_facts(released)] == ["1.1.0"]
    edit(released, FACTS, "schema:value 85001", "schema:value 85000")
    (only,) = of_facts(released)
    assert '"85001"' in only.label


def test_the_record_in_the_documentation_is_one(released: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "release.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    (released / "data" / "withdrawn.ttl").write_text(example, encoding="utf-8")
    found = find_withdrawals(dataset_at(released))[ID + "aqtau"]
    assert (found.version, found.date, found.replaced_by) == ("2.0.0", "2026-11-29", (ID + "aktau",))
    assert found.reason == "The name is spelled Aktau."

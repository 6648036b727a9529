"""What earlier releases published, and an edit drops or changes, is told at once, with the way to mend it."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from little_project import edit
from released_project import PREFIXES, dataset_at, record, rename, told, withdrawal

from azkz_graph.check.dataset_check import check
from azkz_graph.check.published_identifiers import published_problems
from azkz_graph.problem import Problem, Severity

FACTS = "data/facts.trig"
TWICE = "version\tissued\tarchive\tsha256\n" + 2 * "1.0.0\t2026-11-22\ta.zip\t0\n"


def found(root: Path) -> Sequence[Problem]:
    """What is wrong with what was published."""
    return sorted(published_problems(dataset_at(root)))


def test_the_release_itself_has_no_such_problem(released: Path) -> None:
    assert found(released) == []


def test_they_are_among_the_problems_of_the_check(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    assert "gone" in {problem.code for problem in check(dataset_at(released))}


def test_a_rename_is_told_once_and_not_by_all_that_follows_from_it(released: Path) -> None:
    rename(released, "id:heydar-aliyev", "id:heydar-alirza-aliyev")
    (problem,) = found(released)
    what = "id:heydar-aliyev, “Heydar Aliyev”, which 1.0.0 published, is gone, and id:heydar-alirza-aliyev"
    assert problem.what == f"{what} has its label"


def test_a_passage_that_is_cut_in_another_way(released: Path) -> None:
    path = released / "data/article.ttl"
    text = path.read_text(encoding="utf-8")
    start = text.index("passage:o1-position\n")
    path.write_text(
        text[:start] + re.sub(r"oa:end \d+", "oa:end 40", text[start:], count=1), encoding="utf-8"
    )
    (problem,) = found(released)
    assert problem.severity is Severity.INFO
    assert re.fullmatch(r"id:small-article/o1 was at (\d+)-\d+ in 1.0.0, and is at \1-40", problem.what)
    assert problem.place.path == path


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("data/entities/things.ttl", '"Sumqayit"@en', '"Ganja"@en', "the label of id:sumqayit was"),
        (
            "data/entities/things.ttl",
            "City on the western shore of the Caspian Sea",
            "Lake",
            "the definition of id:sumqayit was",
        ),
    ],
)
def test_other_words(released: Path, file: str, old: str, new: str, what: str) -> None:
    edit(released, file, old, new)
    (problem,) = found(released)
    assert problem.severity is Severity.INFO
    assert problem.what.startswith(what)
    assert problem.place.path == released / file


@pytest.mark.parametrize("there", [None, "", "PREFIX id: <https://w3id.org/azkz/id/>\n", PREFIXES])
def test_what_the_warning_says_can_be_pasted_and_wants_a_reason(released: Path, there: str | None) -> None:
    path = released / "data" / "withdrawn.ttl"
    if there is not None:
        path.write_text(there, encoding="utf-8")
    rename(released, "id:aktau", "id:aqtau")
    (gone,) = (problem for problem in found(released) if problem.code == "gone")
    assert gone.severity is Severity.WARNING
    assert gone.place.path == released / FACTS
    turtle = gone.mend.partition("why: ")[2]
    path.write_text((there or "") + turtle, encoding="utf-8")
    (problem,) = found(released)
    assert problem.severity is Severity.ERROR
    assert problem.what == "the record of id:aktau still has REASON in the place of the reason"
    edit(released, "data/withdrawn.ttl", "REASON", "Its name is spelled with a q.")
    assert found(released) == []


def test_a_file_that_is_there_needs_no_more_prefixes(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released)
    (gone,) = (problem for problem in found(released) if problem.code == "gone")
    assert gone.mend.partition("why: ")[2].startswith("id:aktau owl:deprecated true ; azkz:withdrawnIn")


def test_what_nothing_replaces_is_told_at_its_line_in_the_register(released: Path) -> None:
    (released / "queries" / "twins.rq").unlink()
    (problem,) = found(released)
    line = (released / "data/releases/1.0.0/identifiers.tsv").read_text(encoding="utf-8").splitlines()
    assert line[problem.place.line - 1].startswith("query:twins\t")
    assert problem.what == "query:twins, “Which towns are twins?”, which 1.0.0 published, is gone"


def test_passages_and_rules_are_named_in_full(released: Path) -> None:
    edit(released, "data/article.ttl", "passage:title\n", "passage:heading\n")
    gone = next(problem for problem in found(released) if problem.code == "gone")
    assert "<https://w3id.org/azkz/id/small-article/title> owl:deprecated true" in gone.mend


def test_changed_facts_are_told_once_for_a_passage(released: Path) -> None:
    edit(released, FACTS, "schema:value 85000", "schema:value 85001")
    edit(released, FACTS, "        azkz:hedge azkz:About , azkz:Today .", "        azkz:hedge azkz:Today .")
    (problem,) = found(released)
    assert problem.severity is Severity.INFO
    before = (released / FACTS).read_text("utf-8").splitlines()[: problem.place.line]
    assert [line for line in before if line.startswith("passage:")][-1] == "passage:o2 {"
    assert 'schema:value "85000"^^xsd:integer, now "85001"^^xsd:integer' in problem.what
    assert "azkz:hedge azkz:About" in problem.what


def test_facts_that_follow_a_recorded_rename_are_not_told(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"))
    assert found(released) == []


def test_a_note_about_a_renamed_thing_means_the_same(released: Path) -> None:
    rename(released, "id:heydar-aliyev", "id:heydar-alirza-aliyev")
    record(released, withdrawal("id:heydar-aliyev", more="; dct:isReplacedBy id:heydar-alirza-aliyev"))
    assert found(released) == []


def test_a_class_that_is_added_changes_no_meaning(released: Path) -> None:
    edit(
        released,
        "data/entities/things.ttl",
        "id:sumqayit\n    a azkz:Place",
        "id:sumqayit\n    a azkz:Place , azkz:Thing",
    )
    assert found(released) == []


@pytest.mark.parametrize(
    ("record_text", "expected"),
    [
        (withdrawal("id:kazakhstan"), "id:kazakhstan is recorded as withdrawn, and the dataset still has it"),
        (withdrawal("query:twins"), "query:twins is recorded as withdrawn, and the dataset still has it"),
        (withdrawal("id:nobody"), "id:nobody was published by no release"),
        (
            withdrawal("id:aktau", more="; dct:isReplacedBy id:nowhere"),
            "id:nowhere, which is to replace id:aktau, is described nowhere",
        ),
        (
            withdrawal("id:aktau", more="; dct:isReplacedBy id:aktau"),
            "what replaces id:aktau leads back to it",
        ),
        (
            withdrawal("id:aktau", "1.0.0", more="; dct:isReplacedBy id:aqtau"),
            "1.0.0 published id:aktau, so that it was not withdrawn in 1.0.0",
        ),
        (
            withdrawal("id:aktau", day="2026-11-01", more="; dct:isReplacedBy id:aqtau"),
            "id:aktau cannot have been withdrawn on 2026-11-01: 1.0.0 published it on 2026-11-22",
        ),
    ],
)
def test_records_that_are_wrong(released: Path, record_text: str, expected: str) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, record_text)
    problems = [problem for problem in found(released) if problem.code == "withdrawal"]
    assert told(problems, released) == [f"data/withdrawn.ttl:{PREFIXES.count(chr(10)) + 1}: {expected}"]
    assert problems[0].severity is Severity.ERROR


def test_a_withdrawn_thing_that_is_used_is_an_error(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"))
    edit(released, FACTS, "azkz:twinnedWith id:aqtau", "azkz:twinnedWith id:aktau")
    problems = [problem for problem in check(dataset_at(released)) if problem.code == "withdrawn"]
    assert [(problem.what, problem.mend) for problem in problems] == [
        ("id:aktau is withdrawn", "write id:aqtau, or take the record out of data/withdrawn.ttl")
    ]


def test_a_withdrawn_term_need_not_be_declared(released: Path) -> None:
    record(released, withdrawal("azkz:formerTerm"))
    named = [problem.what for problem in check(dataset_at(released)) if "azkz:formerTerm" in problem.what]
    assert named == ["azkz:formerTerm was published by no release"]


@pytest.mark.parametrize(
    ("name", "text", "place", "expected"),
    [
        (
            "releases.tsv",
            "version\n",
            "releases.tsv:1",
            "the columns are not version, issued, archive, sha256",
        ),
        (
            "releases.tsv",
            "version\tissued\tarchive\tsha256\n1\t\t\t\n",
            "releases.tsv:2",
            "'1' is no version",
        ),
        ("1.0.0/facts.tsv", None, "releases.tsv:1", "facts.tsv cannot be read"),
    ],
)
def test_a_damaged_register_is_a_problem(
    released: Path, name: str, text: str | None, place: str, expected: str
) -> None:
    path = released / "data/releases" / name
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    (problem,) = found(released)
    assert problem.severity is Severity.ERROR
    assert str(problem.place).endswith(place)
    assert expected in problem.what


@pytest.mark.parametrize("text", [b"#+ summary: [\nSELECT * {}", b"\xff"])
def test_a_query_that_cannot_be_read_does_not_stop_the_check(released: Path, text: bytes) -> None:
    (released / "queries/twins.rq").write_bytes(text)
    assert found(released) == []
    assert check(dataset_at(released))

"""A version is refused, by file and line, if it breaks what others wrote down, or its number or date does not fit."""

from datetime import date
from pathlib import Path

import pytest
from little_project import edit
from released_project import record, refused, release, rename, told, version, withdrawal

THINGS = "data/entities/things.ttl"


def codes(root: Path, *confirmed: str) -> list[str]:
    """The codes of what forbids a release."""
    return [problem.code for problem in refused(root, confirmed)]


def test_nothing_speaks_against_what_is_released(released: Path) -> None:
    assert refused(released) == []


def test_nothing_is_released_twice(released: Path) -> None:
    version(released, "1.0.1")
    assert told(refused(released), released) == [
        "data/dataset.ttl:21: nothing has changed since 1.0.0",
    ]


def test_a_thing_that_is_gone_needs_a_record(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    version(released, "2.0.0")
    (problem,) = refused(released)
    assert problem.code == "gone"
    assert "id:aktau, “Aktau”, which 1.0.0 published, is gone, and id:aqtau has its label" in problem.what
    record(released, withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"))
    assert refused(released) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (
            THINGS,
            "id:sumqayit\n    a azkz:Place",
            "id:sumqayit\n    a azkz:People",
            "azkz:Place, and now azkz:People",
        ),
        (
            "data/notes.ttl",
            "schema:about passage:o2",
            "schema:about passage:o3",
            "schema:about id:small-article/o2, and now schema:about id:small-article/o3",
        ),
        ("queries/figures.rq", "at_least", "from", "at_least, and now from"),
    ],
)
def test_an_identifier_keeps_its_meaning(released: Path, file: str, old: str, new: str, what: str) -> None:
    path = released / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    version(released, "2.0.0")
    found = [problem for problem in refused(released) if problem.code == "meaning"]
    assert [what in problem.what for problem in found] == [True]
    assert found[0].place.path == released / file


@pytest.mark.parametrize(
    ("edits", "fitting"),
    [
        ([(THINGS, "City on the eastern shore", "Port on the eastern shore")], "1.0.1"),
        ([(THINGS, '"Sumqayit"@en', '"Sumqayit City"@en')], "1.0.1"),
        ([("data/facts.trig", "schema:value 85000", "schema:value 85001")], "1.1.0"),
        ([("queries/states.rq", "ORDER BY", "ORDER BY DESC")], "1.1.0"),
        ([("ontology/shapes.ttl", "Give one day", "Give a day")], "1.0.1"),
    ],
)
def test_the_version_fits_what_changed(
    released: Path, edits: list[tuple[str, str, str]], fitting: str
) -> None:
    for each in edits:
        edit(released, *each)
    version(released, "3.0.0")
    (problem,) = refused(released)
    assert (problem.code, problem.mend) == ("version", f"write {fitting}")


def test_every_file_has_the_version(released: Path) -> None:
    edit(released, THINGS, "City on the eastern shore", "Port on the eastern shore")
    version(released, "1.0.1")
    edit(released, "ontology/alignments.ttl", '"1.0.1"', '"1.0.0"')
    (problem,) = refused(released)
    assert "has the version 1.0.0, and the dataset 1.0.1" in problem.what


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2026-12-02", "the release is of 2026-12-02, and today is 2026-12-01"),
        ("2026-11-21", "the release is of 2026-11-21, and 1.0.0 was of 2026-11-22"),
        ("2026-11-31", "the date of the release, '2026-11-31', is none"),
    ],
)
def test_the_date_is_one_between_the_last_release_and_today(released: Path, day: str, what: str) -> None:
    edit(released, THINGS, "City on the eastern shore", "Port on the eastern shore")
    version(released, "1.0.1", day)
    assert told(refused(released), released) == [f"data/dataset.ttl:20: {what}"]


def test_a_record_is_of_this_release(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", "3.0.0", "2026-12-02", "; dct:isReplacedBy id:aqtau"))
    version(released, "2.0.0")
    assert told(refused(released), released) == [
        "data/withdrawn.ttl:9: id:aktau is withdrawn in 3.0.0, and this release is 2.0.0",
        "data/withdrawn.ttl:9: id:aktau is withdrawn on 2026-12-02, after the release of 2026-12-01",
    ]


def test_a_label_of_other_words_asks_for_confirmation(released: Path) -> None:
    edit(released, THINGS, '"Sumqayit"@en', '"Ganja"@en')
    version(released, "1.0.1")
    (problem,) = refused(released)
    assert problem.what == "the label of id:sumqayit was 'Sumqayit@en' and is 'Ganja@en', which share no word"
    assert "--confirm id:sumqayit" in problem.mend
    assert problem.place.path == released / THINGS
    assert codes(released, "id:sumqayit") == []


def test_what_was_withdrawn_stays_on_record(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"))
    version(released, "2.0.0")
    release(released)
    assert refused(released) == []
    (released / "data" / "withdrawn.ttl").unlink()
    (problem, *_) = (problem for problem in refused(released) if problem.code == "gone")
    assert 'azkz:withdrawnIn "2.0.0"' in problem.mend


def test_the_first_release_may_have_any_version(released: Path) -> None:
    for path in sorted((released / "data" / "releases").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert refused(released, today=date(2026, 11, 22)) == []


def test_a_withdrawn_identifier_comes_back_only_as_what_it_was(released: Path) -> None:
    rename(released, "id:aktau", "id:aqtau")
    record(released, withdrawal("id:aktau", more="; dct:isReplacedBy id:aqtau"))
    version(released, "2.0.0")
    release(released)
    described = '\nid:aktau a azkz:People ; rdfs:label "Aktau"@en .\n'
    path = released / THINGS
    path.write_text(path.read_text(encoding="utf-8") + described, encoding="utf-8")
    record(released)
    (problem,) = (problem for problem in refused(released) if problem.code == "meaning")
    assert problem.what == "id:aktau had another meaning in 1.0.0: azkz:Place, and now azkz:People"

"""Problems in every format, compared with `report/`; what a format's readers rely on."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest

from azkz_graph.check.report import FORMATS, count_severities, render
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.text.safe_text import printable

FOLDER = Path(__file__).parent / "report"
NOTE = "https://w3id.org/azkz/id/note-year"
PROBLEMS = (
    Problem(
        Place(Path("data/entities/a place.ttl"), 7),
        Severity.ERROR,
        "nfc",
        "the text holds <ä> & “ב”",
        "write it in composed characters",
    ),
    Problem(
        Place(Path("data/facts.trig"), 3), Severity.ERROR, "syntax", "'\x00\u202e' is\nno name", "correct it"
    ),
    Problem(
        Place(Path("data/facts.trig"), 50),
        Severity.WARNING,
        "shape:Book-isbnYear",
        "too early",
        "compare",
        NOTE,
    ),
    Problem(Place(Path("data/facts.trig"), 51), Severity.WARNING, "shape:State-alpha2", "missing", "add it"),
    Problem(Place(Path("/elsewhere/shapes.ttl"), 1), Severity.INFO, "shape:Named-kk", "missing", "add it"),
)
SUFFIXES = {"text": "txt", "json": "json", "sarif": "sarif", "junit": "xml"}


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("name", "problems"), [("some", PROBLEMS), ("none", ())])
def test_format(
    format: str, name: str, problems: tuple[Problem, ...], golden: Callable[[Path, bytes], None]
) -> None:
    golden(FOLDER / f"{name}.{SUFFIXES[format]}", render(problems, format).encode())


def test_text_has_a_line_a_problem() -> None:
    assert len(render(PROBLEMS).splitlines()) == len(PROBLEMS)


def test_paths_are_those_from_the_working_folder(tmp_path: Path) -> None:
    place = Place(tmp_path / "data" / "facts.trig", 1)
    assert render([Problem(place, Severity.INFO, "code", "what", "mend")]).startswith("data/facts.trig:1: ")


def test_sarif_has_what_its_schema_requires() -> None:
    """Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, the properties that shall be there."""
    log = json.loads(render(PROBLEMS, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert len(run["results"]) == len(PROBLEMS)
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["ruleId"] in rules
        assert result["level"] in ("none", "note", "warning", "error")
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert " " not in physical["artifactLocation"]["uri"]
        assert physical["region"]["startLine"] >= 1
        for suppression in result.get("suppressions", []):
            assert suppression["kind"] in ("inSource", "external")


@pytest.mark.parametrize("name", [b"b\xffd.ttl", b"a\x01\rb.ttl", b"\xef\xbf\xbf.ttl", "ü ב.ttl".encode()])
def test_any_file_name_and_text_can_be_reported(name: bytes) -> None:
    path = Path(os.fsdecode(name))
    problem = Problem(Place(path, 1), Severity.ERROR, "code", "the \ud800 \uffff\r", "mend it")
    log = json.loads(render([problem], "sarif"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(place) == name
    (case,) = ElementTree.fromstring(render([problem], "junit").encode())
    assert case.get("file") == case.get("classname") == printable(str(path))
    (row,) = json.loads(render([problem], "json"))
    assert os.fsencode(row["path"]) == name
    render([problem]).encode()


def test_junit_counts_its_cases() -> None:
    suite = ElementTree.fromstring(render(PROBLEMS, "junit"))
    assert suite.get("tests") == str(len(suite.findall("testcase"))) == str(len(PROBLEMS))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure"))) == "2"


def test_counted() -> None:
    assert count_severities(PROBLEMS) == "2 errors, 1 explained warning, 1 warning, 1 info"

"""Reports of problems as text, JSON, SARIF and JUnit."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

from azkz_graph.problem import Problem, Severity
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import printable
from azkz_graph.vocabulary import shorten

LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
"""The levels of SARIF."""


def render(problems: Sequence[Problem], format: str = "text") -> str:
    """Write the problems in one of the `FORMATS`, with a line feed at the end unless there is nothing to say."""
    return FORMATS[format](problems)


def text(problems: Sequence[Problem]) -> str:
    """Write one line a problem: path:line: severity: what: how to mend it."""
    return "".join(f"{line(problem)}\n" for problem in problems)


def line(problem: Problem) -> str:
    """Return the problem in one line that editors can jump to, without characters that command a terminal."""
    severity = problem.severity.name.lower()
    note = f" (explained by {shorten(problem.note)})" if problem.note else ""
    where = f"{relative_path(problem.place.path)}:{problem.place.line}"
    return printable(f"{where}: {severity}{note}: {message(problem)} [{problem.code}]")


def message(problem: Problem) -> str:
    """Return what is wrong, and how to mend it."""
    return printable(f"{problem.what}: {problem.mend}")


def relative_path(path: Path) -> str:
    """Return the path from the working folder, if it is below it."""
    whole = path.absolute()
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(path)


def uri(path: Path) -> str:
    """Return the path as a URI reference, relative to the working folder if it is below it."""
    written = Path(relative_path(path))
    return written.as_uri() if written.is_absolute() else quote(os.fsencode(written.as_posix()))


def as_json(problems: Sequence[Problem]) -> str:
    """Write a list of objects, one a problem."""
    rows = [{"path": relative_path(problem.place.path), **problem.row()} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def sarif(problems: Sequence[Problem]) -> str:
    """Write a log of one run; source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""
    rules = [{"id": code} for code in sorted({problem.code for problem in problems})]
    driver = {"name": "azkz check", "informationUri": "https://w3id.org/azkz/", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [sarif_result(problem) for problem in problems]}
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def sarif_result(problem: Problem) -> dict[str, object]:
    """Build one result; a problem that a note explains is suppressed with the note as justification."""
    location = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(problem.place.path)},
            "region": {"startLine": problem.place.line},
        }
    }
    result: dict[str, object] = {
        "ruleId": problem.code,
        "level": LEVELS[problem.severity],
        "message": {"text": message(problem)},
        "locations": [location],
    }
    if problem.note:
        result["suppressions"] = [{"kind": "external", "justification": problem.note}]
    return result


def junit(problems: Sequence[Problem]) -> str:
    """Write a test suite with a case a problem, failed if it is an error; one passed case if there is none.

    One passed case if there is none.
    """
    suite = ElementTree.Element("testsuite", name="azkz check")
    for problem in problems:
        suite.append(junit_case(problem))
    if not problems:
        ElementTree.SubElement(suite, "testcase", classname="azkz check", name="no problem")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    ElementTree.indent(suite)
    written = ElementTree.tostring(suite, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'


def junit_case(problem: Problem) -> ElementTree.Element:
    """Build one test case, named by the problem's line."""
    path = printable(relative_path(problem.place.path))
    case = ElementTree.Element("testcase", classname=path, name=line(problem))
    case.set("file", path)
    case.set("line", str(problem.place.line))
    if problem.severity is Severity.ERROR:
        ElementTree.SubElement(case, "failure", type=problem.code, message=message(problem))
    else:
        ElementTree.SubElement(case, "system-out").text = line(problem)
    return case


def count_severities(problems: Iterable[Problem]) -> str:
    """Count the problems of each severity, in words; explained ones apart.

    >>> count_severities([])
    'no problems'
    """
    counts: dict[str, int] = {}
    for problem in sorted(problems, key=lambda problem: problem.severity):
        kind = "explained warning" if problem.note else problem.severity.name.lower()
        counts[kind] = counts.get(kind, 0) + 1
    return ", ".join(counted(number, kind) for kind, number in counts.items()) or "no problems"


FORMATS: Final[Mapping[str, Callable[[Sequence[Problem]], str]]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "junit": junit,
}

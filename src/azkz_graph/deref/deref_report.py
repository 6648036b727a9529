"""Reports of what is wrong with a published site, as text, JSON and JUnit."""

import json
from collections.abc import Callable, Mapping
from typing import Final
from xml.etree import ElementTree

from azkz_graph.deref.dereferencing import Outcome
from azkz_graph.deref.iri_question import Finding
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import printable


def text(outcome: Outcome) -> str:
    """Write one line a finding: URI [format, language]: what is wrong: how to mend it."""
    return "".join(f"{line(finding)}\n" for finding in outcome.findings)


def line(finding: Finding) -> str:
    """Return the finding in one line, without characters that command a terminal."""
    return printable(f"{finding.question}: {finding.what}: {finding.mend}")


def as_json(outcome: Outcome) -> str:
    """Write a list of objects, one a finding."""
    rows = [
        {
            "uri": finding.question.iri,
            "format": finding.question.suffix,
            "language": finding.question.language or None,
            "what": finding.what,
            "mend": finding.mend,
        }
        for finding in outcome.findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def junit(outcome: Outcome) -> str:
    """Write a test suite with a failed case a finding; one passed case if there is none."""
    suite = ElementTree.Element("testsuite", name="azkz check-deref")
    for finding in outcome.findings:
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=printable(finding.question.iri),
            name=printable(str(finding.question)),
        )
        message = printable(f"{finding.what}: {finding.mend}")
        ElementTree.SubElement(case, "failure", message=message)
    if not outcome.findings:
        ElementTree.SubElement(suite, "testcase", classname="azkz check-deref", name="nothing is wrong")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(outcome.findings)))
    ElementTree.indent(suite)
    written = ElementTree.tostring(suite, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'


def count_outcome(outcome: Outcome) -> str:
    """Count the questions and findings, in words.

    >>> count_outcome(Outcome((), 1200, 0))
    '1,200 questions, nothing is wrong'
    """
    wrong = f"{len(outcome.findings):,} wrong" if outcome.findings else "nothing is wrong"
    left = (
        f"; {counted(outcome.unasked, 'more was', 'more were')} not asked, because the server stopped answering"
        if outcome.unasked
        else ""
    )
    return f"{counted(outcome.asked, 'question')}, {wrong}{left}"


FORMATS: Final[Mapping[str, Callable[[Outcome], str]]] = {"text": text, "json": as_json, "junit": junit}

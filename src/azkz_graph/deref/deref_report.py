"""What was found at a site in; a text, JSON or JUnit report out."""

import json
from collections.abc import Callable, Mapping
from typing import Final
from xml.etree import ElementTree

from azkz_graph.deref.dereferencing import Outcome
from azkz_graph.deref.iri_question import Finding
from azkz_graph.text.safe_text import printable


def text(outcome: Outcome) -> str:
    """One line a finding: URI [format, language]: what is wrong: how to mend it."""
    return "".join(f"{line(finding)}\n" for finding in outcome.findings)


def line(finding: Finding) -> str:
    """The finding in one line, without characters that could command a terminal."""
    return printable(f"{finding.question}: {finding.what}: {finding.mend}")


def as_json(outcome: Outcome) -> str:
    """A list of objects, one a finding."""
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
    """A test suite with a failed case a finding; one passed case where there is none."""
    suite = ElementTree.Element("testsuite", name="azkz check-deref")
    for finding in outcome.findings:
        case = ElementTree.SubElement(
            suite, "testcase", classname=finding.question.iri, name=str(finding.question)
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


def counted(outcome: Outcome) -> str:
    """How much was asked and found, in words.

    >>> counted(Outcome((), 1200, 0))
    '1,200 questions, nothing is wrong'
    """
    wrong = f"{len(outcome.findings):,} wrong" if outcome.findings else "nothing is wrong"
    left = (
        f"; {outcome.unasked:,} more were not asked, for nobody answered any more" if outcome.unasked else ""
    )
    return f"{outcome.asked:,} questions, {wrong}{left}"


FORMATS: Final[Mapping[str, Callable[[Outcome], str]]] = {"text": text, "json": as_json, "junit": junit}

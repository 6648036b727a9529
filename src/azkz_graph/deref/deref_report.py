"""Reports of what is wrong with a published site, as text, JSON and JUnit."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree

from azkz_graph.deref.dereferencing import Outcome
from azkz_graph.deref.iri_question import Finding
from azkz_graph.text.counts import counted
from azkz_graph.text.safe_text import printable


def text(outcome: Outcome) -> str:
    """Write one line a finding: URI [format, language]: what is wrong: how to mend it."""
    return "".join(f"{line(finding)}\n" for finding in outcome.findings)


def examples(outcome: Outcome) -> str:
    """Write such a line for the first finding of each kind, and how many more there are; the most frequent first."""
    alike = sorted(kinds(outcome).values(), key=len, reverse=True)
    return "".join(
        f"{line(first)}{f' (and {len(others):,} more like it)' if others else ''}\n"
        for first, *others in alike
    )


def kinds(outcome: Outcome) -> Mapping[str, Sequence[Finding]]:
    """Return the findings that say the same, whatever addresses and details they name."""
    found: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault(kind(finding.what), []).append(finding)
    return found


def kind(what: str) -> str:
    """Return what is wrong without its details: addresses, and the words of a parser, which stand in brackets.

    >>> kind("is answered with status 404 at http://a/b (gone (for good))")
    'is answered with status 404 at'
    """
    return " ".join(word for word in what.partition(" (")[0].split() if "://" not in word)


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
    found, alike = len(outcome.findings), len(kinds(outcome))
    wrong = f"{found:,} wrong" if found else "nothing is wrong"
    if alike < found:
        wrong += f" in {alike:,} way{'s' if alike > 1 else ''}"
    left = (
        f"; {counted(outcome.unasked, 'more was', 'more were')} not asked, because the server stopped answering"
        if outcome.unasked
        else ""
    )
    return f"{counted(outcome.asked, 'question')}, {wrong}{left}"


FORMATS: Final[Mapping[str, Callable[[Outcome], str]]] = {"text": examples, "json": as_json, "junit": junit}
"""What writes a report; JSON and JUnit have every finding, and so has `text`."""

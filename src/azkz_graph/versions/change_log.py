"""Change log of the data: a section for each release, the latest first, in Markdown."""

import re
from collections.abc import Iterable
from typing import Final

from azkz_graph.register.version_rule import Level, level
from azkz_graph.register.withdrawals import Withdrawal
from azkz_graph.text.markdown_table import markdown
from azkz_graph.versions.difference_formats import change_tables
from azkz_graph.versions.version_difference import Difference
from azkz_graph.vocabulary import shorten

HEAD: Final = """# Changes of the data

What each release changed: its facts, and the identifiers by which others cite them. `azkz release` writes this file.
"""

LEVELS: Final = {
    Level.PATCH: "Only words changed: every identifier and every fact is as it was.",
    Level.MINOR: "Every identifier of before is kept; facts, rules, queries or shapes changed, or something was added.",
    Level.MAJOR: "Identifiers were withdrawn; what replaces them is named below.",
}


def first_section(version: str, issued: str, counts: str) -> str:
    """Return the section of the first release."""
    return f"## {version} – {issued}\n\nThe first release: {counts}.\n"


def change_section(
    version: str, issued: str, difference: Difference, withdrawals: Iterable[Withdrawal]
) -> str:
    """Return the section of a release that followed another; `withdrawals` are those that have a reason."""
    told = LEVELS[level(difference.changes)]
    summary = difference.summary()
    parts = [f"## {version} – {issued}\n\n{told} In numbers: {summary}.\n"]
    rows = [
        [shorten(each.iri), each.label, each.reason, " ".join(map(shorten, each.replaced_by))]
        for each in withdrawals
    ]
    if rows:
        header = ["identifier", "label", "reason", "replaced by"]
        parts.append(f"### Withdrawn, and why\n\n{markdown(header, rows)}")
    parts += change_tables(difference, "###")
    return "\n".join(parts)


def with_section(log: str, section: str) -> str:
    """Return a change log with a section on top, in the place of a former one of that version.

    >>> print(with_section("", "## 1.0.0 – 2026-11-22\\n\\nFirst.\\n").splitlines()[-1])
    First.
    """
    head, *sections = re.split(r"^(?=## )", log or HEAD, flags=re.MULTILINE)
    title = section.split(" –")[0]
    others = [each for each in sections if each.split(" –")[0] != title]
    return "\n\n".join(part.strip() for part in (head, section, *others)) + "\n"

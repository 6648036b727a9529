"""Saved queries: name, text, parameters and documentation of a .rq file.

The documentation is YAML behind `#+`, the convention of grlc. A parameter is a one-variable VALUES block whose braces
hold the default, so that the text runs unchanged anywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from azkz_graph.sparql.plain_yaml import refuse_unplain
from azkz_graph.sparql.query_keywords import STEPPED_OVER

KEYS: Mapping[str, type] = {
    "summary": str,
    "translations": dict,
    "description": str,
    "tags": list,
    "row": str,
    "parameters": dict,
    "chart": dict,
}
"""What a header may say, and the kind of each value. `translations` are summaries by language, `row` says what a row of
the answer means, `chart` is read by `chart_plan`."""

TAGS: tuple[str, ...] = (
    "culture",
    "derived",
    "labels",
    "missions",
    "network",
    "ontology",
    "overview",
    "politics",
    "profile",
    "provenance",
    "quality",
    "timeline",
    "trade",
    "views",
    "war",
)
"""The tags that pages have names for in every language."""

TOKEN = re.compile(
    rf"{STEPPED_OVER} | \bVALUES\s+[?$](?P<name>\w+)\s*\{{(?P<default>[^{{}}]*)\}}",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""What must be stepped over to find VALUES blocks (comments, IRIs, strings), and the blocks."""


@dataclass(frozen=True)
class QueryFile:
    """One saved query."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Return what the query is called: the file's name without its suffix."""
        return self.path.stem

    @property
    def parameters(self) -> dict[str, str]:
        """Return the default of each parameter, as SPARQL."""
        return {
            match["name"]: match["default"].strip() for match in TOKEN.finditer(self.text) if match["name"]
        }

    @cached_property
    def header(self) -> dict[str, Any]:
        """Parse the documentation, whose scalars all stay texts; empty if it is no mapping.

        Raises:
            yaml.MarkedYAMLError: it cannot be read, nests too deep, or has aliases.
        """
        import yaml

        text = header_text(self.text)
        refuse_unplain(text)
        header = yaml.BaseLoader(text).get_single_data()
        return header if isinstance(header, dict) else {}

    @property
    def summary(self) -> str:
        """Return the question in one line."""
        return str(self.header.get("summary", self.name))

    @property
    def titles(self) -> dict[str, str]:
        """Return the question in one line, by language."""
        translations = self.header.get("translations")
        others = translations if isinstance(translations, dict) else {}
        return {"en": self.summary, **{str(language): str(title) for language, title in others.items()}}

    @property
    def description(self) -> str:
        """Return what the answer holds and what to note when reading it."""
        return str(self.header.get("description", "")).strip()

    @property
    def tags(self) -> list[str]:
        """Return the subjects under which the query is listed."""
        tags = self.header.get("tags")
        return [str(tag) for tag in tags] if isinstance(tags, list) else []

    def bound(self, values: Mapping[str, str]) -> str:
        """Return the text with parameters replaced; `values` are SPARQL terms by parameter name.

        >>> QueryFile(Path("q.rq"), "SELECT * { VALUES ?x { UNDEF } ?s ?p ?x }").bound({"x": '"a"'})
        'SELECT * { VALUES ?x { "a" } ?s ?p ?x }'
        """

        def replaced(match: re.Match[str]) -> str:
            if match["name"] not in values:
                return match[0]
            start, end = match.start("default") - match.start(), match.end("default") - match.start()
            return f"{match[0][:start]} {values[match['name']]} {match[0][end:]}"

        return TOKEN.sub(replaced, self.text)


def header_text(text: str) -> str:
    """Return the YAML of a query's header: the lines that begin with `#+`, without it.

    >>> header_text("#+ summary: Cities\\n#+\\nSELECT …")
    'summary: Cities\\n'
    """
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    return "\n".join(lines)


def without_header(text: str) -> str:
    """Return the text without its documentation and without leading empty lines.

    >>> without_header("#+ summary: Which?\\n\\nSELECT * {}\\n")
    'SELECT * {}\\n'
    """
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#+")]
    return "".join(lines).lstrip("\n")


def read_query_file(path: Path) -> QueryFile:
    """Read the saved query in `path`; raises OSError or UnicodeDecodeError if it cannot be read."""
    return QueryFile(path, path.read_text(encoding="utf-8-sig"))

"""Saved queries: name, text, parameters and documentation of a .rq file.

The documentation is YAML behind `#+`, the convention of grlc. A parameter is a one-variable VALUES block whose braces
hold the default, so that the text runs unchanged anywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
"""What a header may say, and the kind of each value. `translations` are by language: the summary, or a mapping of
`TRANSLATED`. `row` says what a row of the answer means, `chart` is read by `chart_plan`."""

TRANSLATED: tuple[str, ...] = ("summary", "description", "row")
"""The keys that a header may give in other languages."""

PARAMETERS = "parameters"
"""The key of what is said of parameters, by their names; a translation holds the texts alone."""

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
        return parse_header(header_text(self.text))

    @property
    def summary(self) -> str:
        """Return the question in one line."""
        return str(self.header.get("summary", self.name))

    @property
    def titles(self) -> dict[str, str]:
        """Return the question in one line, by language."""
        return {"en": self.summary, **self.translated("summary")}

    @property
    def description(self) -> str:
        """Return what the answer holds and what to note when reading it."""
        return str(self.header.get("description", "")).strip()

    @property
    def descriptions(self) -> dict[str, str]:
        """Return what the answer holds and what to note when reading it, by language."""
        return {"en": self.description, **self.translated("description")}

    @property
    def row(self) -> str:
        """Return what a row of the answer is; empty if the header does not say it."""
        return str(self.header.get("row", "")).strip()

    @property
    def row_names(self) -> dict[str, str]:
        """Return what a row of the answer is, by language."""
        return {"en": self.row, **self.translated("row")}

    def translated(self, key: str) -> dict[str, str]:
        """Return what the header says under one of the keys `TRANSLATED` in other languages than English.

        >>> query = QueryFile(Path("q.rq"), "#+ translations: {az: Nə, ru: {summary: Что, description: Всё.}}")
        >>> query.translated("summary"), query.translated("description")
        ({'az': 'Nə', 'ru': 'Что'}, {'ru': 'Всё.'})
        """
        given = self.header.get("translations")
        found = {}
        for language, said in given.items() if isinstance(given, dict) else ():
            texts = said if isinstance(said, dict) else {"summary": said}
            if key in texts:
                found[str(language)] = str(texts[key]).strip()
        return found

    def parameter_descriptions(self, name: str) -> dict[str, str]:
        """Return what is said of a parameter, by language; nothing if the header says nothing of it in English."""
        told = self._said_of(name, self.header)
        if not isinstance(told, dict) or not told.get("description"):
            return {}
        given = self.header.get("translations")
        others = given.items() if isinstance(given, dict) else ()
        said = {str(language): self._said_of(name, texts) for language, texts in others}
        return {"en": str(told["description"]), **{each: str(text) for each, text in said.items() if text}}

    @staticmethod
    def _said_of(name: str, header: object) -> object:
        """Return what a header, or a translation of it, holds under the name of a parameter."""
        parameters = header.get(PARAMETERS) if isinstance(header, dict) else None
        return parameters.get(name) if isinstance(parameters, dict) else None

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


# The same header is asked for where a query is checked and where it is shown.
@lru_cache(maxsize=1024)
def parse_header(text: str) -> dict[str, Any]:
    """Parse the YAML of a header, whose scalars all stay texts; empty if it is no mapping.

    Raises:
        yaml.MarkedYAMLError: it cannot be read, nests too deep, or has aliases.
    """
    import yaml

    refuse_unplain(text)
    header = yaml.BaseLoader(text).get_single_data()
    return header if isinstance(header, dict) else {}


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

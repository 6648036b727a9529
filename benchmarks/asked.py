"""Requests of the benchmarks: saved queries and things of the dataset."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from measure import ROOT
from servers import OURS, Kind

from azkz_graph.ask.query_catalogue import find_query

THINGS = ("kazakhstan", "azerbaijan", "nursultan-nazarbayev", "organization-of-turkic-states")
FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
ROWS = "application/sparql-results+json"
LOOKUP = "SELECT ?property ?value WHERE {{ <https://w3id.org/azkz/id/{thing}> ?property ?value }}"
JOIN, SAVED, GIVEN = "memberships", "shared-organizations", "trade-by-year"
"""Saved queries: the one that is asked as a join over the data, the one saved, the one saved with parameters."""

YEARS = ("2016", "ONEYEAR", "OTHERYEAR")
"""The years that are asked for: one that has an answer, and two that are different in each request."""


@dataclass(frozen=True)
class Asked:
    """One row: what is asked for, in paths of ours, and the queries that others are asked instead, if there are any."""

    name: str
    paths: Sequence[str]
    accept: str
    status: int = 200
    texts: Sequence[str] = ()

    def paths_at(self, kind: Kind) -> Sequence[str]:
        """The paths at a server; none if it has nothing of the kind."""
        if kind.name == OURS:
            return self.paths
        return [kind.endpoint + quote(text, safe="") for text in self.texts]


def everything() -> list[Asked]:
    """All rows."""
    lookups = [LOOKUP.format(thing=thing) for thing in THINGS]
    return [*documents(), query("look-up", lookups), different("look-up", lookups), *questions()]


def documents() -> list[Asked]:
    """Documents in each form, and the redirection to one."""
    found = [
        Asked(f"document, {form}", [f"/doc/{thing}.{form}" for thing in THINGS], type)
        for form, type in FORMS.items()
    ]
    return [*found, Asked("redirection to it", [f"/id/{thing}" for thing in THINGS], "text/turtle", 303)]


def questions() -> list[Asked]:
    """A join, and saved queries."""
    terms = " ".join(f'"{year}"^^<http://www.w3.org/2001/XMLSchema#gYear>' for year in YEARS)
    parameters = "&".join(f"year={year}" for year in YEARS)
    return [
        different("join", [text(JOIN)]),
        Asked("saved query", [f"/query/{SAVED}.json"], ROWS, texts=[text(SAVED)]),
        Asked(
            "saved query, other parameters each time",
            [f"/query/{GIVEN}.json?{parameters}"],
            ROWS,
            texts=[text(GIVEN, year=terms)],
        ),
    ]


def text(name: str, **parameters: str) -> str:
    """A saved query with terms for its parameters, without its documentation, which would fill the address."""
    bound = find_query(ROOT / "queries", name).bound(parameters)
    return "".join(line for line in bound.splitlines(keepends=True) if not line.startswith("#+")).strip()


def query(name: str, texts: Sequence[str]) -> Asked:
    """Queries that are asked again and again."""
    return Asked(name, [f"/sparql?query={quote(text, safe='')}" for text in texts], ROWS, texts=texts)


def different(name: str, texts: Sequence[str]) -> Asked:
    """Queries that are different each time, by a comment, so that no cache has them."""
    return query(f"{name}, different each time", [f"{text}\n# UNIQUE" for text in texts])

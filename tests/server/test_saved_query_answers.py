"""Saved queries by their addresses, with parameters of each type, in every syntax."""

import csv
import io
from typing import Final
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse
from serving import Served

pytestmark = pytest.mark.process

KAZAKHSTAN: Final = "https://w3id.org/azkz/id/kazakhstan"


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize(
    "given",
    ["kazakhstan", KAZAKHSTAN, "Kazakhstan", "%D7%A7%D7%96%D7%97%D7%A1%D7%98%D7%9F", "kazakhstan&other="],
)
def test_a_thing_by_any_of_its_names(given: str, server: Served) -> None:
    address = f"query/country-profile.csv?state={given.removesuffix('&other=')}"
    found = table(server.get(address).data)
    assert {row["state"] for row in found} == {KAZAKHSTAN}
    both = table(server.get("query/country-profile.csv").data)
    assert len(found) < len(both), "without the parameter all are answered"


def test_values_may_be_repeated(server: Served) -> None:
    found = table(server.get("query/country-profile.csv?state=kazakhstan&state=azerbaijan").data)
    assert found == table(server.get("query/country-profile.csv?state=azerbaijan&state=kazakhstan").data)
    assert len({row["state"] for row in found}) == 2


def test_a_year(server: Served) -> None:
    years = {row["year"] for row in table(server.get("query/trade-by-year.csv").data)}
    year = min(years)
    assert {row["year"] for row in table(server.get(f"query/trade-by-year.csv?year={year}").data)} == {year}


def test_every_syntax_of_rows_says_the_same(server: Served) -> None:
    address = "query/country-profile.{}?state=kazakhstan"
    answers = {suffix: server.get(address.format(suffix)) for suffix in ("json", "xml", "csv", "tsv")}
    assert {
        suffix: answer.headers["Content-Type"].partition(";")[0] for suffix, answer in answers.items()
    } == {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
    }
    rows = len(table(answers["csv"].data))
    assert rows > 0
    assert len(answers["json"].json()["results"]["bindings"]) == rows
    assert len(ElementTree.fromstring(answers["xml"].data).findall(".//{*}result")) == rows
    assert answers["tsv"].data.count(b"\n") == rows + 1


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_queries_for_triples(suffix: str, server: Served) -> None:
    answer = server.get(f"query/names-as-skos.{suffix}")
    syntax = RdfFormat.from_extension(suffix)
    assert list(parse(answer.data, format=syntax))


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("country-profile.json?stat=kazakhstan", 400, "state"),
        ("country-profile.json?state=nobody", 400, "nobody"),
        ("country-profile.json?state=" + "x" * 3000, 400, "characters"),
        ("country-profile.json?state=%00", 400, "control"),
        ("country-profile.json?" + "state=&" * 3000, 413, "parameters"),
        ("country-profile.json?state=baku", 400, "of the kind state"),
        ("trade-by-year.json?year=long-ago", 400, "year"),
        ("trade-by-year.json?year=1812", 400, "occurs nowhere"),
        ("awards.json?x=1", 400, "parameter"),
        ("nothing-is-called-so.json", 404, "nothing-is-called-so"),
        ("density.json", 404, "country-profile"),
        ("country-profile.ttl", 404, "text/turtle"),
        ("names-as-skos.csv", 404, "text/csv"),
    ],
)
def test_errors_say_how_to_mend_them(address: str, status: int, word: str, server: Served) -> None:
    answer = server.get(f"query/{address}")
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert word in answer.json()["detail"]


@pytest.mark.parametrize("mark", ["", ".he", ".kk"])
def test_pages_answer_too(mark: str, server: Served) -> None:
    answer = server.get(f"query/country-profile{mark}.html?state=kazakhstan")
    assert answer.status == 200
    assert answer.headers["Content-Language"] == (mark.removeprefix(".") or "en")
    assert server.get(f"query/country-profile{mark}.html?state=nobody").status == 400
    assert server.get(f"query/country-profile{mark}.html?state=baku").status == 400


@pytest.mark.parametrize("script", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_nothing_given_is_html(script: str, server: Served) -> None:
    answer = server.client.request("GET", server.url + "query/country-profile.html", fields={"state": script})
    assert answer.status == 400
    assert script.encode() not in answer.data

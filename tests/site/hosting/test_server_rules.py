"""What real servers answer by the rules that are written for them, at the root of a host and below a path."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosted_site import PUBLISHER, SETS, WITHDRAWN, documents, write_site
from urllib3 import BaseHTTPResponse, PoolManager
from web_servers import SERVERS, apache, public_folder

from azkz_graph.routes.response_headers import HEADERS
from azkz_graph.vocabulary import BASE

pytestmark = pytest.mark.web_server

CHOICES = list(
    csv.DictReader((Path(__file__).parent / "choices.csv").read_text(encoding="utf-8").splitlines())
)
HTTP = PoolManager()
SIGNED = {
    "": ("dataset", "CollectionPage"),
    "index.he.html": ("dataset", "CollectionPage"),
    "doc/baku.html": ("id/baku", "AboutPage"),
    "doc/baku.he.html": ("id/baku", "AboutPage"),
    "doc/article/o1.trig": ("id/article/o1", "DataDownload"),
    "doc/graph/derived/symmetry.trig": ("graph/derived/symmetry", "DataDownload"),
    "ontology/index.html": ("ontology", "AboutPage"),
    "ontology/shapes.ttl": ("ontology/shapes", "DataDownload"),
    "query/towns.html": ("query/towns", "AboutPage"),
    "query/towns.rq": ("query/towns", "SoftwareSourceCode"),
    "query/towns.json": ("query/towns", "DataDownload"),
    "download/manifest.json": ("dataset", "DataDownload"),
    ".well-known/void": ("dataset", "DataDownload"),
}
"""Files, with the IRI that each is about and its kind."""

FILES = {
    "": "text/html; charset=utf-8",
    "doc/baku.html": "text/html; charset=utf-8",
    "doc/baku.he.html": "text/html; charset=utf-8",
    "doc/baku.ttl": "text/turtle; charset=utf-8",
    "doc/baku.jsonld": "application/ld+json",
    "doc/article/o1.trig": "application/trig",
    "ontology/shapes.ttl": "text/turtle; charset=utf-8",
    "query/towns.rq": "application/sparql-query",
    "query/towns.csv": "text/csv; charset=utf-8",
    "query/towns.json": "application/sparql-results+json",
    "download/manifest.json": "application/json",
    "download/.zenodo.json": "application/json",
    "download/CITATION.cff": "application/yaml",
    "download/azkz.rdf": "application/rdf+xml",
    "assets/style.css": "text/css; charset=utf-8",
    ".well-known/void": "text/turtle; charset=utf-8",
}
GONE = {
    "doc/once.html": "text/html; charset=utf-8",
    "doc/once.he.html": "text/html; charset=utf-8",
    "doc/once.ttl": "text/turtle; charset=utf-8",
    "doc/once.jsonld": "application/ld+json",
}
MISSING = (
    *("id/nowhere", "id/article/nowhere", "query/nothing", "fact/nothing", "graph/derived", "rule/"),
    *("id/", "doc/", "assets/", "nowhere.html", "id/baku.csv", "id/baku.nt", "id/baku.he", "id/baku/x"),
    *(".htaccess", "id/baku%0d%0aX-Injected:%20yes", "id/%22%3E%3Cscript%3E", "id/" + "x" * 200),
)


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with public_folder() as folder:
        yield write_site(folder)


@pytest.fixture(
    scope="module", params=[f"{name} {path}" for name in SERVERS for path in ("/", "/some/azkz/")]
)
def base(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    name, path = request.param.split()
    with SERVERS[name](site, path) as url:
        yield url


def get(url: str, accept: str = "", language: str = "", **others: str) -> BaseHTTPResponse:
    """What is answered, without following."""
    asked = {"Accept": accept, "Accept-Language": language, **others}
    return HTTP.request("GET", url, headers={k: v for k, v in asked.items() if v}, redirect=False, retries=2)


def target(answer: BaseHTTPResponse, base: str) -> str:
    """Where a redirection leads, relative to the base."""
    path = "/" + base.split("/", 3)[3]
    location = answer.headers["Location"]
    return location.removeprefix(base if location.startswith("http") else path)


def test_iris_lead_to_the_document_that_is_asked_for(base: str) -> None:
    answers = [get(base + row["iri"], row["accept"], row["language"]) for row in CHOICES]
    assert {answer.status for answer in answers} == {303}
    found = [{**row, "document": target(answer, base)} for row, answer in zip(CHOICES, answers, strict=True)]
    assert found == CHOICES


def test_a_redirection_says_what_it_depends_on_and_what_else_there_is(base: str) -> None:
    answer = get(base + "id/baku", "text/turtle")
    path = "/" + base.split("/", 3)[3]
    assert [name.strip() for name in answer.headers["Vary"].split(",")] == ["Accept", "Accept-Language"]
    assert f'<{path}doc/baku.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["Link"]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    links = {
        iri: get(base + iri).headers["Link"].count("rel=")
        for iri in ("id/baku", "id/article/o1", "query/towns")
    }
    assert links == {"id/baku": 3, "id/article/o1": 4, "query/towns": 4}


@pytest.mark.parametrize("path", SIGNED)
def test_a_file_says_what_it_is_about_and_whose(base: str, path: str) -> None:
    iri, type = SIGNED[path]
    root = "/" + base.split("/", 3)[3]
    found = re.findall('<([^>]+)>; rel="([^"]+)"', get(base + path).headers["Link"])
    said = [(relation, target) for target, relations in found for relation in relations.split()]
    stem = re.sub(r"(\.he)?\.\w+$", "", path)
    is_page = type.endswith("Page")
    item = "download/azkz.ttl" if iri == "dataset" else f"{stem}.{'rq' if 'query/' in path else 'ttl'}"
    whole = f"{BASE}dataset" if is_page else root + ("" if iri == "dataset" else f"{stem}.html")
    assert ("cite-as", BASE + iri) in said
    assert [target for relation, target in said if relation == "type"] == [f"https://schema.org/{type}"]
    assert ("author", PUBLISHER.makers[0]) in said
    assert ("license", PUBLISHER.license) in said
    assert ("describedby", f"{root}.well-known/void") in said
    assert (("item", root + item) in said) == is_page
    assert (("collection", whole) in said) == (type != "CollectionPage")


def test_a_style_sheet_is_about_nothing(base: str) -> None:
    assert "Link" not in get(base + "assets/style.css").headers


def test_a_query_string_stays_behind(base: str) -> None:
    assert target(get(base + "id/baku?from=mail", "text/turtle"), base) == "doc/baku.ttl"


def test_a_suffix_leads_to_that_document(base: str) -> None:
    asked = (
        "id/baku.ttl",
        "id/article/o1.trig",
        "dataset.jsonld",
        "ontology.ttl",
        "fact/6o232wgjptfoz752.html",
    )
    answers = [get(base + path, "text/html", "he") for path in asked]
    assert [(answer.status, target(answer, base)) for answer in answers] == [
        (303, "doc/baku.ttl"),
        (303, "doc/article/o1.trig"),
        (303, "doc/dataset.jsonld"),
        (303, "ontology/index.ttl"),
        (303, "doc/article/o1.html#fact-6o232wgjptfoz752"),
    ]


def test_old_addresses_of_sections_lead_to_their_place_now(base: str) -> None:
    moved = {
        "doc/fact/6o232wgjptfoz752.he.html": "doc/article/o1.he.html#fact-6o232wgjptfoz752",
        "doc/fact/6o232wgjptfoz752.html": "doc/article/o1.html#fact-6o232wgjptfoz752",
        "doc/note.jsonld": "doc/baku.jsonld",
        "doc/article/o1-position.ttl": "doc/article/o1.ttl",
        "ontology/terms/Unit.ttl": "ontology/index.ttl",
        "ontology/properties/unit.jsonld": "ontology/index.jsonld",
        "ontology/properties/unit.html": "ontology/index.html#unit",
        "ontology/terms/unit.he.html": "ontology/index.he.html#unit",
    }
    answers = {path: get(base + path) for path in moved}
    assert {path: target(answer, base) for path, answer in answers.items()} == moved
    assert {answer.status for answer in answers.values()} == {301}
    assert get(base + "id/note.ttl").headers["Location"].endswith("doc/baku.ttl")
    assert get(base + "id/note.trig").status == 404
    assert get(base + "ontology/terms/").status == 404


def test_every_file_has_its_media_type_and_the_headers(base: str) -> None:
    answers = {path: get(base + path) for path in FILES}
    types = {
        path: answer.headers["Content-Type"].replace(";charset", "; charset")
        for path, answer in answers.items()
    }
    assert types == FILES
    for answer in answers.values():
        assert answer.status == 200
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(("language", "page"), [("", "en"), ("he-IL", "he"), ("kk;q=0.5", "kk")])
def test_what_is_not_there_is_said_in_the_readers_language(base: str, language: str, page: str) -> None:
    for path in MISSING:
        answer = get(base + path, "text/turtle", language)
        while answer.status == 301:
            answer = get(base + target(answer, base), "text/turtle", language)
        assert (answer.status, path) == (404, path)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Vary"] == "Accept-Language"
        assert "X-Injected" not in answer.headers
        assert f'<html lang="{page}">' in answer.data.decode()


def test_what_was_withdrawn_is_gone_but_tells(base: str) -> None:
    answers = {path: get(base + path, language="he") for path in GONE}
    assert target(get(base + "id/once", "text/html", "he"), base) == "doc/once.he.html"
    assert {path: (each.status, each.data.decode()) for path, each in answers.items()} == {
        path: (410, documents({WITHDRAWN: SETS["thing"]})[path].decode()) for path in GONE
    }
    for path, answer in answers.items():
        assert answer.headers["Content-Type"].replace(";charset", "; charset") == GONE[path]
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_folder_itself_is_found_without_its_slash(base: str) -> None:
    answer = HTTP.request("GET", base.rstrip("/"), redirect=False)
    assert answer.status == (200 if base.count("/") == 3 else 301)
    if answer.status == 301:
        assert target(answer, base) in ("", base)


def test_a_long_header_is_answered_at_once(base: str) -> None:
    for accept in (
        "text/html;" + " " * 6000,
        "text/turtle;q=" + "0" * 6000,
        "text/html,;" * 500,
        "q=1;" * 1500,
    ):
        assert get(base + "id/baku", accept, accept).status == 303


def test_apache_holds_in_any_folder_of_its_root(site: Path) -> None:
    with public_folder() as root:
        (root / "deep").mkdir()
        (root / "deep" / "er").symlink_to(site)
        with apache(root) as url:
            answer = get(url + "deep/er/id/article/o1", "application/trig")
            assert target(answer, url) == "deep/er/doc/article/o1.trig"
            assert get(url + "deep/er/id/nowhere", language="he").data.startswith(
                b'<!DOCTYPE html>\n<html lang="he">'
            )


def test_apache_stays_with_https_behind_a_proxy(site: Path) -> None:
    with apache(site) as url:
        answer = get(url + "id/baku", **{"X-Forwarded-Proto": "https"})
        assert answer.headers["Location"] == url.replace("http:", "https:") + "doc/baku.html"

"""Data that no check would pass, served: every page and document of all that they describe."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from hostile_data import DATATYPES, UNADDRESSED, VALUES, hostile_quads
from serving import Served, served

from azkz_graph.dataset.project import own_root
from azkz_graph.routes.signposts import VOID
from azkz_graph.vocabulary import BASE, RDF, RDFS

pytestmark = pytest.mark.process

THINGS: Final = ("c1", "c2", "c3", "many", "long", "named", "odd")
SUFFIXES: Final = ("html", "he.html", "ttl", "jsonld")
FIGURES: Final = tuple(f"v-{number}" for number in range(1, len(VALUES) * len(DATATYPES) + 1))
OVERVIEWS: Final = (
    *("", "things", "questions", "search", "graphs", "about", "article", "map", "downloads", "sparql", "404"),
    *(
        "ontology/index.html",
        "ontology/index.ttl",
        "ontology/index.jsonld",
        "ontology/shapes.ttl",
        "robots.txt",
    ),
    *("sitemap.xml", VOID, "openapi.json", "download/manifest.json", "download/azkz.jsonld", "reconcile"),
    *(
        "download/azkz.ttl",
        "download/facts.csv",
        "reconcile/extend/propose",
        "reconcile/suggest/entity?prefix=",
    ),
    *("reconcile/suggest/entity?prefix=v", "reconcile/suggest/type?prefix=", "query/none.html"),
    *(
        "doc/dataset.html",
        "doc/rule/none.html",
        "fact/empty.html",
        "fact/half.html",
        "doc/graph/fine.trig",
    ),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the data."""
    data = tmp_path_factory.mktemp("hostile") / "data.nq"
    data.write_text("".join(hostile_quads()), encoding="utf-8")
    with served("--quiet", "--data", str(data)) as running:
        yield running


NO_PAGE: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr((plane << 16) + code) for plane in range(17) for code in (0xFFFE, 0xFFFF))
    + "]"
)
"""What no page may hold. Source: https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream."""


def check_well_formed(content: bytes, suffix: str) -> None:
    """Find nothing that a reader of the syntax would not take."""
    if suffix.endswith("html"):
        text = content.decode()
        assert [ascii(text[max(0, at.start() - 80) : at.end() + 9]) for at in NO_PAGE.finditer(text)] == []


@pytest.mark.parametrize("path", OVERVIEWS)
def test_overviews(path: str, hostile: Served) -> None:
    answer = hostile.get(path, accept="text/html")
    assert answer.status < 500, hostile.said()
    if answer.headers.get("content-type", "").startswith("text/html"):
        check_well_formed(answer.data, "html")


def test_questions(hostile: Served) -> None:
    names = sorted(path.stem for path in own_root().glob("queries/*.rq"))
    assert names
    for name in names:
        for suffix in ("html", "kk.html", "json", "csv", "ttl"):
            assert hostile.get(f"query/{name}.{suffix}").status < 500, (name, suffix, hostile.said())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_documents(suffix: str, hostile: Served) -> None:
    for slug in (*THINGS, *FIGURES[:: 1 if suffix == "html" else 7]):
        answer = hostile.get(f"doc/{slug}.{suffix}")
        assert answer.status == 200, (slug, hostile.said())
        check_well_formed(answer.data, suffix)


def test_things(hostile: Served) -> None:
    for slug in (*THINGS, *FIGURES[::7]):
        assert hostile.get(f"id/{slug}", accept="text/html").status in (303, 410), (slug, hostile.said())
        preview = hostile.get(f"reconcile/preview?id={slug}")
        assert preview.status == 200, (slug, hostile.said())
        check_well_formed(preview.data, "html")


@pytest.mark.parametrize("form", ["SELECT ?o", "CONSTRUCT { ?o ?p ?o . ?s ?p ?o }"])
def test_answers_in_xml_hold_what_xml_holds(form: str, hostile: Served) -> None:
    query = f"{form} {{ ?s ?p ?o FILTER(?s = <{BASE}id/odd> && STRSTARTS(STR(?p), '{RDFS}')) }}"
    accept = "application/sparql-results+xml, application/rdf+xml"
    answer = hostile.get(f"sparql?{urlencode({'query': query})}", accept=accept)
    assert answer.status == 200, hostile.said()
    texts = {text for text in ElementTree.fromstring(answer.data).itertext() if text.strip()}
    assert "a\ufffd\r\ufffd\x7f\x85\ufdd0\ufffd\ufffd\U0001fffeb" in texts


@pytest.mark.parametrize("predicate", ["http://example.org/", f"{RDF}li"])
def test_a_predicate_that_rdf_xml_cannot_write_is_refused_in_words(predicate: str, hostile: Served) -> None:
    query = urlencode({"query": f"CONSTRUCT {{ ?s <{predicate}> ?s }} {{ ?s <http://example.org/> ?o }}"})
    refused = hostile.get(f"sparql?{query}", accept="application/rdf+xml")
    assert (refused.status, refused.json()["detail"].partition(";")[0]) == (
        406,
        f"RDF/XML has no way to write the predicate <{predicate}>",
    )
    assert hostile.get(f"sparql?{query}", accept="text/turtle").status == 200


def test_what_has_no_address_is_told_of(hostile: Served) -> None:
    for slug in UNADDRESSED:
        path = quote(f"id/{slug}".replace("\\u202E", "\u202e"), safe="/:")
        assert hostile.get(path, accept="text/html").status in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)
    told = hostile.get("id/a:b").json()["detail"]
    assert told == "https://w3id.org/azkz/id/a:b is described, but has no page; ask for it at /sparql"
    assert "can have no page, such as" in hostile.said()
    assert "Traceback" not in hostile.said()


def test_reconciliation(hostile: Served) -> None:
    ids = [*THINGS, *FIGURES, "a:b"]
    properties = [{"id": id} for id in ("schema:value", "rdfs:label", "azkz:asOf", "rdf:type", "azkz:unit")]
    asked = {"extend": {"ids": ids, "properties": properties}}
    queries = {
        id: {"query": id, "properties": [{"pid": "schema:value", "v": 1}, {"pid": "azkz:asOf", "v": "2016"}]}
        for id in ids[::9]
    }
    for given in (asked, {"queries": queries}):
        body = urlencode({name: json.dumps(value) for name, value in given.items()}).encode()
        form = "application/x-www-form-urlencoded"
        answer = hostile.get("reconcile", "POST", body, content_type=form)
        assert answer.status == 200, (answer.data[:200], hostile.said())

"""Where each IRI leads, by what a client accepts. Sources: RFC 9110, sections 12.4 and 12.5; RFC 4647; RFC 8288."""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protocol_requests import get
from serving import Served

from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS
from azkz_graph.routes.response_headers import CONTENT_TYPES
from azkz_graph.server.http.routing import DOCUMENT_TYPES

pytestmark = pytest.mark.process

PASSAGE: Final = "id/azerbaijan-kazakhstan-article/lead"
SETS: Final = {each.name: each for each in DOCUMENT_SETS}
KINDS: Final = {
    "id/baku": ("doc/baku", "thing"),
    PASSAGE: ("doc/azerbaijan-kazakhstan-article/lead", "graph"),
    "graph/ontology": ("doc/graph/ontology", "graph"),
    "ontology": ("ontology/index", "thing"),
    "ontology/shapes": ("ontology/shapes", "thing"),
    "dataset": ("doc/dataset", "thing"),
    "query/names": ("query/names", "table"),
    "query/names-as-skos": ("query/names-as-skos", "triples"),
}
"""An IRI of each kind: where its documents are, and which it has. Facts and rules have no names that one can write."""

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
COMPACTED: Final = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'
EXPANDED: Final = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"'


@pytest.mark.parametrize(
    ("path", "suffix"),
    [(path, suffix) for path, (_, kind) in KINDS.items() for suffix in SETS[kind].formats],
)
def test_every_document_can_be_had(path: str, suffix: str, server: Served) -> None:
    answer = server.get(path, accept=MEDIA_TYPES[suffix])
    place = f"{KINDS[path][0]}.{suffix}"
    assert (answer.status, answer.headers["Location"]) == (303, f"/{place}")
    assert answer.headers["Vary"] == "Accept, Accept-Language, Host"
    document = server.get(place)
    assert document.status == 200
    assert document.headers["Content-Type"].partition(";")[0] == MEDIA_TYPES[suffix]


@pytest.mark.parametrize("path", KINDS)
def test_links_name_every_document(path: str, server: Served) -> None:
    stem, kind = KINDS[path]
    links = server.get(path, accept="text/html").headers["Link"].split(", ")
    alternates = [f'</{stem}.{s}>; rel="alternate"; type="{MEDIA_TYPES[s]}"' for s in SETS[kind].formats]
    described = '</.well-known/void>; rel="describedby"; type="text/turtle"'
    states = [
        f'<{server.url}timegate/{path}>; rel="timegate"',
        f'<{server.url}timemap/{path}>; rel="timemap"; type="application/link-format"',
    ]
    assert links == [*alternates, described, *states]
    assert server.get(".well-known/void").headers["Content-Type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("path", KINDS)
def test_documents_say_what_they_describe(path: str, server: Served) -> None:
    links = server.get(f"{KINDS[path][0]}.html").headers["Link"]
    assert f'<https://w3id.org/azkz/{path}>; rel="cite-as describes"' in links


@pytest.mark.parametrize("name", ["Fact", "Rule"])
def test_facts_and_rules_lead_to_documents(name: str, server: Served) -> None:
    answer = get(server, [("query", f"SELECT ?x {{ ?x a azkz:{name} }} ORDER BY ?x LIMIT 1")])
    iri = answer.json()["results"]["bindings"][0]["x"]["value"]
    path = iri.removeprefix("https://w3id.org/azkz/")
    for accept, suffix in (("text/turtle", "ttl"), ("text/html", "html"), ("application/ld+json", "jsonld")):
        led = server.get(path, accept=accept)
        place, _, fragment = led.headers["Location"].partition("#")
        assert (led.status, place.rpartition(".")[2]) == (303, suffix)
        found = server.get(place.removeprefix("/"))
        assert found.status == 200
        assert iri in found.data.decode() or suffix != "html"
        # A fact has no page of its own: where it was, the place is told where it is.
        former = server.get(f"doc/{path}.{suffix}")
        if name == "Fact":
            assert fragment == (path.replace("/", "-") if suffix == "html" else "")
            assert (former.status, former.headers["Location"]) == (301, led.headers["Location"])
        else:
            assert (former.status, place) == (200, f"/doc/{path}.{suffix}")


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        (BROWSER, "html"),
        ("text/*", "html"),
        ("application/*", "jsonld"),
        ("text/html;q=0, */*", "ttl"),
        ("text/html;q=0.4, text/turtle;q=0.5", "ttl"),
        ("text/html;q=0.001, text/turtle;q=0", "html"),
        ("TEXT/TURTLE", "ttl"),
        ("text/turtle ; q=1.000 , text/html;q=0.999", "ttl"),
        ("text/turtle;charset=utf-8", "ttl"),
        ("text/turtle;version=1.2", "ttl"),
        ("text/turtle;q=0.3, text/*;q=0.2, */*;q=0.4", "jsonld"),
        (COMPACTED, "jsonld"),
        (EXPANDED, "jsonld"),
        (f"{EXPANDED}, text/turtle;q=0.1", "ttl"),
        (f"application/ld+json;q=0.9, {COMPACTED};q=0.2, text/turtle;q=0.5", "ttl"),
        ("application/json", "jsonld"),
        ("application/xhtml+xml", "html"),
        ("image/png, application/ld+json;q=0.1", "jsonld"),
        ("nonsense", "html"),
        ("text/turtle;q=high", "html"),
        ("text/html;q=.5, text/turtle", "ttl"),
        ("text/html;q=2, text/turtle;q=0.1", "ttl"),
        ("text/html;q=0.5555, application/ld+json;q=0.2", "jsonld"),
        ("text/html;q=-1, application/ld+json;q=0.2", "jsonld"),
        ("nonsense, text/turtle", "ttl"),
        ("text html, text/turtle", "ttl"),
        ("text/html;q, text/turtle", "ttl"),
        (", ,text/turtle;;q=0.1,,", "ttl"),
        ('text/turtle, "text/html', "ttl"),
        ("text/turtle, *; q=.2, */*; q=.2", "ttl"),
    ],
)
def test_accept(accept: str | None, suffix: str, server: Served) -> None:
    headers = {} if accept is None else {"accept": accept}
    assert server.get("id/baku", "GET", None, **headers).headers["Location"] == f"/doc/baku.{suffix}"


@pytest.mark.parametrize("path", ["doc/baku.nt", "id/baku.nt", "doc/baku.rdf", "doc/graph/entities.nq"])
def test_documents_that_are_published_no_more_are_404_with_those_that_are(path: str, server: Served) -> None:
    answer = server.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
    found = answer.json()
    assert f"doc/{path.partition('/')[2].rpartition('.')[0]}.ttl" in str(found["available"])
    assert f"not published as {CONTENT_TYPES[path.rpartition('.')[2]]}," in found["detail"]


@pytest.mark.parametrize(
    "accept", ["image/png", "*/*;q=0", "text/html;q=0", "*/turtle", "application/trig", "application/rdf+xml"]
)
def test_nothing_acceptable(accept: str, server: Served) -> None:
    answer = server.get("id/baku", accept=accept)
    assert (answer.status, answer.headers["Content-Type"]) == (406, "application/problem+json")
    assert {each["href"]: each["type"] for each in answer.json()["available"]} == {
        f"/doc/baku.{suffix}": MEDIA_TYPES[suffix] for suffix in SETS["thing"].formats
    }
    assert answer.headers["Vary"] == "Accept, Accept-Language, Host"


@pytest.mark.parametrize(
    ("accepted", "page"),
    [
        ("en", "baku.html"),
        ("he", "baku.he.html"),
        ("iw", "baku.he.html"),
        ("iw-IL, en;q=0.9", "baku.he.html"),
        ("az-Latn-AZ", "baku.az.html"),
        ("kk-Cyrl-KZ", "baku.kk.html"),
        ("RU-ru", "baku.ru.html"),
        ("fr, ru;q=0.2", "baku.ru.html"),
        ("ru;q=0.1, kk;q=0.2, az;q=0", "baku.kk.html"),
        ("fr", "baku.html"),
        ("*", "baku.html"),
        ("*;q=0", "baku.html"),
        ("en;q=0, *", "baku.he.html"),
        ("", "baku.html"),
        (";;;", "baku.html"),
        ("he;q=.9, ru", "baku.ru.html"),
        ("he;q=2, ru;q=0.1", "baku.ru.html"),
        ("he;q=abc, ru;q=0.1", "baku.ru.html"),
        ("en_US, kk", "baku.kk.html"),
        ("he_IL,, kk-, az--x, x/ru, ru;q=0.1", "baku.ru.html"),
        ("x" * 1000, "baku.html"),
    ],
)
def test_accept_language(accepted: str, page: str, server: Served) -> None:
    answer = server.get("id/baku", accept="text/html", accept_language=accepted)
    assert answer.headers["Location"] == f"/doc/{page}"


@pytest.mark.parametrize("tag", ["en", "he", "az", "kk", "ru"])
def test_overviews_are_in_the_wanted_language(tag: str, server: Served) -> None:
    answer = server.get("", accept="text/html", accept_language=tag)
    name = "index.html" if tag == "en" else f"index.{tag}.html"
    assert (answer.status, answer.headers["Content-Language"]) == (200, tag)
    assert answer.headers["Content-Location"] == f"/{name}"
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.data == server.get(name).data


def test_the_parameters_of_an_address_go_along(server: Served) -> None:
    answer = server.get("query/names?entity=baku", accept="application/sparql-results+json")
    assert answer.headers["Location"] == "/query/names.json?entity=baku"


def test_suffixes_of_iris_lead_to_their_documents(server: Served) -> None:
    answer = server.get("id/baku.ttl")
    assert (answer.status, answer.headers["Location"]) == (303, "/doc/baku.ttl")


WEIGHTS: Final = st.one_of(
    st.sampled_from([None, "0", "1", "0.5", "1.0", "0.000"]),
    st.integers(1, 999).map(lambda number: f"0.{number:03d}"),
)
RANGES: Final = st.sampled_from([*DOCUMENT_TYPES, "image/png", "*/*", "text/*", "application/*", "image/*"])
ACCEPTS: Final = st.lists(st.tuples(RANGES, WEIGHTS), min_size=1, max_size=7, unique_by=lambda each: each[0])


def weight(type: str, ranges: Mapping[str, float]) -> float:
    """How much a media type is wanted: by the range that says most of it."""
    narrower = (type, type.partition("/")[0] + "/*", "*/*")
    return next((ranges[each] for each in narrower if each in ranges), 0)


def expected(accepted: Sequence[tuple[str, str | None]], kind: str) -> str | None:
    """The suffix that RFC 9110 has; of equally wanted ones the server's first."""
    ranges = {name: float(q or "1") for name, q in accepted}
    types = [type for type in DOCUMENT_TYPES if type in SETS[kind].types]
    best = max(types, key=lambda type: weight(type, ranges))
    return SETS[kind].types[best] if weight(best, ranges) > 0 else None


@settings(max_examples=150, deadline=None)
@given(accepted=ACCEPTS, path=st.sampled_from(list(KINDS)), space=st.sampled_from(["", " ", "\t"]))
def test_accept_is_weighed(
    server: Served, accepted: Sequence[tuple[str, str | None]], path: str, space: str
) -> None:
    header = f"{space},{space}".join(
        name if q is None else f"{name}{space};{space}q={q}" for name, q in accepted
    )
    answer = server.get(path, accept=header)
    stem, kind = KINDS[path]
    suffix = expected(accepted, kind)
    found = answer.headers.get("Location")
    assert (answer.status, found) == ((406, None) if suffix is None else (303, f"/{stem}.{suffix}"))


TOLD_APART = [
    *("", "questions", "id/baku", "sparql", "query/borders", "id/nothing-is-called-so", "nothing-is-here"),
    *(f"reconcile/suggest/{what}?prefix=ba" for what in ("entity", "type", "property")),
    *("reconcile/preview?id=baku", "reconcile/extend/propose?type=State", "reconcile", "openapi.json"),
    *("query/borders.html", "query/borders.json", "doc/baku.en.html", "doc/baku.ttl"),
]


@pytest.mark.parametrize("path", TOLD_APART)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_what_differs_by_language_says_so(path: str, accept: str, server: Served) -> None:
    answers = [server.get(path, accept=accept, accept_language=tag) for tag in ("en", "he", "kk")]
    told = {(answer.status, answer.data, answer.headers.get("Location")) for answer in answers}
    if len(told) > 1:
        assert all("Accept-Language" in answer.headers.get("Vary", "") for answer in answers)


def test_suggestions_say_that_a_language_was_chosen(server: Served) -> None:
    answers = [server.get("reconcile/suggest/type?prefix=pla", accept_language=tag) for tag in ("en", "he")]
    assert all("Accept-Language" in answer.headers["Vary"] for answer in answers)

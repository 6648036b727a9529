"""What is a section of which page."""

import pytest
from pyoxigraph import NamedNode
from shown_triples import index_of

from azkz_graph.graph.triple_index import Index
from azkz_graph.site.data.page_sections import host_of, section_path, sections_of
from azkz_graph.vocabulary import BASE

GRAPH = """
id:art/late a azkz:Passage ; oa:hasSelector id:art/late-position .
id:art/late-position a oa:TextPositionSelector ; oa:start 50 ; oa:end 60 .
id:art/early a azkz:Passage ; oa:hasSelector id:art/early-position .
id:art/early-position a oa:TextPositionSelector ; oa:start 5 ; oa:end 9 .
id:stray-position a oa:TextPositionSelector ; oa:start 1 ; oa:end 2 .
id:baku a azkz:Place ; geo:hasGeometry id:baku-point .
id:baku-point a sf:Point .
rule:inverse a azkz:Rule .
fact:stated a azkz:Fact ; rdf:subject id:baku ; rdf:predicate azkz:in ; rdf:object id:x ;
    azkz:statedIn id:art/late , id:art/early ; azkz:derivedBy rule:inverse .
fact:derived a azkz:Fact ; rdf:subject id:x ; rdf:predicate azkz:of ; rdf:object id:baku ; azkz:derivedBy rule:inverse .
fact:homeless a azkz:Fact ; rdf:subject id:x ; rdf:predicate azkz:of ; rdf:object id:y ; azkz:statedIn id:nowhere .
fact:half a azkz:Fact ; rdf:subject id:x ; azkz:statedIn id:art/early .
id:note-passage a azkz:EditorialNote ; schema:about id:baku , id:art/late , id:art/early .
id:note-thing a azkz:EditorialNote ; schema:about id:baku .
id:note-note a azkz:EditorialNote ; schema:about id:note-thing .
id:note-fact a azkz:EditorialNote ; schema:about fact:stated .
id:note-term a azkz:EditorialNote ; schema:about azkz:Place .
"""


@pytest.fixture(scope="module")
def graph() -> Index:
    text = GRAPH.replace("id:art/", "passage:")
    return index_of(f"@prefix passage: <{BASE}id/art/> .\n{text}")


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("fact/stated", "doc/art/early#fact-stated"),
        ("fact/derived", "doc/rule/inverse#fact-derived"),
        ("id/note-passage", "doc/art/early#id-note-passage"),
        ("id/note-thing", "doc/baku#id-note-thing"),
        ("id/art/late-position", "doc/art/late#id-art-late-position"),
        ("id/baku-point", "doc/baku#id-baku-point"),
        *(
            (iri, None)
            for iri in ("fact/homeless", "fact/half", "id/stray-position", "id/baku", "id/art/early")
        ),
        *((f"id/note-{name}", None) for name in ("note", "fact", "term")),
    ],
)
def test_a_section_is_on_the_page_of_its_host(graph: Index, iri: str, path: str | None) -> None:
    assert section_path(graph, NamedNode(BASE + iri)) == path


def test_a_host_has_the_sections_whose_host_it_is(graph: Index) -> None:
    hosts = ("id/art/early", "id/art/late", "id/baku", "rule/inverse", "id/note-thing", "fact/stated")
    found = {host: sections_of(graph, NamedNode(BASE + host)) for host in hosts}
    assert {
        host: [each.value.removeprefix(BASE) for each in sections] for host, sections in found.items()
    } == {
        "id/art/early": ["fact/stated", "id/art/early-position", "id/note-passage"],
        "id/art/late": ["id/art/late-position"],
        "id/baku": ["id/baku-point", "id/note-thing"],
        "rule/inverse": ["fact/derived"],
        "id/note-thing": [],
        "fact/stated": [],
    }
    assert all(host_of(graph, each) == NamedNode(BASE + host) for host in found for each in found[host])

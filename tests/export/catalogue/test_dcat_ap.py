"""The catalogue has what DCAT-AP 3.0.1 demands and recommends.

Source: https://semiceu.github.io/DCAT-AP/releases/3.0.1/.
"""

from collections.abc import Mapping

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from azkz_graph.export.catalogue.dataset_catalogue import void
from azkz_graph.export.release_files import Release
from azkz_graph.vocabulary import PREFIXES, TYPE

NAMES = {
    **PREFIXES,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
WANTED: Mapping[str, str] = {
    "dcat:Dataset": (
        "dct:title dct:description dcat:contactPoint dcat:distribution dcat:keyword dct:publisher dct:spatial "
        "dct:temporal dcat:theme dct:creator dct:issued dct:language dcat:version dct:identifier dcat:landingPage"
    ),
    "dcat:Distribution": (
        "dcat:accessURL dct:description dcatap:availability dct:format dct:license dcat:mediaType dcat:byteSize "
        "spdx:checksum dcat:downloadURL dct:title"
    ),
    "spdx:Checksum": "spdx:algorithm spdx:checksumValue",
    "dct:PeriodOfTime": "dcat:startDate dcat:endDate",
    "foaf:Organization": "foaf:name",
    "vcard:Organization": "vcard:fn",
}
"""The mandatory and recommended properties of each class, and some more that catalogues show."""

ONCE = (
    *(
        "dct:publisher",
        "dct:issued",
        "dcat:version",
        "dct:license",
        "dct:format",
        "dcat:mediaType",
        "dcat:byteSize",
    ),
    *("spdx:checksum", "spdx:algorithm", "spdx:checksumValue", "dcat:startDate", "dcat:endDate"),
    "dcatap:availability",
)
"""What nothing may have twice."""

TEXTS = (
    "dct:title",
    "dct:description",
    "dcat:keyword",
    "dct:identifier",
    "dcat:version",
    "foaf:name",
    "vcard:fn",
)
"""What is said in words; what else is named by an IRI, or has a datatype."""


@pytest.fixture(scope="module")
def catalogue(published: Release) -> Store:
    store = Store()
    store.load(void(published, "https://example.org/"), RdfFormat.TURTLE)
    return store


def term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(NAMES[prefix] + local)


@pytest.mark.parametrize("kind", WANTED)
def test_everything_has_what_is_wanted_of_its_class(catalogue: Store, kind: str) -> None:
    nodes = [quad.subject for quad in catalogue.quads_for_pattern(None, TYPE, term(kind))]
    assert nodes
    for node in nodes:
        said = {
            name: list(catalogue.quads_for_pattern(node, term(name), None)) for name in WANTED[kind].split()
        }
        assert [name for name, found in said.items() if not found] == []
        assert [name for name, found in said.items() if name in ONCE and len(found) > 1] == []


def test_texts_are_texts_and_names_are_iris(catalogue: Store) -> None:
    for quad in catalogue:
        assert not isinstance(quad.object, BlankNode)
        if quad.predicate in map(term, TEXTS):
            assert isinstance(quad.object, Literal), quad
        if quad.predicate in map(
            term, ("dct:spatial", "dcat:theme", "dct:language", "dct:format", "dct:license")
        ):
            assert isinstance(quad.object, NamedNode), quad


def test_countries_are_those_of_the_publications_office(catalogue: Store) -> None:
    places = {str(quad.object) for quad in catalogue.quads_for_pattern(None, term("dct:spatial"), None)}
    codes = {place.rpartition("/")[2][:-1] for place in places if "/authority/country/" in place}
    assert codes == {"AZE", "KAZ"}


def test_link_sets_count_the_links(catalogue: Store, published: Release) -> None:
    (data,) = (file.data.decode() for file in published.files if str(file.path) == "azkz.nt")
    same = f"<{PREFIXES['schema']}sameAs> <http://www.wikidata.org/entity/"
    void_term = "http://rdfs.org/ns/void#"
    (links,) = (
        quad.subject
        for quad in catalogue.quads_for_pattern(None, TYPE, NamedNode(void_term + "Linkset"))
        if "schema-sameAs-www.wikidata.org" in str(quad.subject)
    )
    (count,) = catalogue.quads_for_pattern(links, NamedNode(void_term + "triples"), None)
    assert isinstance(count.object, Literal)
    assert int(count.object.value) == sum(same in line for line in data.splitlines())

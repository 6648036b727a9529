"""The documents of everything that has an IRI, read back by every reader at hand."""

import shutil
import subprocess
from collections.abc import Mapping

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib_reading import rdflib_quads

from azkz_graph.routes.document_paths import THING
from azkz_graph.site.data.documents import NAMED_GRAPH, PART_OF, Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.vocabulary import (
    BASE,
    DERIVED_BY,
    DERIVED_FROM,
    FACT,
    FACT_CLASS,
    GRAPH,
    ID,
    LABEL,
    OBJECT,
    PREDICATE,
    PREFIXES,
    RULE,
    STATED_IN,
    SUBJECT,
    TYPE,
)

pytestmark = pytest.mark.large

OXIGRAPH = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
}
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "trig": "trig"}
RAPTOR = {"ttl": "turtle", "trig": "trig"}
SERD = {"ttl": "turtle", "trig": "trig"}
UNIONS, GRAPHS = THING[1:], ("trig",)
LICENSE = NamedNode(PREFIXES["dct"] + "license")
PASSAGE = f"{ID}azerbaijan-kazakhstan-article/o9"
KINDS = (
    BASE + "dataset",
    ID + "kazakhstan",
    PASSAGE,
    ID + "azerbaijan-kazakhstan-article/fn2",
    ID + "trade-turnover-2016",
    RULE + "trade-sum",
    GRAPH + "notes",
    GRAPH + "derived/trade-sum",
)
"""One of each kind of what has documents."""

Documented = Mapping[str, Mapping[str, bytes]]
Read = Mapping[str, Mapping[str, frozenset[Quad]]]


@pytest.fixture(scope="module")
def written(leaves: Leaves) -> Documented:
    """Every document by IRI and suffix."""
    return {iri: dict(leaves.documents.of(NamedNode(iri))) for iri in leaves.iris()}


@pytest.fixture(scope="module")
def read(written: Documented) -> Read:
    """What pyoxigraph reads of every document."""
    return {
        iri: {suffix: frozenset(parse(data, format=OXIGRAPH[suffix])) for suffix, data in found.items()}
        for iri, found in written.items()
    }


@pytest.fixture(scope="module")
def documents(leaves: Leaves) -> Documents:
    return leaves.documents


def triples(quads: frozenset[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads}


def test_there_are_documents_of_each_kind(written: Documented) -> None:
    assert set(KINDS) <= written.keys()


def test_every_thing_has_its_formats_and_every_named_graph_one_more(
    publication: Publication, written: Documented
) -> None:
    graphs = {graph.value for graph in publication.graphs}
    assert {iri for iri, found in written.items() if tuple(found) == (*UNIONS, *GRAPHS)} == graphs
    assert {iri for iri, found in written.items() if tuple(found) == UNIONS} == written.keys() - graphs


def test_every_format_says_the_same(read: Read) -> None:
    for iri, found in read.items():
        expected = triples(found["ttl"])
        assert {suffix: triples(found[suffix]) == expected for suffix in UNIONS} == dict.fromkeys(
            UNIONS, True
        ), iri


def test_every_document_speaks_of_its_thing(read: Read) -> None:
    for iri, found in read.items():
        node = NamedNode(iri)
        assert any(node in (each.subject, each.predicate, each.object) for each in found["ttl"]), iri


def test_all_of_it_is_in_the_release(publication: Publication, read: Read) -> None:
    record = NamedNode(publication.record.iri)
    released = {quad.triple for quad in publication.dataset.quads()}
    for graph in publication.graphs:
        released |= {Triple(graph, TYPE, NAMED_GRAPH), Triple(graph, PART_OF, record)}
    for iri, found in read.items():
        assert triples(found["ttl"]) <= released, iri


def test_everything_that_is_said_of_a_thing_is_in_its_document(publication: Publication, read: Read) -> None:
    near: dict[object, set[Triple]] = {}
    for quad in publication.dataset.quads():
        for node in {quad.subject, quad.object}:
            near.setdefault(node, set()).add(quad.triple)
    for iri, found in read.items():
        if not iri.startswith(GRAPH):
            assert near[NamedNode(iri)] <= triples(found["ttl"]), iri
    at = {publication.document(iri): triples(found["ttl"]) for iri, found in read.items()}
    sections = [iri for iri in publication.pages if publication.section(iri)]
    assert len(sections) > 500
    for iri in sections:
        assert near[NamedNode(iri)] <= at[publication.document(iri)], iri


def test_facts_come_with_their_origin(publication: Publication, read: Read) -> None:
    parts = (TYPE, SUBJECT, PREDICATE, OBJECT, STATED_IN, DERIVED_BY, DERIVED_FROM)
    facts: dict[object, set[Triple]] = {}
    for quad in publication.dataset.quads():
        if str(quad.subject).startswith(f"<{FACT}") and quad.predicate in parts:
            facts.setdefault(quad.subject, set()).add(quad.triple)
    for iri in (ID + "kazakhstan", PASSAGE, ID + "trade-turnover-2016"):
        content = triples(read[iri]["ttl"])
        mentioned = {each.subject for each in content if each.predicate == TYPE and each.object == FACT_CLASS}
        assert mentioned
        for fact in mentioned:
            assert facts[fact] <= content


def test_what_is_mentioned_has_its_name_and_everything_its_licence(
    publication: Publication, read: Read
) -> None:
    names = {quad.triple for quad in publication.dataset.quads() if quad.predicate == LABEL}
    for iri in (ID + "kazakhstan", PASSAGE, RULE + "trade-sum"):
        content = triples(read[iri]["ttl"])
        mentioned = {part for each in content for part in (each.subject, each.object)}
        own = {
            name for name in names if name.subject in mentioned and str(name.subject).startswith(f"<{BASE}")
        }
        assert {name for name in own if name.subject != NamedNode(publication.record.iri)} <= content
        assert any(each.predicate == LICENSE for each in content)


def test_named_graphs_have_their_own_quads(publication: Publication, read: Read) -> None:
    for graph, quads in publication.graphs.items():
        assert read[graph.value]["trig"] == frozenset(quads), graph


@pytest.mark.second_engine
@pytest.mark.parametrize("iri", KINDS)
def test_rdflib_reads_the_same(iri: str, written: Documented, read: Read) -> None:
    for suffix, data in written[iri].items():
        found = rdflib_quads(data, RDFLIB[suffix])
        if suffix in GRAPHS:
            assert found == read[iri][suffix]
        else:
            assert {quad.triple for quad in found} == triples(read[iri]["ttl"])


@pytest.mark.second_engine
@pytest.mark.parametrize("iri", KINDS)
def test_raptor_reads_the_same(iri: str, written: Documented, read: Read) -> None:
    if not shutil.which("rapper"):
        pytest.skip("needs rapper of the Debian package raptor2-utils")
    for suffix, name in RAPTOR.items():
        if suffix in written[iri]:
            output = run(["rapper", "-q", "-i", name, "-o", "ntriples", "-", BASE], written[iri][suffix])
            found = frozenset(parse(output, format=RdfFormat.N_TRIPLES))
            assert triples(found) == triples(read[iri][suffix])


@pytest.mark.second_engine
@pytest.mark.parametrize("iri", KINDS)
def test_serd_reads_the_same(iri: str, written: Documented, read: Read) -> None:
    if not shutil.which("serdi"):
        pytest.skip("needs serdi of the Debian package serdi")
    for suffix, name in SERD.items():
        if suffix in written[iri]:
            output = run(["serdi", "-q", "-i", name, "-o", "nquads", "-", BASE], written[iri][suffix])
            assert frozenset(parse(output, format=RdfFormat.N_QUADS)) == read[iri][suffix]


def run(command: list[str], data: bytes) -> bytes:
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_the_ontology_and_the_shapes_in_every_format(publication: Publication, documents: Documents) -> None:
    terms = {suffix: set(parse(data, format=OXIGRAPH[suffix])) for suffix, data in documents.of_ontology()}
    assert tuple(terms) == UNIONS
    graph = publication.graphs[NamedNode(GRAPH + "ontology")]
    assert all({quad.triple for quad in found} == {quad.triple for quad in graph} for found in terms.values())
    shapes = dict(documents.shapes())
    assert tuple(shapes) == UNIONS
    assert shapes["ttl"] == publication.shapes.path.read_bytes()
    read = {suffix: canonical(data, suffix) for suffix, data in shapes.items()}
    assert all(found == read["ttl"] for found in read.values())
    assert len(read["ttl"]) > 1000


def canonical(data: bytes, suffix: str) -> set[Quad]:
    """The quads, with blank nodes named in the one way that RDFC-1.0 does."""
    found = Dataset(parse(data, format=OXIGRAPH[suffix]))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


def test_a_document_has_the_prefixes_and_the_names_that_it_uses_and_no_more(written: Documented) -> None:
    found = written[ID + "kazakhstan"]
    assert b'"@version": 1.1' in found["jsonld"]
    assert b"@prefix sh:" not in found["ttl"]
    assert found["ttl"].startswith(b"# ")


def test_texts_keep_their_languages_and_forms(read: Read) -> None:
    names = {each.object for each in read[ID + "kazakhstan"]["ttl"] if each.predicate == LABEL}
    assert Literal("Қазақстан", language="kk") in names
    assert Literal("קזחסטן", language="he") in names

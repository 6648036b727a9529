"""RDF/XML of triples that are hard to write, read by an XML parser and by pyoxigraph's reader of RDF/XML."""

from xml.etree import ElementTree

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from azkz_graph.export.rdf_xml import RESERVED, rdf_xml, unnamed_predicate
from azkz_graph.vocabulary import RDF, TYPE

EX = "http://example.org/"
A, P = NamedNode(EX + "a"), NamedNode(EX + "p")
PREFIXES = {"ex": EX, "exy": EX + "y"}

WRITABLE = ("y", "y1", "p/q", "é", "a·", "1a", "?a=b&c", "-_")
UNWRITABLE = ("", "1", "p/", "a#", "%41", "1.", "×")


def read(content: bytes) -> list[Triple]:
    ElementTree.fromstring(content)
    return [quad.triple for quad in parse(content, format=RdfFormat.RDF_XML)]


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", " a ", "]]>&<\"'", "\ufdd0\U0001ffff", ""])
def test_texts_are_read_back(text: str) -> None:
    triple = Triple(A, P, Literal(text))
    content = rdf_xml([triple], PREFIXES)
    (found,) = ElementTree.fromstring(content).iter(f"{{{EX}}}p")
    assert (found.text or "") == text
    assert b"<!--" not in content


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a\uffffb"])
def test_what_xml_cannot_hold_is_marked_even_in_a_triple_term(text: str) -> None:
    inner = Triple(A, P, Literal(text))
    content = rdf_xml([inner, Triple(A, P, Triple(A, P, Literal(text)))], PREFIXES)
    marked = Triple(A, P, Literal("a\ufffdb"))
    assert read(content) == [marked, Triple(A, P, marked)]
    assert b"<!-- U+FFFD stands for" in content


@pytest.mark.parametrize("name", WRITABLE)
def test_a_predicate_that_ends_in_a_name_is_written(name: str) -> None:
    triple = Triple(A, NamedNode(EX + name), A)
    assert unnamed_predicate([triple]) is None
    assert read(rdf_xml([triple], PREFIXES)) == [triple]


@pytest.mark.parametrize(
    "iri", [*(EX + name for name in UNWRITABLE), *sorted(RESERVED), "http://www.w3.org/2000/xmlns/a"]
)
def test_a_predicate_that_rdf_xml_cannot_write_is_left_out_and_counted(iri: str) -> None:
    lost, kept = Triple(A, NamedNode(iri), A), Triple(A, P, A)
    assert unnamed_predicate([kept, lost]) == NamedNode(iri)
    assert unnamed_predicate([Triple(A, P, lost)]) == NamedNode(iri)
    content = rdf_xml([kept, lost, Triple(A, P, lost)], PREFIXES)
    assert read(content) == [kept]
    assert b"<!-- 2 triples are left out" in content


@pytest.mark.parametrize("name", [*WRITABLE, *UNWRITABLE])
def test_a_kind_is_written_whatever_its_iri(name: str) -> None:
    kind = NamedNode(EX + name)
    for triples in ([Triple(A, TYPE, kind)], [Triple(A, TYPE, A), Triple(A, TYPE, kind)]):
        assert read(rdf_xml(triples, PREFIXES)) == triples
    assert read(rdf_xml([Triple(A, TYPE, NamedNode(RDF + "li"))], {})) == [
        Triple(A, TYPE, NamedNode(RDF + "li"))
    ]


def test_blank_nodes_that_are_no_names_are_named() -> None:
    first, second = BlankNode("0a"), BlankNode("b0")
    said = [Triple(first, P, second), Triple(second, P, Triple(first, P, second))]
    written = read(rdf_xml(said, {}))
    one, other = written[0].subject, written[1].subject
    assert one != other
    assert written == [Triple(one, P, other), Triple(other, P, Triple(one, P, other))]

"""Every file that holds the dataset, read back by every reader at hand."""

import hashlib
import shutil
import subprocess
from base64 import b32encode

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib_reading import rdflib_quads
from small_dataset import dataset_of

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.export.fact_table import fact_rows
from azkz_graph.export.formats import nquads, ntriples, rdfxml
from azkz_graph.export.jsonld import jsonld
from azkz_graph.export.readable_turtle import trig, turtle
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.vocabulary import ID, XSD

WRITERS = {"ttl": turtle, "nt": ntriples, "jsonld": jsonld, "rdf": rdfxml, "trig": trig, "nq": nquads}
UNIONS = ("ttl", "nt", "jsonld", "rdf")
GRAPHS = ("trig", "nq")
OXIGRAPH = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
RDFLIB = {"ttl": "turtle", "nt": "nt11", "jsonld": "json-ld", "rdf": "xml", "trig": "trig", "nq": "nquads"}
RAPTOR = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "nq": "nquads", "trig": "trig"}
SERD = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig"}

ODD_TEXTS = (
    "",
    'quotes " and \'\'\' and """',
    "back \\ slash \\n",
    "line\nfeed\ttab",
    "next line \u0085, line separator \u2028, paragraph separator \u2029, no-break space \u00a0",
    "\u200fright to left\u200e",
    "astral \U0001f30d",
    "<b>&amp;]]> -->",
    "@prefix , ; . # no comment",
)
ODD_LITERALS = (
    *(Literal(text) for text in ODD_TEXTS),
    *(Literal(text, language="he") for text in ODD_TEXTS),
    Literal("x", language="zh-hant-tw"),
    *(
        Literal(number, datatype=NamedNode(XSD + "integer"))
        for number in ("1", "01", "+1", "-0", "1" * 30, "x")
    ),
    *(Literal(number, datatype=NamedNode(XSD + "decimal")) for number in ("1.50", ".5", "1.", "1", "x")),
    *(Literal(number, datatype=NamedNode(XSD + "double")) for number in ("1e0", "1", "INF")),
    *(Literal(truth, datatype=NamedNode(XSD + "boolean")) for truth in ("true", "1", "TRUE")),
    Literal("2001-02-03+00:00", datatype=NamedNode(XSD + "date")),
    Literal("typed", datatype=NamedNode("https://example.org/type")),
)
ODD_IRIS = tuple(
    NamedNode(iri)
    for iri in (
        *(
            ID + name
            for name in ("", "a.b", "a.", "-a", "a/b", "a%20b", "a(b)", "a'b", "á", "0a", "a:b", "a#b", "a?b")
        ),
        "urn:isbn:9789004178557",
        "http://example.org/?a=b&c=d",
        "mailto:someone@example.org",
    )
)


@pytest.fixture(scope="module")
def odd() -> Dataset:
    """Everything that writers and readers trip over, each in a triple of its own."""
    graph, predicate = NamedNode(ID + "graph"), NamedNode(ID + "predicate")
    objects: tuple[Literal | NamedNode, ...] = (*ODD_LITERALS, *ODD_IRIS)
    quads = [Quad(NamedNode(f"{ID}s{number}"), predicate, term, graph) for number, term in enumerate(objects)]
    return dataset_of([*quads, *(Quad(iri, predicate, iri, iri) for iri in ODD_IRIS)])


@pytest.fixture(scope="module")
def written(arrangement: Arrangement) -> dict[str, bytes]:
    """The dataset in every format."""
    return {suffix: write(arrangement) for suffix, write in WRITERS.items()}


def union(dataset: Dataset) -> set[Triple]:
    return {quad.triple for quad in dataset.quads()}


@pytest.mark.parametrize("suffix", UNIONS)
def test_oxigraph_reads_the_union(suffix: str, dataset: Dataset, written: dict[str, bytes]) -> None:
    read = list(parse(written[suffix], format=OXIGRAPH[suffix]))
    assert {quad.triple for quad in read} == union(dataset)
    assert len(read) == len(union(dataset))


@pytest.mark.parametrize("suffix", GRAPHS)
def test_oxigraph_reads_the_graphs(suffix: str, dataset: Dataset, written: dict[str, bytes]) -> None:
    read = list(parse(written[suffix], format=OXIGRAPH[suffix]))
    assert set(read) == set(dataset.quads())
    assert len(read) == len(set(dataset.quads()))


@pytest.mark.second_engine
@pytest.mark.parametrize("suffix", UNIONS)
def test_rdflib_reads_the_union(suffix: str, dataset: Dataset, written: dict[str, bytes]) -> None:
    read = rdflib_quads(written[suffix], RDFLIB[suffix])
    assert {quad.triple for quad in read} == union(dataset)


@pytest.mark.second_engine
@pytest.mark.parametrize("suffix", GRAPHS)
def test_rdflib_reads_the_graphs(suffix: str, dataset: Dataset, written: dict[str, bytes]) -> None:
    assert rdflib_quads(written[suffix], RDFLIB[suffix]) == set(dataset.quads())


@pytest.mark.second_engine
@pytest.mark.parametrize("suffix", RAPTOR)
def test_raptor_reads_the_union(suffix: str, dataset: Dataset, written: dict[str, bytes]) -> None:
    if not shutil.which("rapper"):
        pytest.skip("needs rapper of the Debian package raptor2-utils")
    output = run(["rapper", "-q", "-i", RAPTOR[suffix], "-o", "ntriples", "-", ID], written[suffix])
    assert {quad.triple for quad in parse(output, format=RdfFormat.N_TRIPLES)} == union(dataset)


@pytest.mark.second_engine
@pytest.mark.parametrize("suffix", SERD)
def test_serd_reads_every_quad(suffix: str, dataset: Dataset, written: dict[str, bytes]) -> None:
    if not shutil.which("serdi"):
        pytest.skip("needs serdi of the Debian package serdi")
    output = run(["serdi", "-q", "-i", SERD[suffix], "-o", "nquads", "-", ID], written[suffix])
    read = set(parse(output, format=RdfFormat.N_QUADS))
    if suffix in GRAPHS:
        assert read == set(dataset.quads())
    else:
        assert {quad.triple for quad in read} == union(dataset)


def run(command: list[str], data: bytes) -> bytes:
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("suffix", WRITERS)
def test_oddities_come_back_as_they_are(suffix: str, odd: Dataset) -> None:
    read = set(parse(WRITERS[suffix](arrange(odd)), format=OXIGRAPH[suffix]))
    if suffix in GRAPHS:
        assert read == set(odd.quads())
    else:
        assert {quad.triple for quad in read} == union(odd)


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nt", "nq"])
def test_lines_of_text_formats_end_with_a_line_feed_alone(suffix: str, written: dict[str, bytes]) -> None:
    data = written[suffix]
    assert data.endswith(b"\n")
    assert b"\r" not in data


@pytest.mark.parametrize("suffix", ["nt", "nq"])
def test_lines_are_sorted_and_each_stands_once(suffix: str, written: dict[str, bytes]) -> None:
    lines = written[suffix].splitlines()
    assert lines == sorted(set(lines))


def test_a_fact_is_named_by_the_digest_of_its_line(
    arrangement: Arrangement, written: dict[str, bytes]
) -> None:
    names = {}
    for line in written["nt"].splitlines(keepends=True):
        names[b32encode(hashlib.sha256(line).digest()[:10]).decode().lower()] = line
    rows = list(fact_rows(arrangement))
    assert rows
    for row in rows:
        assert row.subject in names[row.fact.rpartition("/")[2]].decode()

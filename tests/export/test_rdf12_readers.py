"""The RDF 1.2 file, read by every reader of RDF 1.2 at hand: all find the same triples, with the same triple terms."""

import subprocess
from pathlib import Path

import pytest
from java_engines import jena_triples
from node_program import needs_node
from npm_programs import npm_programs
from pyoxigraph import RdfFormat, Triple, parse

from azkz_graph.export.rdf12 import REIFIES, turtle_with_triple_terms
from azkz_graph.export.reading_order import Arrangement

pytestmark = pytest.mark.second_engine

N3 = """
    import { readFileSync } from "node:fs";
    import { Parser, Writer } from "n3";
    const quads = new Parser().parse(readFileSync(0, "utf8"));
    process.stdout.write(new Writer().quadsToString(quads));
"""
"""Reads Turtle and writes it, a triple a line."""


@pytest.fixture(scope="module")
def turtle(arrangement: Arrangement) -> bytes:
    return turtle_with_triple_terms(arrangement)


@pytest.fixture(scope="module")
def triples(turtle: bytes) -> set[Triple]:
    """What pyoxigraph reads; some of it are triple terms."""
    read = {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)}
    assert any(triple.predicate == REIFIES and isinstance(triple.object, Triple) for triple in read)
    return read


@needs_node
def test_n3_reads_the_same(
    turtle: bytes, triples: set[Triple], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = npm_programs(Path(__file__).parent / "n3", tmp_path_factory)
    command = ["node", "--input-type=module", "--eval", N3]
    output = subprocess.run(command, input=turtle, cwd=folder, check=True, capture_output=True).stdout
    assert {quad.triple for quad in parse(output, format=RdfFormat.TURTLE)} == triples


def test_jena_reads_the_same(turtle: bytes, triples: set[Triple], tmp_path: Path) -> None:
    path = tmp_path / "azkz-rdf12.ttl"
    path.write_bytes(turtle)
    assert jena_triples(path, tmp_path / "jena.nt") == triples

"""Quads laid out graph by graph, whatever fits into memory at once."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from azkz_graph.problem import UsageError
from azkz_graph.remote.sparql_update import batches
from azkz_graph.remote.spool import PIECE, Terms, own_graph, spool_quads

GRAPHS = (DefaultGraph(), NamedNode("urn:g"), NamedNode("urn:g1"), NamedNode("urn:h#x"))
QUADS = st.builds(
    Quad,
    st.sampled_from([NamedNode("urn:s"), NamedNode("urn:é")]),
    st.just(NamedNode("urn:p")),
    st.sampled_from([Literal("a"), Literal("a\tb\n", language="en"), Literal("é"), NamedNode("urn:o")]),
    st.sampled_from(GRAPHS),
)


def lines(quads: list[Quad], graph: object) -> list[bytes]:
    """The lines of a graph as they should be."""
    found = {f"{q.subject} {q.predicate} {q.object} .\n".encode() for q in quads if q.graph_name == graph}
    return sorted(found)


@given(st.lists(QUADS, max_size=40), st.sampled_from([1, 60, 1000]))
def test_each_graph_is_there_once_and_whole(quads: list[Quad], run: int) -> None:
    with spool_quads(quads, own_graph, run) as spool:
        assert {part.graph or DefaultGraph() for part in spool.parts} == {quad.graph_name for quad in quads}
        assert spool.count == len(set(quads))
        assert spool.terms == Terms()
        for part in spool.parts:
            expected = lines(quads, part.graph or DefaultGraph())
            body = spool.body(part, lambda sent: None)
            assert (len(body), part.count) == (len(b"".join(expected)), len(expected))
            assert body.read() == b"".join(expected)
            assert body.read(1) == b""
            assert body.seek(0, io.SEEK_END) == part.length == body.tell()
            body.seek(0)
            assert body.read(3) == b"".join(expected)[:3]
            assert b"".join(batches(spool.lines(part))) == b"".join(expected)


def test_batches_are_bounded() -> None:
    predicate = NamedNode("urn:p")
    quads = [Quad(NamedNode(f"urn:{i}"), predicate, Literal("a" * 10), DefaultGraph()) for i in range(2500)]
    long = [Quad(NamedNode(f"urn:{i}"), predicate, Literal("a" * 200_000), DefaultGraph()) for i in range(3)]
    for these, expected in ((quads, [1000, 1000, 500]), (long, [2, 1])):
        with spool_quads(these, own_graph) as spool:
            (part,) = spool.parts
            assert [batch.count(b"\n") for batch in batches(spool.lines(part))] == expected


def test_what_is_sent_is_told() -> None:
    quads = [
        Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(i), NamedNode(f"urn:g{i}")) for i in range(3)
    ]
    told: list[int] = []
    with spool_quads(quads, own_graph) as spool:
        for part in spool.parts:
            spool.body(part, told.append).read()
        assert told[-1] == spool.length
        assert told == sorted(told)


def test_pieces_hold_all_lines_once_and_are_no_larger_than_graphs_are() -> None:
    predicate = NamedNode("urn:p")
    large = [Quad(predicate, predicate, Literal("a" * 999 + str(i)), NamedNode("urn:m")) for i in range(400)]
    small = [
        Quad(predicate, predicate, Literal("a" * 999), NamedNode(f"urn:{side}{i}"))
        for side in "az"
        for i in range(500)
    ]
    for quads in (small, large, [*small, *large], small[:1]):
        with spool_quads(quads, own_graph) as spool:
            pieces = list(spool.pieces())
            most = max(PIECE, *(part.length for part in spool.parts))
            assert sum(piece.count for piece in pieces) == spool.count
            assert max(piece.length for piece in pieces) <= most < 2 * PIECE
            assert len(pieces) <= 2 * spool.length // most + 1
            bodies = [spool.body(each, lambda sent: None).read() for each in (*pieces, *spool.parts)]
            assert b"".join(bodies[: len(pieces)]) == b"".join(bodies[len(pieces) :])


def test_terms_of_rdf_1_2_are_written_as_it_says_and_noticed() -> None:
    node = NamedNode("urn:n")
    inner = Triple(node, node, Literal("שלום", language="he", direction=BaseDirection.RTL))
    with spool_quads([Quad(node, node, Triple(node, node, inner), DefaultGraph())], own_graph) as spool:
        assert spool.terms == Terms(has_triple_terms=True, has_directions=True)
        assert spool.file.seek(0) == 0
        text = '<<( <urn:n> <urn:n> <<( <urn:n> <urn:n> "שלום"@he--rtl )>> )>>'
        assert spool.file.read().decode() == f"<urn:n> <urn:n> {text} .\n"


@pytest.mark.parametrize("run", [1, 1000])
def test_a_blank_node_of_two_graphs_is_refused_unless_they_become_one(run: int) -> None:
    node, blank = NamedNode("urn:n"), BlankNode("b")
    others = [Quad(BlankNode(f"a{i}"), node, node, NamedNode(f"urn:g{i % 3}")) for i in range(9)]
    for shared in (
        Quad(blank, node, node, DefaultGraph()),
        Quad(node, node, blank, NamedNode("urn:h")),
        Quad(node, node, Triple(node, node, Triple(blank, node, node)), NamedNode("urn:h")),
    ):
        torn = [Quad(node, node, blank, NamedNode("urn:g1")), *others, shared]
        with (
            pytest.raises(UsageError, match=r"a blank node is in .* and in .*, and would become two"),
            spool_quads(torn, own_graph, run),
        ):
            pass
        with spool_quads(torn, lambda quad: "urn:all", run) as spool:
            assert spool.count == len({quad.triple for quad in torn})
            assert spool.terms.has_blank_nodes


def test_blank_nodes_are_noticed_and_name_no_graph() -> None:
    subject, predicate = BlankNode("b"), NamedNode("urn:p")
    with spool_quads([Quad(subject, predicate, subject, DefaultGraph())], own_graph) as spool:
        assert spool.terms == Terms(has_blank_nodes=True)
    with (
        pytest.raises(UsageError, match="has no IRI"),
        spool_quads([Quad(predicate, predicate, predicate, subject)], own_graph),
    ):
        pass

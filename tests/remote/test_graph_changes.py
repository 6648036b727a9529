"""What is deleted and inserted, whatever the store holds and in whatever way it writes it."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from azkz_graph.remote.graph_changes import GraphChange, GraphVersions, find_change, operations
from azkz_graph.remote.held_triples import Row
from azkz_graph.remote.spool import Spool, own_graph, spool_quads
from azkz_graph.vocabulary import XSD

GRAPHS = ("urn:g1", "urn:g2", "urn:g3", "")
OBJECTS = (
    "1",
    "2",
    '"01"^^<{x}integer>',
    '"1.50"^^<{x}decimal>',
    "1.5",
    '"a"@en',
    '"a"@EN',
    '"a"',
    "<urn:o>",
)


def quad(graph: str, object: str) -> Quad:
    text = f"<urn:s> <urn:p> {object.format(x=XSD)} ."
    triple = next(parse(text, format=RdfFormat.TURTLE)).triple
    where = NamedNode(graph) if graph else DefaultGraph()
    return Quad(triple.subject, triple.predicate, triple.object, where)


QUADS = st.lists(st.builds(quad, st.sampled_from(GRAPHS), st.sampled_from(OBJECTS)), max_size=24)


def held(store: Store, graph: str) -> list[Row]:
    found = store.quads_for_pattern(None, None, None, NamedNode(graph) if graph else DefaultGraph())
    return [(each.subject, each.predicate, each.object) for each in found]


def changes(store: Store, old: Spool, new: Spool) -> list[GraphChange]:
    """The changes of every graph of both versions."""
    olds, news = ({part.graph: part for part in spool.parts} for spool in (old, new))
    return [
        find_change(
            graph,
            GraphVersions((old, new), (olds.get(graph), news.get(graph))),
            held(store, graph.value if graph else ""),
        )
        for graph in olds.keys() | news.keys()
    ]


def in_spools(old: Sequence[Quad], new: Sequence[Quad], do: Callable[[Spool, Spool], None]) -> None:
    with ExitStack() as stack:
        do(*(stack.enter_context(spool_quads(quads, own_graph)) for quads in (old, new)))


@given(QUADS, QUADS, st.integers(0, 12))
def test_an_update_that_ends_anywhere_is_completed(old: list[Quad], new: list[Quad], stop: int) -> None:
    store, fresh = Store(), Store()
    store.extend(old)
    fresh.extend(new)

    def update(*spools: Spool) -> None:
        for most in (stop, None):
            found = changes(store, *spools)
            assert not any(change.fault for change in found)
            for text in list(operations(found))[:most]:
                store.update(text)
        assert set(store) == set(fresh)
        assert set(store.named_graphs()) == set(fresh.named_graphs())

    in_spools(old, new, update)


OLD = [quad("urn:g1", each) for each in ("1", "2", '"01"^^<{x}integer>')]
NEW = [quad("urn:g1", each) for each in ("1", "<urn:o>", '"1.50"^^<{x}decimal>')]


@pytest.mark.parametrize(
    ("there", "fault"),
    [
        (["1", "2"], ""),
        (["1"], ""),
        (["1", "<urn:o>", "1.5"], ""),
        (["1", "2", '"a"'], '1 triple added, such as <urn:s> <urn:p> "a"'),
        (["1", "2", '"a"', '"b"'], "2 triples added, such as <urn:s> <urn:p> "),
        ([], ""),
    ],
)
def test_what_neither_version_has_is_a_fault(there: list[str], fault: str) -> None:
    store = Store()
    store.extend(quad("urn:g1", each) for each in there)

    def look(*spools: Spool) -> None:
        (change,) = changes(store, *spools)
        assert change.fault.startswith(fault)
        assert bool(change.fault) == bool(fault)

    in_spools(OLD, NEW, look)


def test_what_both_versions_have_may_not_be_missing() -> None:
    both = [quad("urn:g1", each) for each in ('"a"', '"b"@en')]

    def look(*spools: Spool) -> None:
        (change,) = changes(Store(), *spools)
        assert change.fault == '2 triples missing, such as <urn:s> <urn:p> "a"'

    in_spools([*OLD, *both], [*NEW, *both], look)


def test_a_default_graph_may_show_more_than_it_holds() -> None:
    old, new = [quad("", "1")], [quad("", "1"), quad("", '"a"')]
    store = Store()
    store.extend([*new, quad("", '"of a named graph"')])

    def look(*spools: Spool) -> None:
        (change,) = changes(store, *spools)
        assert not change.fault
        assert list(operations([change])) == ['INSERT DATA {\n<urn:s> <urn:p> "a" .\n}']

    in_spools(old, new, look)


def test_a_graph_is_deleted_from_by_the_store_s_own_words_before_anything_is_inserted() -> None:
    old = [quad("urn:g1", '"01"^^<{x}integer>'), quad("urn:g2", "1")]
    new = [quad("urn:g1", '"a"'), quad("urn:g3", "1")]
    store = Store()
    store.extend(quad("urn:g1", "1") for _ in old)
    store.add(old[1])

    def look(*spools: Spool) -> None:
        found = sorted(changes(store, *spools), key=lambda change: str(change.graph))
        assert list(operations(found)) == [
            f'DELETE DATA {{ GRAPH <urn:g1> {{\n<urn:s> <urn:p> "1"^^<{XSD}integer> .\n}} }}',
            "DROP SILENT GRAPH <urn:g2>",
            'INSERT DATA { GRAPH <urn:g1> {\n<urn:s> <urn:p> "a" .\n} }',
            f'INSERT DATA {{ GRAPH <urn:g3> {{\n<urn:s> <urn:p> "1"^^<{XSD}integer> .\n}} }}',
        ]

    in_spools(old, new, look)

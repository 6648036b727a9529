"""`azkz load --from` on real stores: they end as a fresh load would leave them, wherever it was stopped before."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from faulty_server import Asked, FaultyServer, Said, faulty_server
from pyoxigraph import NamedNode, parse
from stores_at_hand import azkz, change, counts, oxigraph_without_union, rows
from transcripts import SMALL
from triple_stores import STORES, TripleStore, oxigraph

from azkz_graph.remote.load_run import TRIAL, Run, record_lines
from azkz_graph.vocabulary import XSD

pytestmark = [pytest.mark.store, pytest.mark.process]

OTHER = "https://example.org/other"
KEPT = (
    '"שלום \\"a\\"\\n\\\\"@he',
    f'"01"^^<{XSD}integer>',
    f'"-5.50"^^<{XSD}decimal>',
    f'"true"^^<{XSD}boolean>',
)
OLD = (*KEPT, '"old"@en', f'"7.50"^^<{XSD}decimal>', f'"002"^^<{XSD}integer>')
NEW = (*KEPT, '"new"@en', f'"8.50"^^<{XSD}decimal>', f'"2"^^<{XSD}integer>')
"""What graphs hold: what stays, with literals that stores write in their own way, and what changes."""

ALL = "SELECT ?g ?s ?p (STR(?o) AS ?text) (IF(isLiteral(?o), LANG(?o), '') AS ?tag) { GRAPH ?g { ?s ?p ?o } }"


def quads(objects: Sequence[str], *graphs: str) -> str:
    """N-Quads of the objects, in each of the graphs."""
    return "".join(
        f"<urn:s> <urn:p{number}> {object} <urn:{graph}> .\n"
        for graph in graphs
        for number, object in enumerate(objects)
    )


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    """The files of an old and a new version, of graphs that change, stay, go and come."""
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    changing = [f"g{number}" for number in range(4)]
    old.write_text(quads(OLD, *changing, "gone") + quads(KEPT, "kept"), encoding="utf-8")
    new.write_text(quads(NEW, *changing, "come") + quads(KEPT, "kept"), encoding="utf-8")
    return str(old), str(new)


def update(store: TripleStore, versions: tuple[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """Update the store from the old version to the new one."""
    return azkz("load", store.query, "--from", versions[0], "--data", versions[1], *words)


def held(store: TripleStore) -> list[list[str]]:
    """What the store holds, without what Virtuoso brings along."""
    return sorted(row for row in rows(store, ALL) if row[0].startswith(("urn:", OTHER)))


def clear(store: TripleStore) -> None:
    """Remove the graphs of the versions."""
    graphs = {row[0] for row in held(store)} - {OTHER}
    change(store, " ;\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in graphs) or "INSERT DATA {}")


def fill(store: TripleStore, file: str) -> None:
    """Insert the quads of a file."""
    inserted = (f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in parse(path=file))
    change(store, f"INSERT DATA {{ {' '.join(inserted)} }}")


@pytest.fixture(scope="module", params=STORES)
def each_store(request: pytest.FixtureRequest) -> Iterator[TripleStore]:
    with STORES[request.param]() as store:
        change(store, f"INSERT DATA {{ GRAPH <{OTHER}> {{ <{OTHER}> a <{OTHER}> }} }}")
        yield store


@pytest.fixture(scope="module")
def oxi() -> Iterator[TripleStore]:
    with oxigraph() as store:
        yield store


@pytest.fixture
def store(oxi: TripleStore) -> TripleStore:
    """An empty store."""
    change(oxi, "DROP ALL")
    return oxi


def load(store: TripleStore, file: str, *words: str) -> list[list[str]]:
    """Load a version whole; what the store then holds."""
    done = azkz("load", store.query, "--data", file, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return held(store)


@pytest.mark.parametrize("words", [(), ("--graph", "urn:all")])
def test_an_updated_store_equals_a_fresh_load(
    each_store: TripleStore, versions: tuple[str, str], words: tuple[str, ...]
) -> None:
    old, new = versions
    clear(each_store)
    fresh = load(each_store, new, *words)
    clear(each_store)
    load(each_store, old, *words)
    done = update(each_store, versions, *words)
    assert done.returncode == 0, done.stderr
    assert ": updated from " in done.stdout
    assert done.stdout.endswith("the counts agree\n")
    assert held(each_store) == fresh


class Cut:
    """A network that is cut at one of the requests that change the store: before that reaches it, or behind it.

    A request of several updates is refused as too large, so there are as many as updates.
    """

    def __init__(self, store: TripleStore, after: int, *, is_done: bool) -> None:
        self.store, self.left, self.is_done = store, after, is_done

    def __call__(self, asked: Asked) -> Said | None:
        updates = re.findall(rb"(?:INSERT|DELETE) DATA|DROP SILENT", asked.body)
        if len(updates) > 1:
            return Said(413)
        if updates and TRIAL.encode() not in asked.body:
            self.left -= 1
            if self.left == 0 and self.is_done:
                change(self.store, asked.body.decode())
        return Said(403) if self.left <= 0 else None


UPDATES = 10
"""How many updates lead from the old version to the new one."""


def test_an_update_that_is_cut_off_at_any_of_twenty_points_is_completed(
    each_store: TripleStore, versions: tuple[str, str]
) -> None:
    clear(each_store)
    fresh = load(each_store, versions[1])
    base = each_store.query.removesuffix("/query").removesuffix("/sparql").removesuffix("/")
    states = []
    for point in range(2 * UPDATES):
        clear(each_store)
        fill(each_store, versions[0])
        with faulty_server(Cut(each_store, 1 + point // 2, is_done=point % 2 == 1), base) as server:
            urls = (str(url).replace(base, server.url) for url in (each_store.query, each_store.update))
            cut = update(replace(each_store, query=next(urls)), versions, "--update", next(urls))
        assert f"; {point // 2} of {UPDATES} requests are carried out" in cut.stderr
        states.append(held(each_store))
        done = update(each_store, versions)
        assert done.returncode == 0, done.stderr
        assert held(each_store) == fresh
    assert [first == second for first, second in pairwise(states)] == [point % 2 == 1 for point in range(19)]
    assert states[-1] == fresh

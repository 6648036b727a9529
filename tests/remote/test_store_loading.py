"""`azkz load` on real stores: every graph is replaced whole, whatever happens, and nothing else is touched."""

import gzip
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from faulty_server import Asked, FaultyServer, Said, faulty_server
from patience import PATIENCE
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse
from stores_at_hand import azkz, change, counts, oxigraph_without_union, rows
from transcripts import SMALL
from triple_stores import STORES, TripleStore, oxigraph, rdflib_endpoint

from azkz_graph.dataset.project import open_project
from azkz_graph.export.rdf12 import turtle_with_triple_terms
from azkz_graph.export.reading_order import arrange
from azkz_graph.remote.load_run import OWN, RECORD, Run, record_lines
from azkz_graph.store.memory_store import derive_project

pytestmark = [pytest.mark.store, pytest.mark.process]

OTHER = "https://example.org/other"


@pytest.fixture(scope="module")
def oxi() -> Iterator[TripleStore]:
    with oxigraph() as store:
        yield store


@pytest.fixture
def store(oxi: TripleStore) -> TripleStore:
    """A store that holds nothing but a graph of somebody else."""
    change(oxi, f"DROP ALL; INSERT DATA {{ GRAPH <{OTHER}> {{ <{OTHER}> a <{OTHER}> }} }}")
    return oxi


@pytest.fixture(scope="module")
def expected() -> dict[str, int]:
    """The number of triples of each graph of the small project."""
    found: dict[str, int] = {}
    for quad in set(derive_project(open_project(SMALL)).quads()):
        assert not isinstance(quad.graph_name, DefaultGraph)
        name = str(quad.graph_name).strip("<>")
        found[name] = found.get(name, 0) + 1
    return found


def base(store: TripleStore) -> str:
    return store.query.removesuffix("/query")


@pytest.mark.parametrize("name", STORES)
def test_each_store_is_filled_twice_to_the_same_and_keeps_what_else_it_holds(
    name: str, expected: dict[str, int]
) -> None:
    with STORES[name]() as store:
        change(store, f"INSERT DATA {{ GRAPH <{OTHER}> {{ <{OTHER}> a <{OTHER}> }} }}")
        before = counts(store)
        for _ in range(2):
            done = azkz("load", store.query)
            assert done.returncode == 0, done.stderr
            assert done.stdout.endswith("loaded, the counts agree\n")
            assert counts(store) == {**before, **expected}


@pytest.mark.parametrize("path", ["", "/", "/query", "/update", "/store"])
def test_any_address_of_the_store_will_do(store: TripleStore, path: str) -> None:
    done = azkz("load", base(store) + path, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        f"loads by the Graph Store Protocol at {store.graph_store}, counts at {store.query}\n"
    )
    assert done.stdout.endswith("nothing was loaded\n")
    assert counts(store) == {OTHER: 1}


def test_updates_fill_the_same_graphs(store: TripleStore, expected: dict[str, int]) -> None:
    done = azkz("load", store.query, "--update", str(store.update))
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(f"loads by SPARQL Update at {store.update}, counts at {store.query}\n")
    assert counts(store) == {**expected, OTHER: 1}


@pytest.mark.parametrize("way", [(), ("--update",)])
def test_a_graph_is_replaced_and_not_added_to(
    store: TripleStore, expected: dict[str, int], way: tuple[str, ...]
) -> None:
    graph = sorted(expected)[0]
    change(store, f"INSERT DATA {{ GRAPH <{graph}> {{ <{OTHER}> a <{OTHER}> }} }}")
    options = [*way, str(store.update)] if way else []
    assert azkz("load", store.query, *options).returncode == 0
    assert counts(store)[graph] == expected[graph]


def test_the_whole_may_fill_one_graph_or_the_default_graph(
    store: TripleStore, expected: dict[str, int]
) -> None:
    union = len({quad.triple for quad in derive_project(open_project(SMALL)).quads()})
    assert azkz("load", store.query, "--graph", "urn:all").returncode == 0
    assert counts(store) == {"urn:all": union, OTHER: 1}
    done = azkz("load", store.query, "--plain")
    assert done.returncode == 0
    assert done.stdout == f"{union:,} triples in 1 graph: loaded, the counts agree\n"
    assert counts(store) == {"urn:all": union, OTHER: 1}
    assert azkz("load", store.query, "--plain", "--update", str(store.update)).returncode == 0


def test_files_are_loaded_compressed_or_not(store: TripleStore, tmp_path: Path) -> None:
    (tmp_path / "one.nq.gz").write_bytes(
        gzip.compress(b'<urn:s> <urn:p> "a"@en <urn:g> .\n<urn:s> <urn:p> "b" <urn:h> .\n')
    )
    (tmp_path / "two.trig").write_text('<urn:g> { <urn:s> <urn:p> "a"@en , "c" }')
    done = azkz(
        "load", store.query, "--data", str(tmp_path / "one.nq.gz"), "--data", str(tmp_path / "two.trig")
    )
    assert done.returncode == 0, done.stderr
    assert counts(store) == {"urn:g": 2, "urn:h": 1, OTHER: 1}


def test_triples_that_a_store_makes_one_are_told(store: TripleStore, tmp_path: Path) -> None:
    path = tmp_path / "twice.ttl"
    path.write_text('<urn:s> <urn:p> 1 , "01"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    done = azkz("load", store.query, "--data", str(path), "--graph", "urn:g")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "<urn:g> holds 1 where 2 triples were loaded: 1 fewer",
        "2 triples in 1 graph: loaded, counts differ",
    ]


def test_blank_nodes_are_not_torn_apart_by_batches(store: TripleStore, tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text("[] <urn:p> [ <urn:q> 1 ] .")
    done = azkz("load", store.query, "--data", str(path), "--graph", "urn:g", "--update", str(store.update))
    assert done.returncode == 2
    assert "blank nodes cannot be loaded by updates" in done.stderr
    assert azkz("load", store.query, "--data", str(path), "--graph", "urn:g").returncode == 0
    assert counts(store) == {"urn:g": 2, OTHER: 1}


def load_bytes(store: TripleStore, path: Path, content: str, *options: str) -> tuple[int, str]:
    """The status of a load of one file, and what it says on standard output and standard error."""
    path.write_text(content, encoding="utf-8")
    done = azkz("load", store.query, "--data", str(path), *options)
    return done.returncode, done.stdout + done.stderr


TRIPLE_TERM = "<urn:r> <urn:states> <<( <urn:a> <urn:b> <<( <urn:a> <urn:b> 'c' )>> )>> ."
DIRECTION = "<urn:r> <urn:p> 'שלום'@he--rtl ."


@pytest.mark.parametrize("way", [(), ("--update",)])
def test_rdf_1_2_is_loaded_where_it_is_known(
    store: TripleStore, way: tuple[str, ...], tmp_path: Path
) -> None:
    options = ("--graph", "urn:g", *([*way, str(store.update)] if way else []))
    status, said = load_bytes(store, tmp_path / "a.ttl", f"{TRIPLE_TERM}\n{DIRECTION}", *options)
    assert status == 0, said
    found = rows(store, "SELECT (SUBJECT(OBJECT(?t)) AS ?s) { GRAPH <urn:g> { ?r <urn:states> ?t } }")
    assert found == [["urn:a"]]
    assert rows(store, "SELECT (LANGDIR(?o) AS ?d) { GRAPH <urn:g> { ?r <urn:p> ?o } }") == [["rtl"]]


def test_the_release_in_rdf_1_2_is_loaded(store: TripleStore, tmp_path: Path) -> None:
    path = tmp_path / "azkz-rdf12.ttl"
    path.write_bytes(turtle_with_triple_terms(arrange(derive_project(open_project(SMALL)))))
    count = len(set(parse(path.read_bytes(), format=RdfFormat.TURTLE)))
    assert azkz("load", store.query, "--data", str(path), "--graph", "urn:g").returncode == 0
    assert counts(store) == {"urn:g": count, OTHER: 1}


def test_rdf_1_2_is_refused_where_it_is_unknown_before_anything_is_changed(tmp_path: Path) -> None:
    with rdflib_endpoint() as old:
        assert load_bytes(old, tmp_path / "a.ttl", "<urn:s> <urn:p> 'old' .", "--graph", "urn:g")[0] == 0
        for content, what in ((TRIPLE_TERM, "triple terms"), (DIRECTION, "texts with a direction")):
            for options in ((), ("--dry-run",)):
                status, said = load_bytes(old, tmp_path / "a.ttl", content, "--graph", "urn:g", *options)
                assert status == 2
                assert f"the data have {what}, which are of RDF 1.2" in said
        assert rows(old, "SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }") == [["old"]]


@pytest.mark.parametrize("content", ["", "# only a comment\n", "@prefix a: <urn:a> .\n"])
@pytest.mark.parametrize("options", [("--graph", OTHER), ("--plain",), (), ("--graph", OTHER, "--dry-run")])
def test_nothing_is_no_load(
    store: TripleStore, content: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    status, said = load_bytes(store, tmp_path / "a.ttl", content, *options)
    assert status == 2
    assert "the data hold no triple, so there is nothing to load, and nothing was changed" in said
    assert counts(store) == {OTHER: 1}


def test_a_blank_node_of_two_graphs_stays_one_or_is_refused(store: TripleStore, tmp_path: Path) -> None:
    shared = "<urn:g1> { <urn:letter> <urn:sender> _:p } <urn:g2> { _:p <urn:name> 'Someone' }"
    status, said = load_bytes(store, tmp_path / "a.trig", shared)
    assert status == 2
    assert "a blank node is in <urn:g1> and in <urn:g2>" in said
    assert counts(store) == {OTHER: 1}
    assert load_bytes(store, tmp_path / "a.trig", shared, "--graph", "urn:g")[0] == 0
    asked = "SELECT ?n { GRAPH <urn:g> { <urn:letter> <urn:sender>/<urn:name> ?n } }"
    assert rows(store, asked) == [["Someone"]]


def test_blank_nodes_of_two_files_stay_two(store: TripleStore, tmp_path: Path) -> None:
    rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:p='urn:p#'"
    for name in ("a.rdf", "b.rdf"):
        (tmp_path / name).write_text(
            f"<rdf:RDF {rdf}><rdf:Description rdf:nodeID='n' p:name='{name}'/></rdf:RDF>"
        )
    words = [word for name in ("a.rdf", "b.rdf") for word in ("--data", str(tmp_path / name))]
    assert azkz("load", store.query, *words, "--graph", "urn:g").returncode == 0
    assert rows(store, "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }") == [["2"]]


def test_standard_input_is_loaded_and_verified(store: TripleStore) -> None:
    change(store, "DROP ALL")
    lines = '<urn:s> <urn:p> "a" <urn:g> .\n<urn:s> <urn:p> "b" .\n'
    done = azkz("load", store.query, "--data", "-", "--verify", stdin=lines)
    assert done.returncode == 0, done.stderr
    assert "2 triples in 2 graphs: loaded, the counts agree" in done.stdout
    assert counts(store) == {"urn:g": 1}


def test_a_store_that_hides_its_named_graphs_from_queries_is_told_of() -> None:
    with oxigraph_without_union() as hiding:
        done = azkz("load", hiding.query, "--verify")
        assert done.returncode == 1
        assert "does not show its named graphs" in done.stdout
        assert azkz("load", hiding.query, "--plain", "--verify").returncode == 0


def wait_for(found: threading.Event) -> None:
    assert found.wait(PATIENCE)


class Stopping:
    """Lets so many writes pass, then takes no more: the next is never answered."""

    def __init__(self, passing: int) -> None:
        self.left, self.reached = passing, threading.Event()
        self.server: FaultyServer | None = None

    def __call__(self, asked: Asked) -> Said | None:
        puts = asked.method == "PUT" and not OWN.fullmatch(asked.query["graph"][0])
        writes = puts or (
            asked.body.startswith(b"INSERT DATA { GRAPH") and b"<urn:x-azkz:lists>" not in asked.body
        )
        self.left -= writes
        if self.left >= 0 or not writes:
            return None
        self.reached.set()
        assert self.server is not None
        return self.server.hang()


@pytest.mark.parametrize("way", [(), ("--update",)])
def test_a_load_that_is_killed_is_run_again_and_ends_right(
    store: TripleStore, expected: dict[str, int], way: tuple[str, ...]
) -> None:
    stopping = Stopping(3)
    with faulty_server(stopping, base(store)) as stopping.server:
        words = ["load", stopping.server.url, *([*way, f"{stopping.server.url}/update"] if way else [])]
        command = [sys.executable, "-m", "azkz_graph", "--project", str(SMALL), *words]
        with subprocess.Popen(
            command, env={**os.environ, "no_proxy": "*"}, stderr=subprocess.DEVNULL
        ) as process:
            wait_for(stopping.reached)
            process.send_signal(signal.SIGKILL)
    held = {graph: count for graph, count in counts(store).items() if not OWN.fullmatch(graph)}
    assert all(held[graph] == expected[graph] for graph in held if graph in expected)
    assert held.keys() < {*expected, OTHER}
    assert azkz("load", store.query).returncode == 0
    assert counts(store) == {**expected, OTHER: 1}


def left_behind(graphs: list[NamedNode], record: NamedNode) -> str:
    """The update that makes graphs as a killed load of them would leave them."""
    listed = b"".join(record_lines(graphs)).decode()
    left = "".join(f"GRAPH {graph} {{ <urn:s> <urn:p> <urn:o> }}" for graph in graphs)
    return f"INSERT DATA {{ GRAPH {record} {{ {listed} }} {left} }}"


def test_what_a_killed_load_of_the_same_graphs_left_is_removed(
    store: TripleStore, expected: dict[str, int]
) -> None:
    graph = NamedNode(sorted(expected)[2])
    for way in ((), ("--update", str(store.update))):
        for run in (Run(), Run()):
            change(store, left_behind([run.beside(graph), run.trial], run.record))
        done = azkz("load", store.query, *way)
        assert done.returncode == 0, done.stderr
        assert "did not finish" not in done.stderr
        assert counts(store) == {**expected, OTHER: 1}


def test_what_a_load_of_other_graphs_left_is_named_for_it_may_be_running(
    store: TripleStore, expected: dict[str, int]
) -> None:
    run = Run()
    change(store, left_behind([run.beside(NamedNode("urn:other"))], run.record))
    before = counts(store)
    done = azkz("load", store.query)
    assert done.returncode == 0
    assert f"the store holds graphs that it made for itself and listed in {run.record}" in done.stderr
    assert counts(store) == {**before, **expected}


@pytest.mark.parametrize("way", [(), ("--update",)])
def test_no_graph_of_a_user_is_taken_for_one_that_a_load_left(
    store: TripleStore, expected: dict[str, int], way: tuple[str, ...]
) -> None:
    graph = sorted(expected)[0]
    own = {
        f"{graph}#loading": 1,
        "urn:x-azkz:trial": 1,
        f"{graph}#loading-{'0' * 32}": 1,
        "urn:x-azkz:load:1": 1,
    }
    for name in own:
        listed = b"".join(record_lines([NamedNode(name)])).decode()
        change(store, f"INSERT DATA {{ GRAPH <{name}> {{ {listed} }} }}")
    options = [*way, str(store.update)] if way else []
    for _ in range(2):
        done = azkz("load", store.query, *options)
        assert done.returncode == 0, done.stderr
        assert counts(store) == {**expected, **own, OTHER: 1}


def test_a_graph_that_is_named_like_those_that_a_load_makes_is_refused(
    store: TripleStore, tmp_path: Path
) -> None:
    run = Run()
    for name in (run.record, run.trial, run.beside(None), run.beside(NamedNode(OTHER))):
        (tmp_path / "a.nq").write_text(f"<urn:s> <urn:p> 'o' {name} .".replace("'", '"'))
        for option in ((), ("--dry-run",)):
            done = azkz("load", store.query, "--data", str(tmp_path / "a.nq"), *option)
            assert done.returncode == 2
            assert f"the graph {name} is named like those that azkz load makes" in done.stderr
    assert counts(store) == {OTHER: 1}


def test_ctrl_c_tells_what_is_done(store: TripleStore) -> None:
    stopping = Stopping(3)
    with faulty_server(stopping, base(store)) as stopping.server:
        command = [sys.executable, "-m", "azkz_graph", "--project", str(SMALL), "load", stopping.server.url]
        with subprocess.Popen(
            command, env={**os.environ, "no_proxy": "*"}, stderr=subprocess.PIPE, text=True
        ) as process:
            wait_for(stopping.reached)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130
    assert "3 of " in said
    assert "run the same command again" in said


def test_a_server_that_stops_in_the_middle_is_not_waited_for_longer_than_wished(store: TripleStore) -> None:
    stopping = Stopping(2)
    with faulty_server(stopping, base(store)) as stopping.server:
        done = azkz("load", stopping.server.url, "--timeout", "10")
    assert done.returncode == 2
    assert "is not answered within 10 s" in done.stderr
    assert "2 of " in done.stderr
    assert "may be as it was, half full or empty" in done.stderr


def test_a_move_whose_answer_is_lost_is_not_repeated(store: TripleStore, expected: dict[str, int]) -> None:
    lost: list[Asked] = []

    def behaviour(asked: Asked) -> Said | None:
        if asked.body.startswith(b"MOVE GRAPH") and not lost:
            lost.append(asked)
            change(store, asked.body.decode())
            return Said(502)
        return None

    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, "--update", f"{server.url}/update")
    assert done.returncode == 0, done.stderr
    assert counts(store) == {**expected, OTHER: 1}
    assert sum(asked.body == lost[0].body for asked in server.asked) == 1


@pytest.mark.parametrize("start", [b"MOVE", b"MOVE GRAPH"])
def test_a_store_that_cannot_move_is_left_as_it_was(
    store: TripleStore, expected: dict[str, int], start: bytes
) -> None:
    def behaviour(asked: Asked) -> Said | None:
        return Said(501, b"no MOVE here") if asked.body.startswith(start) else None

    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, "--update", f"{server.url}/update")
    assert done.returncode == 2
    assert "no MOVE here" in done.stderr
    assert f"; 0 of {len(expected)} graphs are replaced" in done.stderr
    assert counts(store) == {OTHER: 1}


def test_all_graphs_are_replaced_or_none(
    store: TripleStore, expected: dict[str, int], tmp_path: Path
) -> None:
    assert azkz("load", store.query).returncode == 0
    (tmp_path / "a.nq").write_text("".join(f'<urn:s> <urn:p> "new" <{graph}> .\n' for graph in expected))

    def behaviour(asked: Asked) -> Said | None:
        if asked.body.startswith(b"MOVE GRAPH"):
            # The last graph goes away while the request is on its way: the store fails at its last move.
            change(store, f"DROP GRAPH {asked.body.split()[-4].decode()}")
        return None

    with faulty_server(behaviour, base(store)) as server:
        words = ["--data", str(tmp_path / "a.nq"), "--update", f"{server.url}/update"]
        done = azkz("load", server.url, *words)
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert counts(store) == {**expected, OTHER: 1}


@pytest.mark.parametrize("most", [2, 3])
def test_graphs_that_a_failed_request_replaced_are_counted(
    store: TripleStore, expected: dict[str, int], most: int
) -> None:
    def behaviour(asked: Asked) -> Said | None:
        moves = asked.body.split(b" ;\n") if asked.body.startswith(b"MOVE") else []
        if len(moves) > most:
            return Said(500, b"too large")
        if asked.body.startswith(b"MOVE GRAPH") and len(placed) == 1:
            change(store, moves[0].decode())
            return Said(500, b"disk full")
        if asked.body.startswith(b"MOVE GRAPH"):
            placed.append(moves)
        return None

    placed: list[list[bytes]] = []
    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, "--update", f"{server.url}/update")
    assert done.returncode == 2
    assert f"the store takes at most {len(placed[0])} graphs in one request" in done.stderr
    count = len(placed[0]) + 1
    assert f"disk full); see the server's log; {count} of {len(expected)} graphs are replaced" in done.stderr
    assert "the others are unchanged" in done.stderr
    assert len(counts(store)) == count + 1


def test_a_store_that_does_not_undo_what_fails_midway_is_named(
    store: TripleStore, expected: dict[str, int]
) -> None:
    def behaviour(asked: Asked) -> Said | None:
        done, create, _ = asked.body.partition(b" ;\nCREATE")
        if not create:
            return None
        change(store, done.decode())
        return Said(500, b"it is there already")

    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, "--update", f"{server.url}/update")
    assert done.returncode == 0, done.stderr
    assert "the store does not undo a request that fails midway" in done.stderr
    assert counts(store) == {**expected, OTHER: 1}
    assert "does not undo" not in azkz("load", store.query, "--update", str(store.update)).stderr


def test_what_a_store_may_still_move_is_not_removed_before_the_next_load(
    store: TripleStore, expected: dict[str, int]
) -> None:
    def behaviour(asked: Asked) -> Said | None:
        return server.hang() if asked.body.startswith(b"MOVE GRAPH") else None

    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, "--update", f"{server.url}/update", "--timeout", "10")
    assert done.returncode == 2
    assert f"0 of {len(expected)} graphs are replaced, each of the {len(expected)} graphs" in done.stderr
    left = counts(store)
    assert sum(OWN.fullmatch(graph) is not None for graph in left) == len(expected) + 1
    assert azkz("load", store.query).returncode == 0
    assert counts(store) == {**expected, OTHER: 1}


def test_graphs_that_a_store_took_and_does_not_hold_replace_none(
    store: TripleStore, expected: dict[str, int]
) -> None:
    assert azkz("load", store.query).returncode == 0

    def behaviour(asked: Asked) -> Said | None:
        return Said(204) if b"Aktau" in asked.body and asked.body.startswith(b"INSERT") else None

    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, "--update", f"{server.url}/update")
    assert done.returncode == 2
    assert "took triples and does not hold them now" in done.stderr
    assert f"; 0 of {len(expected)} graphs are replaced" in done.stderr
    assert counts(store) == {**expected, OTHER: 1}


@pytest.mark.parametrize("way", [(), ("--update",)])
def test_a_store_that_refuses_one_triple_is_left_as_it_was(
    store: TripleStore, expected: dict[str, int], way: tuple[str, ...]
) -> None:
    def behaviour(asked: Asked) -> Said | None:
        if b"Aktau" not in asked.body:
            return None
        if asked.method == "PUT":
            # So do some stores: they empty the graph before they read what shall be in it.
            change(store, f"DROP SILENT GRAPH <{asked.query['graph'][0]}>")
        return Said(400, b"no Aktau here")

    assert azkz("load", store.query).returncode == 0
    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url, *([*way, f"{server.url}/update"] if way else []))
    assert done.returncode == 2
    assert (
        f"no Aktau here); read the server's message, and its manual; 0 of {len(expected)} graphs"
        in done.stderr
    )
    assert counts(store) == {**expected, OTHER: 1}


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_server_is_asked_again(store: TripleStore, expected: dict[str, int], status: int) -> None:
    refused: set[str] = set()

    def behaviour(asked: Asked) -> Said | None:
        if asked.method == "PUT" and len(refused) < 2 and asked.target not in refused:
            refused.add(asked.target)
            return Said(status, headers={"Retry-After": "0"})
        return None

    with faulty_server(behaviour, base(store)) as server:
        done = azkz("load", server.url)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(f"is busy ({status}); asked again in 0.5 s") == 2
    assert counts(store) == {**expected, OTHER: 1}


def test_each_graph_is_one_request_of_known_length(store: TripleStore, expected: dict[str, int]) -> None:
    with faulty_server(lambda asked: None, base(store)) as server:
        assert azkz("load", server.url).returncode == 0
    puts = [asked for asked in server.asked if asked.method == "PUT"]
    assert puts.pop(0).query["graph"][0].startswith(RECORD)
    tried = [asked for asked in puts if OWN.fullmatch(asked.query["graph"][0])]
    placed = puts[len(tried) :]
    assert {asked.query["graph"][0]: asked.body.count(b"\n") for asked in placed} == expected
    assert b"".join(asked.body for asked in tried) == b"".join(asked.body for asked in placed)
    assert all(int(asked.headers["content-length"]) == len(asked.body) for asked in puts)
    assert not any("transfer-encoding" in asked.headers for asked in puts)


def test_a_bar_is_drawn_on_a_terminal_alone(store: TripleStore) -> None:
    command = [sys.executable, "-m", "azkz_graph", "--project", str(SMALL), "load", store.query, "--verify"]
    main, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "no_proxy": "*"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=terminal, env=environment):
        os.close(terminal)
        drawn = b""
        with suppress(OSError):
            while piece := os.read(main, 65536):
                drawn += piece
    os.close(main)
    assert b"loading" in drawn
    assert b"asking" in drawn
    assert "\x1b" not in azkz("load", store.query, "--verify").stderr

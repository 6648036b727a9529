"""`azkz load --from` on real stores: they end as a fresh load would leave them, wherever it was stopped before."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from faulty_server import Asked, Said, faulty_server
from little_version import ENTITIES, quads_of
from patience import PATIENCE
from pyoxigraph import NamedNode, RdfFormat, parse, serialize
from stores_at_hand import azkz, change, oxigraph_without_union, rows
from transcripts import SMALL
from triple_stores import STORES, TripleStore, oxigraph

from azkz_graph.remote.load_run import TRIAL, Run, record_lines
from azkz_graph.versions.release_archive import archive_bytes
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


def fresh(store: TripleStore, file: str) -> list[list[str]]:
    """What the store holds after a load of a version into it when it is empty."""
    clear(store)
    return load(store, file)


def base(store: TripleStore) -> str:
    """The address below which the store has all its others."""
    return store.query.removesuffix("/query").removesuffix("/sparql").removesuffix("/")


@pytest.mark.parametrize("words", [(), ("--graph", "urn:all")])
def test_an_updated_store_equals_a_fresh_load(
    each_store: TripleStore, versions: tuple[str, str], words: tuple[str, ...]
) -> None:
    old, new = versions
    clear(each_store)
    expected = load(each_store, new, *words)
    clear(each_store)
    load(each_store, old, *words)
    done = update(each_store, versions, *words)
    assert done.returncode == 0, done.stderr
    assert ": updated from " in done.stdout
    assert done.stdout.endswith("the counts agree\n")
    assert held(each_store) == expected


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
    expected = fresh(each_store, versions[1])
    own = base(each_store)
    states = []
    for point in range(2 * UPDATES):
        clear(each_store)
        fill(each_store, versions[0])
        with faulty_server(Cut(each_store, 1 + point // 2, is_done=point % 2 == 1), own) as server:
            urls = (str(url).replace(own, server.url) for url in (each_store.query, each_store.update))
            cut = update(replace(each_store, query=next(urls)), versions, "--update", next(urls))
        assert f"; {point // 2} of {UPDATES} requests are carried out" in cut.stderr
        states.append(held(each_store))
        done = update(each_store, versions)
        assert done.returncode == 0, done.stderr
        assert held(each_store) == expected
    assert [first == second for first, second in pairwise(states)] == [point % 2 == 1 for point in range(19)]
    assert states[-1] == expected


def test_an_update_that_is_killed_is_completed(store: TripleStore, versions: tuple[str, str]) -> None:
    reached = threading.Event()
    fill(store, versions[0])

    def behaviour(asked: Asked) -> Said | None:
        if not asked.body.startswith(b"DELETE DATA"):
            return None
        change(store, asked.body.decode())
        reached.set()
        return server.hang()

    with faulty_server(behaviour, base(store)) as server:
        words = ["load", server.url, "--from", versions[0], "--data", versions[1]]
        command = [sys.executable, "-m", "azkz_graph", "--project", str(SMALL), *words]
        environment = {**os.environ, "no_proxy": "*"}
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            assert reached.wait(PATIENCE)
            process.send_signal(signal.SIGKILL)
    done = update(store, versions)
    assert done.returncode == 0, done.stderr
    assert "no triple differs from the new version: updated from" in done.stdout
    assert held(store) == fresh(store, versions[1])


WRONG = {
    "a triple is missing": (
        f"DELETE DATA {{ GRAPH <urn:kept> {{ <urn:s> <urn:p1> {KEPT[1]} }} }}",
        f"<urn:kept>: 1 triple missing, such as <urn:s> <urn:p1> {KEPT[1]}; nothing",
    ),
    "a triple is added": (
        "INSERT DATA { GRAPH <urn:g1> { <urn:s> <urn:p> <urn:o> } }",
        "<urn:g1>: 1 triple added, such as <urn:s> <urn:p> <urn:o>; nothing",
    ),
    "a value is changed, and no count": (
        f"DELETE DATA {{ GRAPH <urn:g1> {{ <urn:s> <urn:p3> {KEPT[3]} }} }} ; "
        f"INSERT DATA {{ GRAPH <urn:g1> {{ <urn:s> <urn:p3> false }} }}",
        f"<urn:g1>: 1 triple missing, such as <urn:s> <urn:p3> {KEPT[3]}; 1 triple added, such as <urn:s> <urn:p3> "
        f'"false"^^<{XSD}boolean>; nothing',
    ),
    "a blank node is added": (
        "INSERT DATA { GRAPH <urn:g1> { [] <urn:p> <urn:o> } }",
        "<urn:g1>: 1 triple added, such as _:",
    ),
    "a graph that comes is there with something else": (
        "INSERT DATA { GRAPH <urn:come> { <urn:s> <urn:p> <urn:o> } }",
        "<urn:come>: 1 triple added, such as <urn:s> <urn:p> <urn:o>; nothing",
    ),
    "it is empty": ("DROP ALL", "(4 more of 7 graphs differ)"),
}


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_store_that_does_not_hold_the_version_is_not_changed(
    store: TripleStore, versions: tuple[str, str], what: str, words: tuple[str, ...]
) -> None:
    spoil, expected = WRONG[what]
    fill(store, versions[0])
    change(store, spoil)
    before = held(store)
    done = update(store, versions, *words)
    assert done.returncode == 2
    assert f"the store does not hold {versions[0]}: " in done.stderr
    assert expected in done.stderr
    assert "nothing was changed; name the version that it holds" in done.stderr
    assert "load the data whole, without --from" in done.stderr
    assert [row for row in held(store) if not row[1].startswith("_:")] == [
        row for row in before if not row[1].startswith("_:")
    ]


def test_a_dry_run_tells_what_would_be_sent(store: TripleStore, versions: tuple[str, str]) -> None:
    fill(store, versions[0])
    before = held(store)
    done = update(store, versions, "--dry-run")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:-1] == [
        "       -0 +7  <urn:come>",
        *(f"       -2 +2  <urn:g{number}>" for number in range(4)),
        "       -7 +0  <urn:gone>",
    ]
    said = re.fullmatch("15 triples deleted and 15 inserted, by ([0-9,]+) bytes: nothing was sent", lines[-1])
    assert said
    assert held(store) == before
    with faulty_server(lambda asked: None, base(store)) as server:
        assert update(replace(store, query=server.url), versions).returncode == 0
    sent = [len(asked.body) for asked in server.asked if asked.body.startswith(b"DELETE DATA")]
    assert sent == [int(said[1].replace(",", ""))]


def test_the_default_graph_is_updated() -> None:
    with oxigraph_without_union() as store, tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.nt", Path(folder) / "new.nt"
        old.write_text(quads(OLD, "g").replace(" <urn:g> .", " ."), encoding="utf-8")
        new.write_text(quads(NEW, "g").replace(" <urn:g> .", " ."), encoding="utf-8")
        asked = "SELECT ?p ?o { ?s ?p ?o } ORDER BY ?p ?o"
        assert azkz("load", store.query, "--data", str(new), "--plain").returncode == 0
        fresh = rows(store, asked)
        assert azkz("load", store.query, "--data", str(old), "--plain").returncode == 0
        done = update(store, (str(old), str(new)), "--plain", "--verify")
        assert rows(store, asked) == fresh
        assert "updated from" in done.stdout
        change(store, f"DELETE DATA {{ <urn:s> <urn:p1> {KEPT[1]} }}")
        assert "the default graph: 1 triple missing" in update(store, (str(old), str(new)), "--plain").stderr


def test_a_release_is_found_and_one_hundredth_of_changed_facts_is_little_to_send(
    store: TripleStore, tmp_path: Path
) -> None:
    facts = [f"passage:p{number % 20} {{ id:baku azkz:population {number} . }}" for number in range(1000)]
    record = 'GRAPH <urn:record> {{ <urn:dataset> <urn:version> "{}" }}'
    old, new = (
        quads_of("\n".join([ENTITIES, record.format(version), *facts[:990], *changed]))
        for version, changed in (
            ("1.0.0", facts[990:]),
            ("1.1.0", [fact.replace("baku", "aktau") for fact in facts[990:]]),
        )
    )
    for version, content in (("1.0.0", old), ("1.1.0", new)):
        nquads = serialize(content, format=RdfFormat.N_QUADS)
        manifest = {"version": version, "issued": "2026-11-22", "files": [{"path": "azkz.nq"}]}
        files = {"azkz.nq": nquads or b"", "manifest.json": json.dumps(manifest).encode()}
        name = f"azkz-{version}"
        paths = {PurePosixPath(path): data for path, data in files.items()}
        (tmp_path / f"{name}.zip").write_bytes(archive_bytes(name, paths, "2026-11-22"))
    sent = []
    with faulty_server(lambda asked: None, base(store)) as server:
        for words in (("--to", "1.1.0"), ("--to", "1.0.0"), ("--from", "1.0.0", "--to", "1.1.0")):
            done = azkz("load", server.url, "--releases", str(tmp_path), *words)
            assert done.returncode == 0, done.stderr
            sent.append((held(store), sum(len(asked.body) + len(asked.target) for asked in server.asked)))
            server.asked.clear()
    (fresh, whole), _, (updated, part) = sent
    assert updated == fresh
    assert ["urn:record", "urn:dataset", "urn:version", "1.1.0", ""] in updated
    assert part < 0.05 * whole
    done = azkz("load", store.query, "--releases", str(tmp_path), "--from", "1.0.9")
    assert done.returncode == 2
    assert "there is no version 1.0.9; there are: 1.0.0, 1.1.0" in done.stderr


def test_blank_nodes_are_refused(store: TripleStore, versions: tuple[str, str]) -> None:
    fill(store, versions[0])
    for path in versions:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write("_:b <urn:p> <urn:o> <urn:g1> .\n")
        done = update(store, versions)
        assert done.returncode == 2
        assert "blank nodes cannot be loaded by updates" in done.stderr


def test_what_a_killed_load_left_is_removed(store: TripleStore, versions: tuple[str, str]) -> None:
    fill(store, versions[0])
    run = Run()
    beside = run.beside(NamedNode("urn:g1"))
    listed = b"".join(record_lines([beside])).decode()
    change(
        store, f"INSERT DATA {{ GRAPH {run.record} {{ {listed} }} GRAPH {beside} {{ <urn:s> a <urn:o> }} }}"
    )
    done = update(store, versions)
    assert done.returncode == 0, done.stderr
    assert held(store) == fresh(store, versions[1])


def test_a_store_without_updates_is_refused(store: TripleStore, versions: tuple[str, str]) -> None:
    fill(store, versions[0])
    with faulty_server(lambda asked: Said(405) if asked.method == "POST" else None, base(store)) as server:
        done = update(replace(store, query=f"{server.url}/query"), versions)
    assert done.returncode == 2
    assert "answers queries and takes no updates; give the address" in done.stderr


def test_options_that_do_not_fit_together_are_refused(versions: tuple[str, str]) -> None:
    old, new = versions
    for words, told in (
        (("--to", old, "--data", new), "--to and --data both say what to load; give one of them"),
        (
            ("--releases", "."),
            "--releases is where --from and --to find their versions; give one of them too",
        ),
        (("--from", "absent.nq"), "absent.nq is no file or folder"),
        (
            ("--from", "https://example.org/a.zip"),
            "https://example.org/a.zip is elsewhere; fetch the archive",
        ),
        (("--from", str(SMALL / "queries")), "is no project with data/"),
    ):
        done = azkz("load", "http://localhost:1", *words)
        assert done.returncode == 2
        assert told in done.stderr

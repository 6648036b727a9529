"""The authored files as one dataset."""

import bz2
import gzip
import lzma
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from azkz_graph.ask.query_catalogue import query_names
from azkz_graph.dataset.dataset import Dataset, format_place, is_passage, list_authored_files, read
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import Place, Severity
from azkz_graph.vocabulary import GRAPH, ID

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MINIMAL = Path(__file__).parents[1] / "projects" / "minimal"


@pytest.fixture
def copied(tmp_path: Path) -> Project:
    return open_project(Path(shutil.copytree(MINIMAL, tmp_path / "project")))


def minimal() -> Dataset:
    return read(open_project(MINIMAL))


def test_every_file_fills_its_graph() -> None:
    dataset = minimal()
    graphs = {quad.graph_name for quad in dataset.places}
    own = {graph.value for graph in graphs if isinstance(graph, NamedNode) and not is_passage(graph)}
    assert own == {
        GRAPH + name for name in ("dataset", "article", "notes", "entities", "ontology", "alignments")
    }
    passages = {graph.value for graph in graphs if isinstance(graph, NamedNode) and is_passage(graph)}
    assert passages == {f"{ID}journey/{name}" for name in ("title", "p1", "p2", "p3", "fn1")}
    assert dataset.problems == ()


def test_every_file_is_read_in_a_fixed_order() -> None:
    files = list(list_authored_files(open_project(MINIMAL)))
    assert [path.name for path in files[:6]] == [
        "dataset.ttl",
        "article.ttl",
        "facts.trig",
        "notes.ttl",
        "concepts.ttl",
        "things.ttl",
    ]
    assert list(dict.fromkeys(place.path for place in minimal().places.values())) == files


def test_triples_of_several_graphs_are_one() -> None:
    dataset = minimal()
    quad = next(iter(dataset.places))
    derived = dataset.with_derived(
        [type(quad)(quad.subject, quad.predicate, quad.object, NamedNode(GRAPH + "x"))]
    )
    assert len(list(derived.quads())) == len(list(dataset.quads())) + 1
    assert list(derived.triples()) == list(dataset.triples())


def test_the_default_graph_is_no_passage() -> None:
    assert not is_passage(DefaultGraph())


def test_authors_prefixes_come_first() -> None:
    names = minimal().names()
    assert names["passage"] == ID + "journey/"
    assert "fact" in names


def test_unread_files(copied: Project) -> None:
    notes = copied.data / "notes.ttl"
    notes.write_bytes(b"\xff")
    assert read(copied).unread() == {notes}


@pytest.mark.parametrize("name", ["a.ttl.gz", "a.turtle", "deeper/A.NQ.ZST", "facts.trig.bz2", "a.owl"])
def test_rdf_that_is_not_read_is_a_problem(name: str, copied: Project) -> None:
    path = copied.data / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    (copied.data / "entities" / "picture.svg.gz").write_bytes(b"")
    assert [(each.place.path, each.code) for each in read(copied).problems] == [(path, "unread-file")]


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstd.compress,
}


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_files_of_the_data_folder_may_be_compressed(suffix: str, copied: Project) -> None:
    before = read(copied)
    for path in [*copied.data.glob("*.t*"), *copied.data.glob("entities/*.ttl")]:
        path.with_name(path.name + suffix).write_bytes(COMPRESSIONS[suffix](path.read_bytes()))
        path.unlink()
    dataset = read(copied)
    assert dataset.problems == ()
    assert [(quad, place.line) for quad, place in dataset.places.items()] == [
        (quad, place.line) for quad, place in before.places.items()
    ]
    assert {place.path.name for place in dataset.places.values() if place.path.parent == copied.data} == {
        f"{name}{suffix}" for name in ("article.ttl", "dataset.ttl", "facts.trig", "notes.ttl")
    }


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (gzip.compress(b"\n\n<urn:a> nonsense .")[:-9], 1, "it cannot be decompressed"),
        (gzip.compress(b"\n\n<urn:a> nonsense ."), 3, "nonsense is not a valid predicate"),
        (bz2.compress(b"\n\xff") + b"more", 1, "it cannot be decompressed"),
        (zstd.compress(b"\n\xff"), 2, "the byte FF is not UTF-8"),
        (lzma.compress(b""), 1, "it is compressed by xz, which is not read"),
        (b"", 1, "it is empty"),
    ],
    ids=["broken off", "syntax", "junk", "encoding", "xz", "empty"],
)
def test_fault_in_a_compressed_file(content: bytes, line: int, what: str, copied: Project) -> None:
    path = copied.data / "entities" / "more.ttl.gz"
    path.write_bytes(content)
    (problem,) = read(copied).problems
    assert (problem.place, what in problem.what) == (Place(path, line), True)


def test_alignments_may_be_left_out(copied: Project) -> None:
    ontology = Path(shutil.copytree(copied.ontology, copied.root / "ontology"))
    (ontology / "alignments.ttl").unlink()
    assert read(open_project(copied.root)).problems == ()


def test_places_are_told_from_the_projects_folder(copied: Project) -> None:
    assert format_place(Place(copied.data / "facts.trig", 3), copied) == "data/facts.trig:3"
    assert format_place(Place(Path("/elsewhere/facts.trig"), 3), copied) == "/elsewhere/facts.trig:3"


TRACES = (".#things.ttl", "._things.ttl", "#things.ttl#", "things.ttl~", ".things.ttl.swp", "~$things.ttl")


def test_what_editors_leave_beside_their_files_is_not_read(copied: Project) -> None:
    before = read(copied)
    for folder in (copied.data, copied.data / "entities", copied.queries):
        for name in TRACES:
            (folder / name).write_bytes(b"\xff")
        (folder / ".#lock.ttl").symlink_to("somebody@machine.4711:1")
        (folder / ".#lock.rq").symlink_to("somebody@machine.4711:1")
    assert read(copied) == before
    assert query_names(copied.queries) == ["borders"]


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("entities/things (Ann's conflicted copy 2026-01-02).ttl", "entities/things.ttl"),
        ("entities/things.sync-conflict-20260102-030405-ABCDEFG.ttl", "entities/things.ttl"),
        ("entities/things (1).ttl", "entities/things.ttl"),
        ("entities/things 2.ttl", "entities/things.ttl"),
        ("entities/things - Copy.ttl", "entities/things.ttl"),
        ("entities/things copy.ttl", "entities/things.ttl"),
        ("facts_LOCAL_4711.trig", "facts.trig"),
        ("entities/things (1).ttl.gz", "entities/things.ttl.gz"),
    ],
)
def test_a_second_copy_of_a_file_is_an_error(name: str, original: str, copied: Project) -> None:
    if original.endswith(".gz"):
        (copied.data / original).write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> ."))
    before = read(copied)
    (copied.data / name).write_bytes((copied.data / original).read_bytes() + b"# what is different\n")
    dataset = read(copied)
    assert dataset.places == before.places
    assert [(problem.place, problem.severity, problem.code) for problem in dataset.problems] == [
        (Place(copied.data / name, 1), Severity.ERROR, "second-copy")
    ]


def test_a_number_in_the_name_of_a_file_without_an_original_makes_no_copy(copied: Project) -> None:
    things = copied.data / "entities" / "things.ttl"
    before = set(read(copied).places)
    things.rename(things.with_name("things 2.ttl"))
    dataset = read(copied)
    assert (set(dataset.places), dataset.problems) == (before, ())

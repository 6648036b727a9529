from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from azkz_graph.problem import UsageError
from azkz_graph.store.disk_store import build_store, open_store

A, B, C, G = (NamedNode(f"https://example.org/{name}") for name in "abcg")


def test_a_store_holds_the_quads_and_their_union(tmp_path: Path) -> None:
    assert build_store([Quad(A, B, C, G), Quad(C, B, A)], tmp_path / "store") == 3
    store = open_store(tmp_path / "store")
    assert set(store.quads_for_pattern(None, None, None, DefaultGraph())) == {Quad(A, B, C), Quad(C, B, A)}
    assert list(store.named_graphs()) == [G]


def test_a_store_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    for node in (A, B):
        build_store([Quad(node, node, node)], tmp_path / "store")
    assert list(open_store(tmp_path / "store")) == [Quad(B, B, B)]


def test_what_fails_halfway_leaves_the_former_store(tmp_path: Path) -> None:
    build_store([Quad(A, A, A)], tmp_path / "store")

    def broken() -> object:
        yield Quad(B, B, B)
        raise UsageError("the file is broken")

    with pytest.raises(UsageError, match="the file is broken"):
        build_store(broken(), tmp_path / "store")  # type: ignore[arg-type]
    assert list(open_store(tmp_path / "store")) == [Quad(A, A, A)]
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_no_other_folder_is_taken_for_a_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no store"):
        open_store(tmp_path)
    (tmp_path / "CURRENT").write_text("nothing\n")
    with pytest.raises(UsageError, match="cannot be opened"):
        open_store(tmp_path)


def test_a_folder_of_something_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="letter"):
        build_store([Quad(A, A, A)], tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_store_of_oxigraph_itself_is_opened(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "own"))
    store.add(Quad(A, B, C))
    store.flush()
    del store
    assert list(open_store(tmp_path / "own")) == [Quad(A, B, C)]

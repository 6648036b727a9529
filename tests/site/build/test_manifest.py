"""The record by which the next build tells what need not be made again."""

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from shown_triples import index_of

from azkz_graph.disk.atomic_folder import listed_files
from azkz_graph.graph.facts import values
from azkz_graph.graph.triple_index import Index
from azkz_graph.site.build.manifest import Digests, Manifest, Part, key_of, keys_of, read_manifest
from azkz_graph.vocabulary import ID, LABEL

A, B = (NamedNode(ID + name) for name in "ab")
MANIFEST = Manifest(
    "program",
    {
        A.value: ("digest of a", Part(A.value, ("0a", "0b"), {"doc/a.html": "aa", "doc/a.ttl": "ab"})),
        B.value: ("digest of b", Part(B.value, ("0b", "0c"), {"doc/b.html": "ba"})),
        "without": ("nothing", Part("without", (), {})),
    },
    {"doc/a.html": "aa", "doc/a.ttl": "ab", "doc/b.html": "ba", "index.html": "cc"},
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(MANIFEST.written())
    assert read_manifest(tmp_path) == MANIFEST


def test_it_lists_the_files_as_every_manifest_does(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(MANIFEST.written())
    assert listed_files(tmp_path) == {"manifest.json", *MANIFEST.files}


def test_a_line_a_part_and_a_line_a_file() -> None:
    lines = MANIFEST.written().decode().splitlines()
    assert [line for line in lines if line.startswith('{"path": "index.html"')] == [
        '{"path": "index.html", "sha256": "cc"}'
    ]
    assert sum(line.startswith('{"name"') for line in lines) == 3


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "\udcff", '{"files": []}'])
def test_what_is_no_manifest_is_as_if_it_were_not_there(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(text.encode(errors="surrogateescape"))
    assert read_manifest(tmp_path) is None


BROKEN_PART = {"name": "a", "digest": "", "asked": [], "files": []}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("files", {"doc/a.html": "aa"}),
        ("files", ["doc/a.html"]),
        ("files", [{"path": "doc/a.html"}]),
        ("patterns", None),
        ("parts", 1),
        ("parts", ["a"]),
        ("parts", [{"name": "a"}]),
        ("parts", [{**BROKEN_PART, "asked": [99]}]),
        ("parts", [{**BROKEN_PART, "asked": ["0a"]}]),
        ("parts", [{**BROKEN_PART, "files": ["doc/nowhere.html"]}]),
    ],
)
def test_a_broken_manifest_is_as_if_it_were_not_there(field: str, value: object, tmp_path: Path) -> None:
    document = {**json.loads(MANIFEST.written()), field: value}
    (tmp_path / "manifest.json").write_text(json.dumps(document))
    assert read_manifest(tmp_path) is None


def test_no_manifest_and_that_of_a_release(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "nowhere") is None
    (tmp_path / "manifest.json").write_text(json.dumps({"version": "1", "files": [{"path": "azkz.ttl"}]}))
    assert read_manifest(tmp_path) is None


def asked_for_a(index: Index) -> Part:
    """A part that asks for the labels of A, and for those of B, which has none."""
    _, asked = index.traced(lambda: values(index, A, LABEL) + values(index, B, LABEL))
    return Part(A.value, keys_of(asked), {})


@pytest.mark.parametrize(
    ("turtle", "same"),
    [
        ('id:a rdfs:label "A"@en , "B"@he .', True),
        ('id:a rdfs:label "B"@he , "A"@en . id:c rdfs:label "C"@en .', True),
        ('id:a rdfs:label "A"@en , "B"@he ; a azkz:State .', True),
        ('id:a rdfs:label "A"@en .', False),
        ('id:a rdfs:label "A"@en , "B"@en .', False),
        ('id:a rdfs:label "A"@en , "B"@he . id:b rdfs:label "B"@en .', False),
        ("", False),
    ],
)
def test_a_part_is_the_same_while_what_it_asked_for_is(turtle: str, same: bool) -> None:
    index = index_of('id:a rdfs:label "A"@en , "B"@he .')
    part = asked_for_a(index)
    assert (Digests(index).of(part) == Digests(index_of(turtle)).of(part)) is same


def test_keys_are_of_patterns_and_sorted() -> None:
    patterns = [(A, LABEL, None), (A, None, None), (None, LABEL, None), (None, LABEL, A), (None, None, A)]
    assert len({key_of(pattern) for pattern in patterns}) == len(patterns)
    keys = keys_of(patterns)
    assert list(keys) == sorted(keys)

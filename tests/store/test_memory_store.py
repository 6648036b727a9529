"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in stores/."""

from collections.abc import Callable
from pathlib import Path

import pytest
from transcripts import played, transcripts

from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import files_store, parse_file


@pytest.mark.process
@pytest.mark.parametrize("path", transcripts("store/memory_store"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))


def test_triple_terms_that_would_end_the_parser_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.ttl"
    path.write_text("<x:a> <x:b> " + "<<( <x:a> <x:b> " * 50_000 + "1" + " )>>" * 50_000 + " .\n")
    with pytest.raises(
        UsageError,
        match=r"deep\.ttl:1: triple terms or brackets nest more than 500 deep; shorten the file, and nest it less",
    ):
        files_store([path])


READ = {
    "bom.ttl": '<x:a> <x:b> "c" .',
    "bom.nt": '<x:a> <x:b> "c" .\r\n',
    "bom.trig": '<x:a> <x:b> "c" .',
    "bom.nq": '<x:a> <x:b> "c" .',
    "bom.jsonld": '{"@id": "x:a", "x:b": "c"}',
}
"""The same triple in files that begin with a byte order mark, by name."""


@pytest.mark.parametrize("name", READ)
def test_byte_order_mark_is_passed_over(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(f"\ufeff{READ[name]}", encoding="utf-8", newline="")
    assert [str(quad.triple) for quad in files_store([path])] == ['<x:a> <x:b> "c"']
    assert [str(quad.triple) for quad in parse_file(path)] == ['<x:a> <x:b> "c"']


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.ttl",
            "<x:a> <x:b>\n\u200b<x:c> .",
            "2:1: the character U+200B (zero width space) stands at column 1",
        ),
        ("a.nt", "<x:a>\u00a0<x:b> 'c' .", "1:6: the character U+00A0 (no-break space) stands at column 6"),
        ("a.nq", "\n=======\n", "2:1: a merge is unfinished: this line begins with ======="),
        ("a.jsonld", '{"@id":\u00a0"x:a"}', "1:8: the character U+00A0 (no-break space) stands at column 8"),
        ("a.rdf", "<a>\n<<<<<<< HEAD\n</a>", "2:1: a merge is unfinished: this line begins with <<<<<<<"),
    ],
)
def test_stray_characters_are_named(name: str, text: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    for read in (lambda: files_store([path]), lambda: list(parse_file(path))):
        with pytest.raises(UsageError) as caught:
            read()
        assert str(caught.value).startswith(f"{path}:{expected}; ")


TERMS = ", ".join(f'"t{number}": {{"@id": "t{number + 1}:x"}}' for number in range(20_000))
HARMFUL = {
    "deep.ttl": "<x:a> <x:b> \n" + "( " * 1_000_000,
    "prefix.trig": f"\n@prefix a: <x:{'a' * 100_000}> .\na:b a:c a:d .\n",
    "chain.jsonld": f'{{"@context": {{{TERMS}}}, "t0": "x"}}',
    "deep.rdf": "<a>\n" * 100_000,
}
"""Files that took gigabytes or seconds, or ended the process, by name."""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("deep.ttl", "deep.ttl:2: triple terms or brackets nest more than 500 deep"),
        ("prefix.trig", "prefix.trig:2: an IRI has more than 65,536 characters"),
        ("chain.jsonld", "chain.jsonld:1: a context has a chain of more than 1,000 terms"),
        ("deep.rdf", "deep.rdf:501: its elements nest more than 500 deep"),
    ],
)
def test_files_that_harm_their_parser_are_refused(name: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(HARMFUL[name])
    with pytest.raises(UsageError) as caught:
        files_store([path])
    assert str(caught.value) == f"{tmp_path}/{expected}; shorten the file, and nest it less"
    with pytest.raises(UsageError):
        list(parse_file(path))

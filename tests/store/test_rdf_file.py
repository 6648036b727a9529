"""Files of RDF, of every syntax and compression, from every place."""

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from azkz_graph.disk import compressed_file
from azkz_graph.problem import UsageError
from azkz_graph.store.disk_store import build_store, open_store
from azkz_graph.store.memory_store import files_store
from azkz_graph.store.rdf_file import FORMATS, SYNTAXES, RdfFile, hold_pipe, parse_file

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NODE = NamedNode("https://a.example/s")
QUADS = {Quad(NODE, NODE, Literal(text, language="he")) for text in ("א", "ב")}
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstd.compress,
}


def written(format: RdfFormat) -> bytes:
    """The quads in a syntax."""
    return serialize(QUADS, format=format) or b""


def file(path: Path, content: bytes, syntax: str | None = None) -> RdfFile:
    """A file with this content."""
    path.write_bytes(content)
    return RdfFile(path, syntax)


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_suffix_and_compression(suffix: str, compression: str, tmp_path: Path) -> None:
    content = COMPRESSIONS[compression](written(FORMATS[suffix]))
    for name in (f"a{suffix}{compression}", f"A{suffix}{compression}".upper(), f"a{suffix}"):
        given = file(tmp_path / name, content)
        assert set(parse_file(given)) == QUADS
        assert set(files_store([given])) == QUADS


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("name", SYNTAXES)
def test_a_pipe_has_no_suffix(name: str, compression: str) -> None:
    content = COMPRESSIONS[compression](written(SYNTAXES[name]))
    for syntax in (None, name):
        reading, writing = os.pipe()
        sender = threading.Thread(target=send_slowly, args=(writing, content))
        sender.start()
        assert set(parse_file(RdfFile(Path(f"/dev/fd/{reading}"), syntax))) == QUADS
        sender.join()
        os.close(reading)


def send_slowly(writing: int, content: bytes) -> None:
    """Write so that the first read finds one byte."""
    with open(writing, "wb", buffering=0) as stream:
        stream.write(content[:1])
        threading.Event().wait(0.01)
        stream.write(content[1:])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written(RdfFormat.N_QUADS))))
    assert set(parse_file(RdfFile(Path("-")))) == QUADS
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="standard input is closed; pipe in RDF, or name a file"):
        list(parse_file(RdfFile(Path("-"))))


def test_what_came_through_a_pipe_is_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(written(RdfFormat.TURTLE)))))
    held = hold_pipe(RdfFile(Path("-")))
    assert set(parse_file(held)) == QUADS == set(files_store([held]))
    assert hold_pipe(file(tmp_path / "a.ttl", b"")).content is None
    with pytest.raises(
        UsageError, match=r"none\.ttl: No such file or directory; name a file that can be read"
    ):
        hold_pipe(RdfFile(tmp_path / "none.ttl"))


def test_the_given_syntax_overrides_the_suffix(tmp_path: Path) -> None:
    assert set(parse_file(file(tmp_path / "a.csv", written(RdfFormat.TURTLE), "ttl"))) == QUADS
    assert set(parse_file(file(tmp_path / "a.owl.gz", written(RdfFormat.TURTLE), "ttl"))) == QUADS
    for name in ("a.csv", "a.ttl.gz.gz", "a.csv.gz"):
        with pytest.raises(
            UsageError, match=r"the syntax is unknown; name a file that ends in .* or say it by"
        ):
            list(parse_file(file(tmp_path / name, gzip.compress(b""))))
    with pytest.raises(UsageError, match="correct the file, or say its syntax by --data-format"):
        list(parse_file(file(tmp_path / "a.owl", written(RdfFormat.TURTLE))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n# a\n<urn:s> <urn:p> 1 .", 1),
        ("<urn:s> <urn:p> <urn:o> .\n_:s <urn:p> 'a' , 'b' .", 3),
        ('<urn:s> <urn:p> "." .\n# b\n\n_:s <urn:p> "\\"a\\""@en-GB _:g . # c\r\n', 2),
        ('<urn:s> <urn:p> "a"^^<urn:t> <urn:g> .', 1),
        ('<urn:s> <urn:p> "<urn:s> <urn:p> <urn:o> <urn:g> ." .', 1),
        ("[] <urn:p> [] .", 1),
        ("[ <urn:p> 1 ] <urn:p> 2 .", 2),
        ("{ <urn:s> <urn:p> 1 } <urn:g> { <urn:s> <urn:p> 2 }", 2),
        ('[ {"@id": "urn:s", "urn:p": 1} ]', 1),
        ('\ufeff{"@id": "urn:s", "urn:p": 1}', 1),
        ('<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', 0),
        ('<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Bag/></RDF>', 1),
        ("{}", 0),
        ("", 0),
    ],
)
def test_the_syntax_of_what_has_no_suffix(text: str, expected: int, tmp_path: Path) -> None:
    assert len(list(parse_file(file(tmp_path / "a", text.encode())))) == expected


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".zst"])
def test_what_is_broken_off_is_refused(suffix: str, tmp_path: Path) -> None:
    content = COMPRESSIONS[suffix](b"".join(b"<urn:%d> <urn:p> 1 .\n" % number for number in range(50_000)))
    assert len(list(parse_file(file(tmp_path / f"a.ttl{suffix}", content + content)))) == 100_000
    for end in (0, len(content) // 2, len(content) - 1):
        with pytest.raises(UsageError, match=r"a\.ttl.* it cannot be decompressed .*; get the file again"):
            list(parse_file(file(tmp_path / f"a.ttl{suffix}", content[:end])))


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".zst"])
@pytest.mark.parametrize("junk", [b"x", b"BZ", b"<urn:a>", b"\1" * 70_000], ids=["x", "BZ", "IRI", "long"])
def test_what_follows_the_compressed_bytes_is_refused(suffix: str, junk: bytes, tmp_path: Path) -> None:
    compressed = COMPRESSIONS[suffix](written(RdfFormat.N_TRIPLES))
    for content in (compressed + junk, compressed + compressed + junk, compressed + junk + compressed):
        with pytest.raises(UsageError, match=r"a\.nt\..*: it cannot be decompressed .*; get the file again"):
            list(parse_file(file(tmp_path / f"a.nt{suffix}", content)))


def test_padding_and_frames_to_be_skipped_are_passed_over(tmp_path: Path) -> None:
    """Sources: gzip(1) on trailing zeros; https://www.rfc-editor.org/rfc/rfc8878#name-skippable-frames."""
    text, frame = written(RdfFormat.N_TRIPLES), b"\x5f\x2a\x4d\x18\2\0\0\0ab"
    assert set(parse_file(file(tmp_path / "a.nt.gz", gzip.compress(text) + b"\0" * 512))) == QUADS
    assert set(parse_file(file(tmp_path / "a.nt.zst", frame + zstd.compress(text) + frame))) == QUADS


def archive(name: str, content: bytes) -> bytes:
    """An archive of tar or ZIP that holds the content."""
    packed = io.BytesIO()
    if name == "zip":
        with zipfile.ZipFile(packed, "w") as zipped:
            zipped.writestr("a.nt", content)
    else:
        with tarfile.open(fileobj=packed, mode="w") as tar:
            entry = tarfile.TarInfo("a.nt")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


TEXT = written(RdfFormat.N_TRIPLES)


@pytest.mark.parametrize(
    ("suffix", "content", "what"),
    [
        (
            ".xz",
            lzma.compress(TEXT),
            "compressed by xz, which is not read; decompress it first, as xz -d does",
        ),
        (".lzma", lzma.compress(TEXT, lzma.FORMAT_ALONE), "compressed by lzma, .*; decompress it first"),
        (".lz4", b"\x04\x22\x4d\x18", "compressed by lz4, which is not read; decompress it first"),
        (".Z", b"\x1f\x9d\x90", "compressed by compress, which is not read; decompress it first"),
        (
            ".zip",
            archive("zip", TEXT),
            "a ZIP archive, and archives are not read; unpack it, and name a file",
        ),
        (
            ".tar.bz2",
            bz2.compress(archive("tar", TEXT)),
            "an archive of tar, and archives are not read; unpack",
        ),
        (".gz.gz", gzip.compress(gzip.compress(TEXT)), "compressed twice; decompress it once"),
    ],
    ids=["xz", "lzma", "lz4", "Z", "zip", "tar", "twice"],
)
def test_other_compressions_and_archives_are_named(
    suffix: str, content: bytes, what: str, tmp_path: Path
) -> None:
    for name in (f"a.nt{suffix}", "a.nt", "a"):
        with pytest.raises(UsageError, match=rf"{name}: it is {what}"):
            list(parse_file(file(tmp_path / name, content)))


@pytest.mark.parametrize("suffix", [".bz2", ".zst"])
@pytest.mark.parametrize("syntax", ["ttl", "jsonld"])
def test_what_expands_out_of_all_proportion_is_refused(
    suffix: str, syntax: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed_file, "HARMLESS", 2**20)
    bomb = COMPRESSIONS[suffix](b" " * 2**21)
    with pytest.raises(UsageError, match="more than 1,000 times its size when it is decompressed"):
        list(parse_file(file(tmp_path / f"a.{syntax}{suffix}", bomb)))


def test_without_the_library_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = file(tmp_path / "a.nt.zst", zstd.compress(written(RdfFormat.N_TRIPLES)))
    monkeypatch.setitem(sys.modules, zstd.__name__.partition(".")[0], None)
    with pytest.raises(UsageError, match=r"needs backports\.zstd; in a checkout .* pip install '\.\[zstd\]'"):
        list(parse_file(given))


BLANK = {
    "trig": "<urn:g> { <urn:s> <urn:p> _:b } <urn:h> { _:b <urn:q> <urn:o> } <urn:i> { _:b <urn:r> <urn:o> }",
    "nq": "<urn:s> <urn:p> _:b <urn:g> .\n_:b <urn:q> <urn:o> <urn:h> .\n_:b <urn:r> <urn:o> <urn:i> .",
    "jsonld": """[{"@id": "urn:g", "@graph": [{"@id": "urn:s", "urn:p": {"@id": "_:b"}}]},
        {"@id": "urn:h", "@graph": [{"@id": "_:b", "urn:q": {"@id": "urn:o"}}]},
        {"@id": "urn:i", "@graph": [{"@id": "_:b", "urn:r": {"@id": "urn:o"}}]}]""",
    "ttl": "<urn:s> <urn:p> _:b . _:b <urn:q> <urn:o> ; <urn:r> <urn:o> .",
    "nt": "<urn:s> <urn:p> _:b .\n_:b <urn:q> <urn:o> .\n_:b <urn:r> <urn:o> .",
    "rdf": """<d:RDF xmlns:d="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
        <d:Description d:about="urn:s"><u:p d:nodeID="b"/></d:Description><d:Description d:nodeID="b">
        <u:q d:resource="urn:o"/><u:r d:resource="urn:o"/></d:Description></d:RDF>""",
}
"""One blank node, in three graphs where the syntax has graphs."""


@pytest.mark.parametrize("syntax", BLANK)
def test_a_blank_node_of_two_graphs_is_one_and_those_of_two_files_are_two(
    syntax: str, tmp_path: Path
) -> None:
    files = [file(tmp_path / f"{name}.{syntax}", BLANK[syntax].encode()) for name in "ab"]
    build_store((quad for each in files for quad in parse_file(each)), tmp_path / "store")
    for quads in (
        [quad for each in files for quad in parse_file(each)],
        list(files_store(files)),
        list(open_store(tmp_path / "store")),
    ):
        ends = {quad.object for quad in quads if quad.predicate == NamedNode("urn:p")}
        assert len(ends) == 2
        assert all(isinstance(end, BlankNode) for end in ends)
        for predicate in ("urn:q", "urn:r"):
            assert {quad.subject for quad in quads if quad.predicate == NamedNode(predicate)} == ends


def test_relative_iris_are_those_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = file(tmp_path / "a.ttl.gz", gzip.compress(b"<b> <b> <b> ."))
    assert next(parse_file(given)).subject == NamedNode((tmp_path / "b").as_uri())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<b> <b> <b> .")))
    assert next(parse_file(RdfFile(Path("-")))).subject == NamedNode((tmp_path / "b").as_uri())


def test_triple_terms_that_would_end_the_parser_are_refused(tmp_path: Path) -> None:
    deep = "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 50_000 + "1" + " )>>" * 50_000 + " .\n"
    with pytest.raises(
        UsageError,
        match=r"deep\.ttl:1: triple terms or brackets nest more than 500 deep; shorten the file, and nest it less",
    ):
        files_store([file(tmp_path / "deep.ttl", deep.encode())])


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
    marked = file(tmp_path / name, f"\ufeff{READ[name]}".encode())
    assert [str(quad.triple) for quad in files_store([marked])] == ['<x:a> <x:b> "c"']
    assert [str(quad.triple) for quad in parse_file(marked)] == ['<x:a> <x:b> "c"']


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
    plain, compressed = (file(tmp_path / name, make(text.encode())) for make in (bytes, gzip.compress))
    for read in (lambda: files_store([plain]), lambda: list(parse_file(compressed))):
        with pytest.raises(UsageError) as caught:
            read()
        assert str(caught.value).startswith(f"{tmp_path / name}:{expected}; ")


TERMS = ", ".join(f'"t{number}": {{"@id": "t{number + 1}:x"}}' for number in range(20_000))
HARMFUL = {
    "deep.ttl": "<x:a> <x:b> \n" + "( " * 1_000_000,
    "prefix.trig": f"\n@prefix a: <x:{'a' * 100_000}> .\na:b a:c a:d .\n",
    "chain.jsonld": f'{{"@context": {{{TERMS}}}, "t0": "x"}}',
    "deep.rdf": "<a>\n" * 100_000 + "</a>" * 100_000,
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
    content = HARMFUL[name].encode()
    with pytest.raises(UsageError) as stored:
        files_store([file(tmp_path / name, content)])
    with pytest.raises(UsageError) as parsed:
        list(parse_file(file(tmp_path / name, gzip.compress(content))))
    for caught in (stored, parsed):
        assert str(caught.value) == f"{tmp_path}/{expected}; shorten the file, and nest it less"


def test_lines_are_those_of_the_whole_file(tmp_path: Path) -> None:
    lines = b"<urn:s> <urn:p> ( '''a\n''' [ ] ) .\n" * 9000
    assert len(list(parse(lines, format=RdfFormat.TURTLE))) == 5 * 9000
    assert len(list(parse_file(file(tmp_path / "a.ttl", lines)))) == 5 * 9000
    for end in (b"( " * 501, b"nonsense", b"<%b>" % (b"a" * 70_000)):
        with pytest.raises(UsageError, match=r"a\.ttl:18001: "):
            list(parse_file(file(tmp_path / "a.ttl", lines + end)))

"""What `azkz` answers, and how it refuses: see transcripts.py for the form of the cases in results/."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, QueryResultsFormat, QuerySolutions, Store, parse_query_results
from transcripts import SMALL, azkz, played, transcripts

from azkz_graph.ask.answers import answer
from azkz_graph.ask.results import result
from azkz_graph.vocabulary import TYPE as RDF_TYPE

pytestmark = pytest.mark.process


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_byte_order_mark_for_excel(format: str, tmp_path: Path) -> None:
    plain = azkz("query", "names", "--format", format).stdout
    assert azkz("query", "names", "--format", format, "--bom").stdout == b"\xef\xbb\xbf" + plain
    out = tmp_path / f"names.{format}"
    assert azkz("query", "names", "--bom", "--out", str(out)).returncode == 0
    assert out.read_bytes() == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize("path", transcripts("ask/results"), ids=lambda path: path.stem)
def test_transcript(path: Path, golden: Callable[[Path, bytes], None]) -> None:
    golden(path, played(path))


def test_standard_output_by_name_is_written_behind_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "app.csv"
    path.write_bytes(b"precious line\n")
    command = [sys.executable, "-m", "azkz_graph", "query", "-q", "ASK {}", "--format", "csv"]
    with path.open("ab") as out:
        subprocess.run([*command, "--out", "/dev/stdout"], stdout=out, cwd=SMALL, check=True)
    assert path.read_bytes() == b"precious line\ntrue\n"


TEXTS = ("a\rb", "a\nb", "a\r\nb", '"', ",", " a ", "\t", "\0\x1b", "\x85\u2028", "\uffff\ufdd0", "\ufeffa")
"""Texts that a reader of rows may take for something else."""


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("format", ["csv", "tsv", "json"])
def test_any_text_is_read_back(format: str, text: str) -> None:
    store = Store()
    store.add(Quad(RDF_TYPE, RDF_TYPE, Literal(text)))
    written = result(answer(store, "SELECT ?x ?y { ?y ?y ?x }"), format)
    assert written.note is None
    if format == "csv":
        rows = list(csv.reader(io.StringIO(written.content.decode(), newline=""), strict=True))
        assert rows == [["x", "y"], [text, RDF_TYPE.value]]
        return
    read = parse_query_results(written.content, format=getattr(QueryResultsFormat, format.upper()))
    assert isinstance(read, QuerySolutions)
    assert [row["x"] for row in read] == [Literal(text)]

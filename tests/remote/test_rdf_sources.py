"""RDF files read piece by piece."""

import gzip
from pathlib import Path

import pytest

from azkz_graph.problem import UsageError
from azkz_graph.remote.rdf_sources import stream_quads

MARKED = b"\xef\xbb\xbf<x:a> <x:b> <x:c> .\n"


def test_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(MARKED)
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(MARKED))
    for name in ("a.ttl", "a.nt.gz"):
        assert [str(quad.triple) for quad in stream_quads(tmp_path / name)] == ["<x:a> <x:b> <x:c>"]


@pytest.mark.parametrize("name", ["a.ttl", "a.nt.gz"])
def test_stray_character_is_named(name: str, tmp_path: Path) -> None:
    content = MARKED + "<x:a> <x:b>\u00a0<x:c> .\n".encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    with pytest.raises(UsageError) as caught:
        list(stream_quads(path))
    expected = "the character U+00A0 (no-break space) stands at column 12; type a space in its place"
    assert str(caught.value) == f"{path}:2:12: {expected}"

"""Texts of files, and the reasons why there is none."""

from pathlib import Path

import pytest

from azkz_graph.dataset.source_file import read_file


def test_text(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes("ä\r\n".encode())
    assert read_file(tmp_path / "file") == ("ä\r\n", ())


def test_byte_order_mark_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbfa")
    text, problems = read_file(tmp_path / "file")
    assert text == "a"
    assert [problem.code for problem in problems] == ["byte-order-mark"]


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"a\n\xff", 2, "the byte FF is not UTF-8"),
        (b"a\r\nb\r\xed\xb0\x80", 3, "the bytes ED B0 80 are half of a surrogate pair"),
        (b"\xc3", 1, "the byte C3 is not UTF-8"),
        (b"\xc0\x80", 1, "the byte C0 is not UTF-8"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, line: int, what: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    text, problems = read_file(tmp_path / "file")
    assert text is None
    assert [(problem.place.line, problem.what) for problem in problems] == [(line, what)]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    whats = [read_file(tmp_path / name)[1][0].what for name in ("missing", "link", "")]
    assert whats == ["the file is missing", "the file is missing", "this is a folder"]

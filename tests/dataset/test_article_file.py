from pathlib import Path

import pytest

from azkz_graph.dataset.article_file import read_article
from azkz_graph.problem import UsageError


def test_an_article_is_read_character_for_character(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes("א\r\nב\r".encode())
    assert read_article(tmp_path / "article.txt") == "א\r\nב\r"
    (tmp_path / "article.txt").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="not in UTF-8"):
        read_article(tmp_path / "article.txt")

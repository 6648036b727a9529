"""A seed in; a corpus of made-up articles in a folder out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from azkz_graph.project import own_root
from synthetic.article import make_article, shared_files
from synthetic.mould import read_mould

Shared = Literal["describe", "once"]
"""Whether each article describes what all share, all in the same words, or the corpus does so in `entities/`."""


def write_corpus(folder: Path, articles: int, seed: int, shared: Shared = "describe") -> None:
    """Write a corpus of that many articles into `folder`; the same seed gives the same bytes.

    One article is in memory at a time.
    """
    mould = read_mould(own_root() / "data")
    if shared == "once":
        write(folder / "entities", shared_files(mould))
    for number in range(1, articles + 1):
        article = make_article(mould, number, seed, shared == "describe")
        write(folder / article.name, article.files)


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files into a folder by their paths in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

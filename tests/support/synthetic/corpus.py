"""Corpora of made-up articles in a folder, and the faults that were put into them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from azkz_graph.dataset.project import own_root
from synthetic.article import make_article, shared_files
from synthetic.fault import Fault, faulty, with_fault
from synthetic.mould import read_mould

Shared = Literal["describe", "once"]
"""Whether each article describes what all share, all in the same words, or the corpus does so in `entities/`."""


def write_corpus(
    folder: Path, articles: int, seed: int, faults: int = 0, shared: Shared = "describe"
) -> tuple[Fault, ...]:
    """Write a corpus of that many articles into `folder`; the same seed gives the same bytes.

    As many articles as there are `faults` have one each. What comes back is every row of severity error that the table
    of problems must have, sorted; an article that collides with others is the one at fault where three or more have
    none. One article is in memory at a time.

    Raises:
        ValueError: there are more faults than articles, or the folder holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder} holds something already; name a folder that is empty or not there")
    mould = read_mould(own_root() / "data")
    kinds = faulty(articles, seed, faults)
    found: list[Fault] = []
    if shared == "once":
        write(folder / "entities", shared_files(mould))
    for number in range(1, articles + 1):
        article = make_article(mould, number, seed, shared == "describe")
        if number in kinds:
            article, problems = with_fault(article, kinds[number], mould)
            found += problems
        write(folder / article.name, article.files)
    return tuple(sorted(found))


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files into a folder by their paths in it; a lone surrogate is a byte that is no UTF-8."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))

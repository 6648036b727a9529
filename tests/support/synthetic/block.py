"""Blocks of the real article's files, each about one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from synthetic.growth import FIGURES_OF_GROWTH, GROWTH

TOKEN: Final = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*")(?P<tag>@[a-zA-Z-]+|\^\^xsd:\w+)?'
    r"|(?P<iri><[^>]*>)"
    r"|(?P<comment>^#.*)"
    r"|\b(?P<name>[a-z0-9]+:[A-Za-z0-9-]+)",
    re.MULTILINE,
)
"""What of Turtle is of interest, as these files write it: literals, IRIs, comments, and names with a prefix."""

ABOUT: Final = re.compile(r"(?<=schema:about)\s[^;.]*?(?=\s*[;.]\n)")
"""The list of what a note is about."""

Node = str
"""A thing as these files write it: `id:baku`, `passage:o1`."""


@dataclass(frozen=True)
class Block:
    """A part of a file between empty lines: `subject` is what it describes, or the passage that states it."""

    file: str
    subject: Node | None
    text: str

    @cached_property
    def nodes(self) -> frozenset[Node]:
        """The things that it names beside its subject, apart from what a note is about."""
        return named(ABOUT.sub("", self.text) if self.is_note else self.text) - {self.subject}

    @cached_property
    def about(self) -> tuple[Node, ...]:
        """What the note is about, in its order; nothing if it is no note."""
        found = ABOUT.search(self.text) if self.is_note else None
        return tuple(re.split(r"[\s,]+", found[0].strip())) if found else ()

    @property
    def is_note(self) -> bool:
        """Whether it is an editorial note."""
        return self.file == "notes.ttl"

    @property
    def is_facts(self) -> bool:
        """Whether it is what a passage states."""
        return self.file == "facts.trig"


def named(text: str) -> frozenset[Node]:
    """The things that a text names."""
    names = (found["name"] for found in TOKEN.finditer(text))
    return frozenset(name for name in names if name and name.startswith(("id:", "passage:")))


def read_blocks(data: Path) -> tuple[Block, ...]:
    """The blocks of all files of an article; the first of a file is its head, without its comment."""
    paths = [data / name for name in ("dataset.ttl", "article.ttl", "facts.trig", "notes.ttl")]
    paths += sorted((data / "entities").glob("*.ttl"))
    return tuple(
        block
        for path in paths
        for block in blocks_of(path.relative_to(data).as_posix(), path.read_text(encoding="utf-8"))
    )


def blocks_of(file: str, text: str) -> Iterator[Block]:
    """The blocks of one file."""
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    yield Block(file, None, "\n".join(prefixes) + "\n")
    between = r"\n\n+(?=passage:|#)" if file == "facts.trig" else r"\n\n+"
    for part in re.split(between, text.replace(*GROWTH) + FIGURES_OF_GROWTH.get(file, "")):
        found = re.match(r"((?:id|passage):[a-z0-9-]+)\s", part)
        if found or part.startswith("<"):
            yield Block(file, found[1] if found else None, part.strip("\n") + "\n")

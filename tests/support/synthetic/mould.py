"""Mould: what is needed to make many articles like the real one, prepared once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from synthetic.block import Block, Node, read_blocks
from synthetic.group import movable, shared_things, spare
from synthetic.template import Gaps, Names, template


@dataclass(frozen=True)
class Piece:
    """A block with gaps, about the `node`, which the keys of its gaps call `key`.

    It goes with the passage `group`, if there is one; if it is `again`, it is of the passage's double. If it is
    `shared`, all articles have it alike. `about` is what a note is about, with the names in an article.
    """

    file: str
    node: Node
    key: str
    text: str
    group: Node | None
    again: bool
    shared: bool
    about: tuple[tuple[Node, str], ...]


@dataclass(frozen=True)
class Mould:
    """What every article is made from.

    `groups` are the passages that can be doubled, with what goes with them, the `spare` ones of which can be left out;
    `places` are, of each thing in the text, the characters between it and what comes before, and its own.
    """

    pieces: tuple[Piece, ...]
    groups: Mapping[Node, frozenset[Node]]
    spare: frozenset[Node]
    places: Mapping[Node, tuple[int, int]]
    gaps: Gaps


def read_mould(data: Path) -> Mould:
    """Prepare the article in a folder; it has to be the project's own."""
    blocks = read_blocks(data)
    shared, groups, gaps = shared_things(blocks), movable(blocks), Gaps()
    numbers = {block.subject: number for number, block in enumerate(blocks) if block.subject}
    once = Names(shared, frozenset(), numbers)
    doubled = {passage: Names(shared, group - shared, numbers) for passage, group in groups.items()}
    home = {node: passage for passage, group in groups.items() for node in group}
    pieces = chain.from_iterable(pieces_of(block, home, once, doubled, gaps) for block in blocks)
    return Mould(tuple(pieces), groups, spare(blocks, groups), places(blocks), gaps)


def pieces_of(
    block: Block, home: Mapping[Node, Node], once: Names, doubled: Mapping[Node, Names], gaps: Gaps
) -> Iterator[Piece]:
    """The block as it is in an article, and behind it as it is where its passage is doubled."""
    node = block.subject or ""
    group = home.get(node)
    shared = node in once.shared
    yield piece(block, group, False, once, gaps)
    if group and not shared:
        yield piece(block, group, True, doubled[group], gaps)


def piece(block: Block, group: Node | None, again: bool, names: Names, gaps: Gaps) -> Piece:
    """One of these."""
    node = block.subject or ""
    return Piece(
        block.file,
        node,
        names.key(node),
        template(block, names, gaps),
        group,
        again,
        node in names.shared,
        tuple((each, names.written(each, gaps)) for each in block.about),
    )


def places(blocks: tuple[Block, ...]) -> dict[Node, tuple[int, int]]:
    """Where each thing with a position stands in the text, but the text as a whole."""
    found: dict[Node, tuple[int, int]] = {}
    last = 0
    for block in blocks:
        if block.file == "article.ttl" and "oa:start" in block.text and block.subject != "passage:position":
            words = block.text.split()
            start, end = int(words[words.index("oa:start") + 1]), int(words[words.index("oa:end") + 1])
            found[block.subject or ""] = (start - last, end - start)
            last = end
    return found

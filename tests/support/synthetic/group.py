"""Groups of blocks: things that articles share, and passages that can be doubled or left out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from synthetic.block import Block, Node

OF_THE_PAIR: Final = re.compile(
    "azerbaijan|azeri|kazakh|qazaq|baku|abai|measure that an article", re.IGNORECASE
)
"""What makes the description of a thing one of the article's two states, which are each article's own."""

SHARED_FILES: Final = ("concepts", "units", "states", "organizations", "places", "people", "works")
"""The files of entities that many articles would name."""

FIXED: Final = frozenset(
    f"passage:{name}"
    for name in (
        *("title", "site", "area", "population", "gdp", "gdp-per-head", "lead", "o9", "o10"),
        *("t1", "t3", "t4", "t5", "courtesy", "licence", "number"),
    )
)
"""Passages that every article has once: on them the rules work that compute figures, and the article's record."""

USED: Final = re.compile(r"(?:azkz:(?:reading|baseUnit)|dct:(?:type|creator|publisher))\s+(id:[a-z0-9-]+)")
"""An entity that the description of another one uses."""


def shared_things(blocks: Sequence[Block]) -> frozenset[Node]:
    """What all articles describe alike: of the usual kinds, with a class of its own, and not of the two states."""
    files = {f"entities/{name}.ttl" for name in SHARED_FILES}
    known = {
        block.subject: block.nodes
        for block in blocks
        if block.subject and (block.file in files or block.file == "dataset.ttl")
        if re.search(r"^\s+a ", block.text, re.MULTILINE) and not OF_THE_PAIR.search(in_english(block))
    }
    while alone := [node for node, nodes in known.items() if not nodes <= known.keys()]:
        for node in alone:
            del known[node]
    return frozenset(known)


def in_english(block: Block) -> str:
    """The slug and the English texts of a description."""
    return f"{block.subject} " + " ".join(re.findall(r'"((?:[^"\\]|\\.)*)"@en', block.text))


def movable(blocks: Sequence[Block]) -> dict[Node, frozenset[Node]]:
    """The passages that an article may have twice, each with all that only it speaks of: footnotes, entities, notes."""
    told = speakers(blocks)
    found: dict[Node, frozenset[Node]] = {}
    for block in blocks:
        node = block.subject
        if not block.is_facts or node is None or node in FIXED or node.startswith("passage:fn"):
            continue
        group = dependents([node], blocks, told)
        every = {**found, node: group}
        together = dependents(every, blocks, told)
        if is_closed(group, blocks, told) and entities(together) == entities(
            frozenset().union(*every.values())
        ):
            found[node] = group
    return found


def spare(blocks: Sequence[Block], groups: Mapping[Node, frozenset[Node]]) -> frozenset[Node]:
    """The passages of groups that an article may lack: however many it lacks, every entity that stays is used."""
    used = users(blocks)
    found: frozenset[Node] = frozenset()
    gone: frozenset[Node] = frozenset()
    for passage, group in groups.items():
        more = gone | group
        if not any(using <= more for entity, using in used.items() if entity not in more):
            found, gone = found | {passage}, more
    return found


def users(blocks: Iterable[Block]) -> Mapping[Node, frozenset[Node]]:
    """Of each entity, the subjects of the blocks that use it as the shape `Entity-mention` asks; lists do not."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for block in blocks:
        for node in block.nodes if block.is_facts else {*USED.findall(block.text), *block.about}:
            if node.startswith("id:"):
                found[node] |= {block.subject or ""}
    return {node: frozenset(using) for node, using in found.items()}


def speakers(blocks: Iterable[Block]) -> Mapping[Node, frozenset[Node]]:
    """Of each thing, the subjects of the blocks that name it; for a fact that is its passage."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for block in blocks:
        for node in block.nodes:
            found[node] |= {block.subject or ""}
    return {node: frozenset(told) for node, told in found.items()}


def dependents(
    passages: Iterable[Node], blocks: Sequence[Block], told: Mapping[Node, frozenset[Node]]
) -> frozenset[Node]:
    """The passages with all things that nothing else speaks of, and the notes that are about nothing else."""
    group = set(passages)
    while True:
        more = {
            block.subject
            for block in blocks
            if block.subject and block.subject not in group
            if (
                set(block.about) <= group
                if block.is_note
                else told.get(block.subject, frozenset([""])) <= group
            )
        }
        if not more:
            return frozenset(group)
        group |= more


def is_closed(group: frozenset[Node], blocks: Iterable[Block], told: Mapping[Node, frozenset[Node]]) -> bool:
    """Whether nothing that stays needs the group: it speaks of nothing in it, and has its class elsewhere."""
    classified = {
        name
        for block in blocks
        if block.is_facts and block.subject in group
        for name in re.findall(r"(id:[a-z0-9-]+)\s+a ", block.text)
    }
    return classified <= group and all(told.get(node, frozenset()) <= group for node in group)


def entities(group: frozenset[Node]) -> frozenset[Node]:
    """The group without its notes, which go when nothing that they are about is left."""
    return frozenset(node for node in group if not node.startswith("id:note-"))

"""Texts that make Python try a regular expression in more than linear time.

Python tries the ways through a pattern one after the other. Their number grows with the text where two loops may read
the same word, one after the other or one in the other; a search, moreover, begins at each character, which is a loop
before the pattern. So a pattern is made an automaton whose states are its characters (Glushkov), and loops are looked
for that share a word: https://arxiv.org/abs/1701.04045 calls them IDA and EDA. Nothing is executed.

What is found may be harmless where a lookahead forbids the word: the check errs on the safe side, but for these. A
repetition of at most SHORT is no loop. Only what can fail behind a loop is tried in another way.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

SHORT: Final = 64
"""A repetition of at most so many is taken for a constant."""

COPIES: Final = 3
"""The repetitions that a pattern asks for at least are written out up to so many."""

Tree: TypeAlias = Any
"""What `re` parses a pattern to: nodes, each a code with a value, in which nodes may be."""

parser: Final[Any] = importlib.import_module("re._parser")

ASCII, DOTALL, IGNORECASE, MULTILINE = map(int, (re.ASCII, re.DOTALL, re.IGNORECASE, re.MULTILINE))
"""The flags as numbers, which are compared two million times."""

SAMPLES: Final = (
    "".join(map(chr, range(256))) + "\u0130\u0416\u05d0\u0661\u2028\u202e\u3000\u4e00\ud800\ufffe😀"
)
"""The characters that stand for all, beside those that a pattern names."""

CATEGORIES: Final[dict[str, Callable[[str], bool]]] = {
    "DIGIT": str.isdecimal,
    "SPACE": str.isspace,
    "WORD": lambda character: character.isalnum() or character == "_",
}


@dataclass(frozen=True, eq=False)
class Edge:
    """A way from one character of the pattern to the next, and the atomic groups that it leaves."""

    start: int
    end: int
    leaves: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Part:
    """A piece of a pattern: with which characters it may begin and end, and whether it may be empty.

    `bound` are the ends behind which something is still asked for, `asks` whether an empty one asks for something.
    `group` is the number of a possessive repetition, `skips` the ends behind which such ones are left out.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: bool = True
    bound: frozenset[int] = frozenset()
    asks: bool = False
    group: int | None = None
    skips: frozenset[tuple[int, int]] = frozenset()


@dataclass
class Automaton:
    """The characters of a pattern as sets, the edges between them, and what was found on the way."""

    flags: int
    samples: str
    begun: bool = False
    """Whether the pattern is read by a search, which has gone over the text before it."""
    fresh: bool = True
    """Whether nothing of the pattern is read yet."""
    characters: list[frozenset[str]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    groups: dict[int, tuple[range, Part]] = field(default_factory=dict)

    def state(self, characters: Iterable[str]) -> int:
        """A further character of the pattern."""
        self.characters.append(frozenset(characters))
        return len(self.characters) - 1

    def join(self, part: Part, starts: Iterable[int], since: int = 0) -> None:
        """Edges from every end of a part to every start; they leave the atomic groups that were made since."""
        groups = [(number, states) for number, (states, _) in self.groups.items() if number >= since]
        for end in part.last:
            left = {number for number, states in groups if end in states}
            left |= {number for state, number in part.skips if state == end}
            self.edges += [Edge(end, start, frozenset(left)) for start in starts]

    def sequence(self, parts: Iterable[Part]) -> Part:
        """One part behind the other."""
        whole = Part()
        for part in parts:
            self.join(whole, part.first)
            skipped = {(end, part.group) for end in whole.last} if part.group is not None else set()
            bound = part.bound | (
                frozenset(whole.last) if part.asks else whole.bound if part.empty else frozenset()
            )
            whole = Part(
                whole.first + (part.first if whole.empty else ()),
                part.last + (whole.last if part.empty else ()),
                whole.empty and part.empty,
                bound,
                whole.asks or part.asks,
                skips=part.skips | (whole.skips | skipped if part.empty else frozenset()),
            )
        return whole

    def parsed(self, nodes: Tree, loops: int = 0) -> Part:
        """The part that a sequence of nodes makes."""
        return self.sequence(self.pieces(list(nodes), loops))

    def pieces(self, nodes: Sequence[Tree], loops: int) -> Iterator[Part]:
        """The part that each node makes."""
        for place, (code, value) in enumerate(nodes):
            before = None
            if self.begun and self.fresh and place == 0:
                before = allowed_before(nodes, self.flags, self.samples)
            if before is None:
                yield self.node(str(code), value, loops)
            else:
                # The search has gone over the character before the pattern: it is read with the pattern.
                state = self.state(before)
                yield Part((state,), (state,), False)
            self.fresh = False

    def node(self, code: str, value: Tree, loops: int) -> Part:
        """The part that one node makes."""
        if code in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            state = self.state(c for c in self.samples if matches(code, value, c, self.flags))
            return Part((state,), (state,), False)
        if code == "SUBPATTERN":
            _, added, removed, nodes = value
            kept, self.flags = self.flags, (self.flags | added) & ~removed
            part = self.parsed(nodes, loops)
            self.flags = kept
            return part
        if code == "BRANCH":
            branches = []
            for nodes, fresh in zip(value[1], [self.fresh] * len(value[1]), strict=True):
                self.fresh = fresh
                branches.append(self.parsed(nodes, loops))
            return Part(
                sum((each.first for each in branches), ()),
                sum((each.last for each in branches), ()),
                any(each.empty for each in branches),
                frozenset().union(*(each.bound for each in branches)),
                any(each.asks for each in branches),
                skips=frozenset().union(*(each.skips for each in branches)),
            )
        if code == "ATOMIC_GROUP":
            return self.atomic(lambda: self.parsed(value, loops))
        if code == "POSSESSIVE_REPEAT":
            number = len(self.groups)
            return replace(self.atomic(lambda: self.repeat(value, loops)), group=number)
        if code in ("MAX_REPEAT", "MIN_REPEAT"):
            return self.repeat(value, loops)
        if code in ("ASSERT", "ASSERT_NOT"):
            if value[0] == 1 and has_loop(value[1]) and (loops or self.begun):
                self.faults.append("a lookahead of any length")
            if value[0] == 1:
                self.parsed(value[1], loops)
            return Part(asks=True)
        if code == "AT":
            return Part(empty=not self.is_behind(str(value)), asks=True)
        self.faults.append(f"{code} is not known to the check")
        return Part()

    def is_behind(self, place: str) -> bool:
        """Whether the place is the beginning of the text, and the search has begun to read behind it."""
        once = place == "AT_BEGINNING_STRING" or (place == "AT_BEGINNING" and not self.flags & MULTILINE)
        return self.begun and once

    def atomic(self, make: Callable[[], Part]) -> Part:
        """A part that is not tried in another way once it is left."""
        number = len(self.groups)
        self.groups[number] = (range(0), Part())
        start = len(self.characters)
        part = make()
        self.groups[number] = (range(start, len(self.characters)), part)
        return part

    def repeat(self, value: Tree, loops: int) -> Part:
        """A repetition: a loop, or up to two copies of what is short."""
        least, most, nodes = value
        self.fresh = self.fresh and least > 0
        most = None if most is parser.MAXREPEAT else int(most)
        if most is not None and (most <= 1 or (most <= SHORT and not has_loop(nodes))):
            whole, *others = [self.parsed(nodes, loops) for _ in range(min(most, 2))] or [Part()]
            for part in others:
                whole = self.sequence([whole, part if least > 1 else replace(part, empty=True, asks=False)])
            return whole if least else replace(whole, empty=True, asks=False)
        copies = [self.parsed(nodes, loops) for _ in range(min(max(least, 1), COPIES) - 1)]
        since = len(self.groups)
        looped = self.parsed(nodes, loops + 1)
        self.join(looped, looped.first, since)
        if least == 0:
            looped = replace(looped, empty=True, asks=False)
        return self.sequence([*copies, looped])


def has_loop(nodes: Tree) -> bool:
    """Whether a repetition of more than SHORT, or one in another, is among the nodes."""
    for code, value in nodes:
        if str(code).endswith("REPEAT") and (
            value[1] is parser.MAXREPEAT or value[1] > SHORT or (value[1] > 1 and value[0] != value[1] > 8)
        ):
            return True
        if any(has_loop(inner) for inner in inner_nodes(value)):
            return True
    return False


def inner_nodes(value: Tree) -> Iterator[Tree]:
    """The sequences of nodes in the value of a node."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from inner_nodes(each)


def matches(code: str, value: Tree, character: str, flags: int) -> bool:
    """Whether a node that reads one character reads this one."""
    if code == "ANY":
        return bool(flags & DOTALL) or character != "\n"
    if code == "NOT_LITERAL":
        return not matches("LITERAL", value, character, flags)
    cases = {character}
    if flags & IGNORECASE:
        cases |= {case for case in (character.lower(), character.upper()) if len(case) == 1}
    if code == "LITERAL":
        return value in map(ord, cases)
    if code == "RANGE":
        return any(value[0] <= ord(case) <= value[1] for case in cases)
    if code == "CATEGORY":
        name = str(value).removeprefix("CATEGORY_")
        kind = CATEGORIES[name.removeprefix("NOT_")]
        found = kind(character) and not (flags & ASCII and ord(character) > 127)
        return found != name.startswith("NOT_")
    negated = bool(value) and str(value[0][0]) == "NEGATE"
    found = any(matches(str(inner), each, character, flags) for inner, each in value[negated:])
    return found != negated


def named_characters(nodes: Tree) -> Iterator[int]:
    """The characters that a pattern names, and their neighbours."""
    if isinstance(nodes, int) and not isinstance(nodes, bool):
        yield from (code for code in (nodes - 1, nodes, nodes + 1) if 0 <= code < 0x110000)
    elif isinstance(nodes, (tuple, list, parser.SubPattern)):
        for node in nodes:
            yield from named_characters(node)


def faults(pattern: str | bytes, flags: int = 0, how: str = "search") -> list[str]:
    """What could take more than linear time; `how` is the method: match, fullmatch, or any that searches."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    nodes = parser.parse(text, flags | (re.ASCII if isinstance(pattern, bytes) else 0))
    samples = "".join(dict.fromkeys(SAMPLES + "".join(map(chr, named_characters(list(nodes))))))
    found: list[str] = []
    for begun in (False,) if how in ("match", "fullmatch") else (False, True):
        automaton = Automaton(nodes.state.flags, samples, begun)
        whole = automaton.parsed(nodes)
        start = automaton.state(samples) if begun else None
        if start is not None:
            automaton.join(Part(last=(start,)), (start, *whole.first))
        ends = frozenset() if how == "fullmatch" else frozenset(whole.last) - whole.bound
        found += [*automaton.faults, *shared_words(automaton, ends, start)]
    return list(dict.fromkeys(found))


def allowed_before(nodes: Sequence[Tree], flags: int, samples: str) -> Iterable[str] | None:
    """The characters that may stand before nodes that begin with an assertion about that; None if they do not."""
    code, value = str(nodes[0][0]), nodes[0][1]
    if code == "AT" and str(value) == "AT_BEGINNING" and flags & MULTILINE:
        return "\n"
    if code == "AT" and str(value) == "AT_BOUNDARY" and len(nodes) > 1 and begins_with_word(nodes[1]):
        return [character for character in samples if not CATEGORIES["WORD"](character)]
    if code in ("ASSERT", "ASSERT_NOT") and value[0] == -1 and len(value[1]) == 1:
        inner, said = value[1][0]
        if str(inner) in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            is_wanted = code == "ASSERT"
            return [each for each in samples if matches(str(inner), said, each, flags) == is_wanted]
    return None


def begins_with_word(node: Tree) -> bool:
    """Whether the node reads a letter that stands for itself."""
    return str(node[0]) == "LITERAL" and CATEGORIES["WORD"](chr(node[1]))


def shared_words(automaton: Automaton, ends: frozenset[int], begin: int | None) -> Iterator[str]:
    """A sentence for each pair of loops that read one word; `begin` is where a search begins.

    A search goes on behind what was found: from where it begins, no other loop counts that passes an end.
    """
    edges: dict[int, list[Edge]] = {}
    for edge in automaton.edges:
        if automaton.characters[edge.end]:
            edges.setdefault(edge.start, []).append(edge)
    reach = {state: reachable(state, edges) for state in range(len(automaton.characters))}
    looped = {state for state, found in reach.items() if state in found}
    rings = {state: frozenset(other for other in reach[state] if state in reach[other]) for state in looped}
    committing = {
        number for number, (states, part) in automaton.groups.items() if commits(states, part, edges)
    }
    product = Product(automaton.characters, edges, reach, frozenset(committing))
    for state in sorted(looped):
        if not rings[state] <= ends and product.returns_twice(state):
            yield f"one word goes round in two ways at {shown(automaton.characters[state])}"
    for one in sorted(looped):
        for other in sorted(looped & reach[one] - {one}):
            if rings[other] <= ends or one in reach[other] or (one == begin and other in ends):
                continue
            if product.passes_on(one, other, ends if one == begin else frozenset()):
                start = shown(automaton.characters[one])
                yield f"one word is read at {start} and again at {shown(automaton.characters[other])}"


def commits(states: range, part: Part, edges: dict[int, list[Edge]]) -> bool:
    """Whether an atomic group may be left wherever it loops, so that it never reads on in vain."""
    inside = {
        start: [edge for edge in found if edge.end in states]
        for start, found in edges.items()
        if start in states
    }
    looped = {state for state in states if state in reachable(state, inside)}
    return looped <= frozenset(part.last) - part.bound


def reachable(state: int, edges: dict[int, list[Edge]]) -> frozenset[int]:
    """The states that come behind a state."""
    found: set[int] = set()
    left = [state]
    while left:
        for edge in edges.get(left.pop(), ()):
            if edge.end not in found:
                found.add(edge.end)
                left.append(edge.end)
    return frozenset(found)


@dataclass(frozen=True)
class Product:
    """Several readers of one word."""

    characters: Sequence[frozenset[str]]
    edges: dict[int, list[Edge]]
    reach: dict[int, frozenset[int]]
    committing: frozenset[int]

    def is_choice(self, one: Edge, other: Edge) -> bool:
        """Whether both edges are tried: staying in a group that commits, and leaving it, are not."""
        return one is not other and not (one.leaves ^ other.leaves) & self.committing

    def returns_twice(self, state: int) -> bool:
        """Whether a word leads from a state to itself in two ways."""
        seen, left = set(), [(state, state, False)]
        while left:
            one, two, parted = left.pop()
            for first in self.edges.get(one, ()):
                for second in self.edges.get(two, ()):
                    if not self.characters[first.end] & self.characters[second.end]:
                        continue
                    if not parted and first is not second and not self.is_choice(first, second):
                        continue
                    now = (first.end, second.end, parted or first is not second)
                    if now == (state, state, True):
                        return True
                    if now not in seen and state in self.reach[first.end] and state in self.reach[second.end]:
                        seen.add(now)
                        left.append(now)
        return False

    def passes_on(self, state: int, later: int, closed: frozenset[int]) -> bool:
        """Whether a word leads from a state to itself, from there to a later one, and from that to itself.

        The last way may not lead over what is closed.
        """
        seen, left = set(), [(state, state, later, False)]
        while left:
            one, two, three, parted = left.pop()
            for first in self.edges.get(one, ()):
                if state not in self.reach[first.end]:
                    continue
                for second in self.edges.get(two, ()):
                    both = self.characters[first.end] & self.characters[second.end]
                    if not both or (second.end != later and later not in self.reach[second.end]):
                        continue
                    if not parted and first is not second and not self.is_choice(first, second):
                        continue
                    for third in self.edges.get(three, ()):
                        if (
                            third.end in closed
                            or later not in self.reach[third.end]
                            or not both & self.characters[third.end]
                        ):
                            continue
                        now = (first.end, second.end, third.end, parted or first is not second)
                        if now == (state, later, later, True):
                            return True
                        if now not in seen:
                            seen.add(now)
                            left.append(now)
        return False


def shown(characters: frozenset[str]) -> str:
    """A few of the characters, so that a reader finds them in the pattern."""
    some = sorted(
        characters, key=lambda character: (not character.isprintable(), not character.isalnum(), character)
    )
    return "".join(some[:4]) + ("…" if len(some) > 4 else "")

"""The triples of a dataset in; the same, found by any of their parts at once, with a record of what was asked, out.

It is asked as a store is. What the making of a page asked for is what the page depends on.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from azkz_graph.graph.facts import Node, Term

Value = TypeVar("Value")
Pattern = tuple[Node | None, NamedNode | None, Term | None]
"""Subject, predicate and object; None is anything."""


class Index:
    """Triples by their parts; `seen` holds the patterns that were asked for."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.seen: set[Pattern] = set()
        self._found: dict[Pattern, list[Quad]] = defaultdict(list)
        self._memory: dict[object, tuple[object, frozenset[Pattern]]] = {}
        for triple in triples:
            quad = Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
            for pattern in patterns(quad):
                self._found[pattern].append(quad)
        self._attached: dict[Pattern, bytes] = {}

    def attach(self, node: NamedNode, aspect: NamedNode, content: bytes) -> None:
        """Let something of the node that is not in the triples, such as the answer to a query, be depended on."""
        self._attached[node, aspect, None] = content

    def depend(self, node: Node, aspect: NamedNode) -> None:
        """Say that what is being made depends on what was attached to the node."""
        self.seen.add((node, aspect, None))

    def quads_for_pattern(
        self, subject: Node | None, predicate: NamedNode | None, object: Term | None, _: DefaultGraph, /
    ) -> Iterator[Quad]:
        """The triples that have the parts that are given, as `pyoxigraph.Store` gives them."""
        if subject is not None and object is not None:
            return iter([quad for quad in self._look((subject, predicate, None)) if quad.object == object])
        return iter(self._look((subject, predicate, object)))

    def _look(self, pattern: Pattern) -> list[Quad]:
        self.seen.add(pattern)
        return self._found.get(pattern, [])

    def remembered(self, name: object, make: Callable[[], Value]) -> Value:
        """What `make` makes, made once for a name; what it asked for counts as seen each time."""
        if name not in self._memory:
            self._memory[name] = self.traced(make)
        value, seen = self._memory[name]
        self.seen |= seen
        return value  # type: ignore[return-value]

    def traced(self, make: Callable[[], Value]) -> tuple[Value, frozenset[Pattern]]:
        """What `make` makes, and the patterns that it asked for."""
        outer, self.seen = self.seen, set()
        try:
            value = make()
            seen = frozenset(self.seen)
        finally:
            self.seen = outer
        self.seen |= seen
        return value, seen

    def patterns(self) -> Iterator[Pattern]:
        """Every pattern that finds something."""
        yield from self._found
        yield from self._attached

    def digest(self, pattern: Pattern) -> str:
        """A digest of what the pattern finds, whatever its order."""
        lines = sorted(str(quad) for quad in self._found.get(pattern, ()))
        content = "\n".join(lines).encode() + self._attached.get(pattern, b"")
        return hashlib.blake2b(content, digest_size=16).hexdigest()


def patterns(quad: Quad) -> tuple[Pattern, ...]:
    """The patterns that find the triple."""
    subject, predicate, object = quad.subject, quad.predicate, quad.object
    assert not isinstance(subject, Triple), "a fact describes its triple in RDF 1.1"
    return (
        (None, None, None),
        (subject, None, None),
        (subject, predicate, None),
        (None, predicate, None),
        (None, predicate, object),
        (None, None, object),
    )

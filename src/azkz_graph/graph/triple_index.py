"""Index of a dataset's triples by any of their parts, asked as a store is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from azkz_graph.graph.facts import Node, Term

Value = TypeVar("Value")
Pattern = tuple[Node | None, NamedNode | None, Term | None]
"""Subject, predicate and object; None is anything."""


class Index:
    """Triples by their parts."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._found: dict[Pattern, list[Quad]] = defaultdict(list)
        self._memory: dict[object, object] = {}
        for triple in triples:
            quad = Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
            for pattern in patterns(quad):
                self._found[pattern].append(quad)

    def quads_for_pattern(
        self, subject: Node | None, predicate: NamedNode | None, object: Term | None, _: DefaultGraph, /
    ) -> Iterator[Quad]:
        """Return the triples that have the given parts, as `pyoxigraph.Store` does."""
        if subject is not None and object is not None:
            found = self._found.get((subject, predicate, None), ())
            return iter([quad for quad in found if quad.object == object])
        return iter(self._found.get((subject, predicate, object), ()))

    def remembered(self, name: object, make: Callable[[], Value]) -> Value:
        """Return what `make` makes, which is made once for a name."""
        if name not in self._memory:
            self._memory[name] = make()
        return self._memory[name]  # type: ignore[return-value]


def patterns(quad: Quad) -> tuple[Pattern, ...]:
    """Return the patterns that find the triple."""
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

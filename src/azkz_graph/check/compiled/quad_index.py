"""Index of quads by predicate, from either end, with the instances of classes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter

from pyoxigraph import NamedNode, Quad

from azkz_graph.check.compiled.constraint_store import ConstraintStore, constraint_store
from azkz_graph.check.shacl_results import Term
from azkz_graph.vocabulary import RDFS, TYPE

SUBCLASS = NamedNode(RDFS + "subClassOf")

Ends = Collection[Term]
"""Terms, each once, in the order in which they were said."""

Joined = Mapping[Term, Ends]
"""Terms with those that a predicate joins them to."""

NONE: Ends = ()

FORTH, BACK = attrgetter("subject", "object"), attrgetter("object", "subject")


@dataclass(frozen=True)
class QuadIndex:
    """The triples of some quads, whatever graphs hold them, by predicate; lexical forms are as they were.

    It is no `Index` of triples, which finds them by any part and takes over twenty times as long to make: for each
    article of a corpus the shapes ask of few predicates, and of their ends alone.

    How a predicate joins terms, and which nodes are of a class, is found out when it is first asked.
    """

    quads: Mapping[Term, Sequence[Quad]]
    objects: dict[Term, Joined] = field(default_factory=dict, compare=False)
    inverse: dict[Term, Joined] = field(default_factory=dict, compare=False)
    members: dict[Term, Set[Term]] = field(default_factory=dict, compare=False)

    @cached_property
    def asked(self) -> ConstraintStore:
        """Return the same triples, for SPARQL constraints."""
        return constraint_store(chain.from_iterable(self.quads.values()))

    def joined(self, predicate: Term) -> Joined:
        """Return every subject of the predicate with its objects."""
        found = self.objects.get(predicate)
        if found is None:
            quads = self.quads.get(predicate, ())
            found = self.objects[predicate] = by_first(map(FORTH, quads))
        return found

    def subjects(self, predicate: Term) -> Joined:
        """Return every object of the predicate with its subjects."""
        found = self.inverse.get(predicate)
        if found is None:
            quads = self.quads.get(predicate, ())
            found = self.inverse[predicate] = by_first(map(BACK, quads))
        return found

    def instances(self, kind: Term) -> Set[Term]:
        """Return the nodes of the class or of one below it.

        Source: https://www.w3.org/TR/shacl/#dfn-shacl-instance.
        """
        found = self.members.get(kind)
        if found is None:
            typed, below = self.subjects(TYPE), self.subclasses(kind)
            found = self.members[kind] = {node for each in below for node in typed.get(each, NONE)}
        return found

    def subclasses(self, kind: Term) -> Set[Term]:
        """Return the class itself and every one below it."""
        below, above = {kind}, [kind]
        while above:
            more = set(self.subjects(SUBCLASS).get(above.pop(), NONE)) - below
            below |= more
            above += more
        return below


def quad_index(quads: Iterable[Quad]) -> QuadIndex:
    """Return the index of the quads."""
    found: defaultdict[Term, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.predicate].append(quad)
    return QuadIndex(dict(found))


def by_first(pairs: Iterable[tuple[Term, Term]]) -> Joined:
    """Return the second terms of the pairs by the first, each once.

    Most are alone, for which a tuple is made faster.
    """
    found: dict[Term, tuple[Term] | dict[Term, None]] = {}
    for first, second in pairs:
        known = found.setdefault(first, (alone := (second,)))
        if known is alone:
            continue
        if isinstance(known, tuple):
            known = found[first] = {known[0]: None}
        known[second] = None
    return found

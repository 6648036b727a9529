"""A path of SHACL or SPARQL in; the function that gives the nodes to which it leads from a node, out."""

from collections.abc import Callable, Collection, Iterable
from collections.abc import Sequence as Several
from dataclasses import dataclass
from functools import partial
from itertools import chain

from pyoxigraph import NamedNode

from azkz_graph.shacl import Term
from azkz_graph.validation.quad_index import NONE, Joined, QuadIndex


@dataclass(frozen=True)
class Inverse:
    """From the object of the predicate to its subject."""

    path: NamedNode


@dataclass(frozen=True)
class Sequence:
    """One path after the other."""

    paths: tuple["Path", ...]


@dataclass(frozen=True)
class Alternative:
    """Any of the paths."""

    paths: tuple["Path", ...]


@dataclass(frozen=True)
class Optional:
    """The path, or no step at all."""

    path: "Path"


Path = NamedNode | Inverse | Sequence | Alternative | Optional

Leading = Callable[[Term], Collection[Term]]
"""Gives the nodes to which a path leads from a node, each once."""


def inverse(path: Path) -> Path:
    """The path from its end to its start."""
    match path:
        case NamedNode():
            return Inverse(path)
        case Inverse(predicate):
            return predicate
        case Sequence(paths):
            return Sequence(tuple(inverse(each) for each in reversed(paths)))
        case Alternative(paths):
            return Alternative(tuple(inverse(each) for each in paths))
        case Optional(part):
            return Optional(inverse(part))


def leading(index: QuadIndex, path: Path) -> Leading:
    """The function from a node to those at the end of the path."""
    match path:
        case NamedNode():
            return partial(found_in, index.joined(path))
        case Inverse(predicate):
            return partial(found_in, index.subjects(predicate))
        case Sequence(paths):
            parts = [leading(index, each) for each in paths]
            return lambda node: reached(parts, node)
        case Alternative(paths):
            parts = [leading(index, each) for each in paths]
            return lambda node: united([found for part in parts if (found := part(node))])
        case Optional(part):
            found = leading(index, part)
            return lambda node: united([(node,), found(node)])


def found_in(joined: Joined, node: Term) -> Collection[Term]:
    """What the node is joined to."""
    return joined.get(node, NONE)


def reached(parts: Iterable[Leading], node: Term) -> Collection[Term]:
    """The nodes to which the parts lead one after the other."""
    nodes: Collection[Term] = (node,)
    for part in parts:
        nodes = united([part(each) for each in nodes])
    return nodes


def united(sets: Several[Collection[Term]]) -> Collection[Term]:
    """The members of any of the sets, each once."""
    return sets[0] if len(sets) == 1 else dict.fromkeys(chain.from_iterable(sets))


def starts(index: QuadIndex, path: Path) -> Iterable[Term]:
    """Nodes that include every one from which the path leads on; it may not begin with an optional step."""
    match path:
        case NamedNode():
            return index.joined(path)
        case Inverse(predicate):
            return index.subjects(predicate)
        case Sequence(paths):
            return starts(index, paths[0])
        case Alternative(paths):
            return dict.fromkeys(start for each in paths for start in starts(index, each))
        case Optional():
            raise ValueError("an optional path begins everywhere")

"""Property paths of SHACL, as functions from a node to those to which they lead."""

from collections.abc import Callable, Collection
from collections.abc import Sequence as Several
from dataclasses import dataclass
from functools import partial
from itertools import chain

from pyoxigraph import NamedNode

from azkz_graph.check.compiled.quad_index import NONE, Joined, QuadIndex
from azkz_graph.check.shacl_results import Term


@dataclass(frozen=True)
class Inverse:
    """From the object of the predicate to its subject."""

    path: NamedNode


@dataclass(frozen=True)
class Alternative:
    """Any of the paths."""

    paths: tuple["Path", ...]


Path = NamedNode | Inverse | Alternative

Leading = Callable[[Term], Collection[Term]]
"""Gives the nodes to which a path leads from a node, each once."""


def compile_path(index: QuadIndex, path: Path) -> Leading:
    """Return the function from a node to those at the end of the path."""
    match path:
        case NamedNode():
            return partial(look_up, index.joined(path))
        case Inverse(predicate):
            return partial(look_up, index.subjects(predicate))
        case Alternative(paths):
            parts = [compile_path(index, each) for each in paths]
            return lambda node: unite([found for part in parts if (found := part(node))])


def look_up(joined: Joined, node: Term) -> Collection[Term]:
    """Return what the node is joined to."""
    return joined.get(node, NONE)


def unite(sets: Several[Collection[Term]]) -> Collection[Term]:
    """Return the members of any of the sets, each once."""
    return sets[0] if len(sets) == 1 else dict.fromkeys(chain.from_iterable(sets))

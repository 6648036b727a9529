"""Search for things by a name in any language."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Triples
from azkz_graph.graph.labels import labels
from azkz_graph.graph.name_lookup import fold_name, near
from azkz_graph.mcp.library import Library
from azkz_graph.mcp.shown_values import describe_thing
from azkz_graph.mcp.tool_answers import FoundThings
from azkz_graph.mcp.tool_lookup import find_called, quote


def find(library: Library, name: str, limit: int = 10, language: str = "en") -> FoundThings:
    """Return the things of that name, then those whose names contain it, the shorter ones first."""
    store = library.store
    exact = dict.fromkeys(find_called(store, name), name)
    found = {**exact, **{node: label for label, node in find_containing(store, name) if node not in exact}}
    if not found:
        says = f"Not stated: nothing in the data is called {quote(name)}, in any of the five languages."
        return FoundThings(False, says, close=near(store, name))
    listed = list(found.items())[:limit]
    things = tuple(describe_thing(store, node, language, matched) for node, matched in listed)
    if exact:
        says = f"{len(exact)} called {quote(name)}, {len(found) - len(exact)} with it in a name."
    else:
        says = f"Nothing is called {quote(name)}; {len(found)} with it in a name."
    return FoundThings(True, says, things, len(found) - len(things))


def find_containing(store: Triples, name: str) -> Iterator[tuple[str, NamedNode]]:
    """Return the names that contain the name, each with what it is a name of, the shortest first."""
    wanted = fold_name(name)
    found = {
        node: label
        for label, node in sorted(labels(store), key=order, reverse=True)
        if wanted in fold_name(label)
    }
    return iter(sorted(((label, node) for node, label in found.items()), key=order))


def order(named: tuple[str, NamedNode]) -> tuple[int, str, str]:
    """Return a sort key that puts short names first."""
    return len(named[0]), named[0], named[1].value

"""Look-up of what a client names, or one sentence that nothing has the name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from azkz_graph.about.why_answer import is_called
from azkz_graph.graph.facts import Term, Triples
from azkz_graph.graph.labels import kinds, labels
from azkz_graph.graph.name_lookup import candidates, fold_name, near, occurs
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import shorten

SHOWN = 80
"""How many characters of a client's words are said back."""


@dataclass(frozen=True)
class Unknown:
    """That nothing is called so; `close` are prefixed names of things whose names come close."""

    says: str
    close: tuple[str, ...]


def lookup(store: Triples, name: str) -> NamedNode | Unknown:
    """Return the one thing of that slug, prefixed name, IRI, or label in any language.

    Else that there is none.

    Raises:
        UsageError: more than one thing is called so.
    """
    found = find_called(store, name)
    if not found:
        return Unknown(f"Not stated: nothing in the data is called {quote(name)}.", near(store, name))
    if len(found) > 1:
        several = ", ".join(f"{shorten(node.value)} ({', '.join(kinds(store, node))})" for node in found)
        raise UsageError(f"{quote(name)} may be any of {several}; name one by its prefixed name")
    return found[0]


def find_called(store: Triples, name: str) -> Sequence[NamedNode]:
    """Return everything of that slug, prefixed name or IRI, else of that label."""
    for iri in candidates(store, name):
        if occurs(store, iri):
            return [iri]
    wanted = fold_name(name)
    return sorted({node for label, node in labels(store) if fold_name(label) == wanted}, key=str)


def find_meant(store: Triples, values: Iterable[Term], name: str) -> list[Term]:
    """Return those of the values that a client may mean by the name: by text, value or any of their names."""
    nodes = set(find_called(store, name))
    return [
        each
        for each in values
        if each in nodes or (isinstance(each, Literal) and is_called(store, each, name))
    ]


def quote(words: str) -> str:
    """Quote a client's words: printable, and cut if they are long.

    >>> quote("a" * 100)[-3:]
    "a…'"
    """
    return repr(words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")

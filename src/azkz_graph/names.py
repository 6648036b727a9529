"""A store and what a user calls something in; its IRI, or the names that come close, out."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from azkz_graph.facts import Triples, triples
from azkz_graph.normal_form import normalized
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import BASE, FACT, ID, ONTOLOGY, PREFIXES, RULE, TYPE, expand, shorten
from azkz_graph.wording import kinds, labels

ARTICLE = NamedNode(PREFIXES["schema"] + "Article")

ALIKE = str.maketrans(
    {**dict.fromkeys("׳’ʼ‘`´", "'"), **dict.fromkeys("״“”„", '"'), **dict.fromkeys("–—־‑", "-")}
)
"""Characters that keyboards and texts use for each other."""


def find(store: Triples, name: str) -> NamedNode:
    """The thing of that slug, prefixed name, IRI, or label in any language.

    Raises:
        UsageError: nothing or more than one thing is called so.
    """
    for iri in candidates(store, name):
        if occurs(store, iri):
            return iri
    wanted = folded(name)
    called = sorted({node for label, node in labels(store) if folded(label) == wanted}, key=str)
    if not called:
        raise UsageError(f"nothing is called {name!r}; {advice(store, name)}")
    if len(called) > 1:
        several = ", ".join(f"{shorten(node.value)} ({', '.join(kinds(store, node))})" for node in called)
        raise UsageError(f"{name!r} may be any of {several}; name one by its IRI or prefixed name")
    return called[0]


def candidates(store: Triples, name: str) -> Iterator[NamedNode]:
    """The IRIs that the name may stand for as IRI, prefixed name or slug, likelier ones first."""
    namespaces = [ID, *(f"{article.value}/" for article in articles(store)), ONTOLOGY, FACT, RULE, BASE]
    iris = [expand(name) or "", *(namespace + name.removeprefix("passage:") for namespace in namespaces)]
    for iri in iris:
        try:
            yield NamedNode(iri)
        except ValueError:
            continue


def articles(store: Triples) -> list[NamedNode]:
    """The articles that the dataset is made from; a passage's IRI is below its article's."""
    found = (quad.subject for quad in triples(store, None, TYPE, ARTICLE))
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def occurs(store: Triples, node: NamedNode) -> bool:
    """Whether any triple has the node as its subject, object or predicate."""
    return any(
        True for pattern in ((node,), (None, None, node), (None, node)) for _ in triples(store, *pattern)
    )


def folded(name: str) -> str:
    """The name as it is compared: composed, in one case, with one kind of apostrophe, quote and dash.

    >>> folded("אזרבייג׳ן  QAZAQSTAN") == folded("אזרבייג'ן Qazaqstan")
    True
    """
    return " ".join(normalized("NFC", name).translate(ALIKE).casefold().split())


def advice(store: Triples, name: str) -> str:
    """The things whose label or slug comes close to the name, or where to look for names."""
    known: dict[str, NamedNode] = {}
    for text, node in labels(store):
        known.setdefault(folded(text), node)
        known.setdefault(node.value.rpartition("/")[2], node)
    found = [
        f"{shorten(node.value)}" for node in dict.fromkeys(known[key] for key in close(folded(name), known))
    ]
    return (
        f"close to it: {', '.join(found)}"
        if found
        else "name a thing by its slug, its IRI or any of its labels"
    )


def close(name: str, known: Iterable[str]) -> list[str]:
    """The known names that come close to `name`, the closest first."""
    from difflib import get_close_matches

    return get_close_matches(name, list(known), n=4, cutoff=0.7)

"""Look-up of things by what users call them."""

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Triples, triples
from azkz_graph.graph.labels import kinds, labels
from azkz_graph.problem import UsageError
from azkz_graph.text.near_names import names_with_words, near_names
from azkz_graph.text.normal_form import normalize, visible
from azkz_graph.vocabulary import BASE, FACT, ID, ONTOLOGY, PREFIXES, RULE, TYPE, expand, shorten

ARTICLE = NamedNode(PREFIXES["schema"] + "Article")

ALIKE = str.maketrans(
    {**dict.fromkeys("׳’ʼ‘`´", "'"), **dict.fromkeys("״“”„", '"'), **dict.fromkeys("–—־‑", "-")}
)
"""Characters that keyboards and texts use for each other."""


def find(store: Triples, name: str) -> NamedNode:
    """Return the thing of that slug, prefixed name, IRI, or label in any language.

    Raises:
        UsageError: nothing or more than one thing is called so.
    """
    return the_one(store, name, meanings(store, [name])[name])


def meanings(store: Triples, names: Collection[str]) -> Mapping[str, Collection[NamedNode]]:
    """Return the things that each name may mean: the one that it identifies, or all of that label.

    The labels are read once for all names.
    """
    found: dict[str, Collection[NamedNode]] = {}
    called: dict[str, set[NamedNode]] = {}
    for name in names:
        identified = next((iri for iri in candidates(store, name) if occurs(store, iri)), None)
        found[name] = called.setdefault(fold_name(name), set()) if identified is None else {identified}
    for label, node in labels(store) if called else ():
        if (form := fold_name(label)) in called:
            called[form].add(node)
    return found


def the_one(store: Triples, name: str, found: Collection[NamedNode]) -> NamedNode:
    """Return the one thing among those that were `found` for the name.

    Raises:
        UsageError: there is none, or more than one.
    """
    if not found:
        raise UsageError(f"nothing is called {name!r}; {advice(store, name)}")
    if len(found) > 1:
        called = sorted(found, key=str)
        several = ", ".join(f"{shorten(node.value)} ({', '.join(kinds(store, node))})" for node in called)
        raise UsageError(f"{name!r} may be any of {several}; name one by its IRI or prefixed name")
    return next(iter(found))


def candidates(store: Triples, name: str) -> Iterator[NamedNode]:
    """Yield the IRIs that the name may stand for as IRI, prefixed name or slug, likelier ones first."""
    namespaces = [ID, *(f"{article.value}/" for article in articles(store)), ONTOLOGY, FACT, RULE, BASE]
    name = visible(name).strip()
    iris = [expand(name) or "", *(namespace + name.removeprefix("passage:") for namespace in namespaces)]
    for iri in iris:
        try:
            yield NamedNode(iri)
        except ValueError:
            continue


def articles(store: Triples) -> list[NamedNode]:
    """Return the articles that the dataset is made from; a passage's IRI is below its article's."""
    found = (quad.subject for quad in triples(store, None, TYPE, ARTICLE))
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def occurs(store: Triples, node: NamedNode) -> bool:
    """Return whether any triple has the node as its subject, object or predicate."""
    return any(
        True for pattern in ((node,), (None, None, node), (None, node)) for _ in triples(store, *pattern)
    )


def fold_name(name: str) -> str:
    """Return what is visible of the name for comparison: composed, in one case, one kind of apostrophe, quote and dash.

    >>> fold_name("אזרבייג׳ן  QAZAQSTAN") == fold_name("אזרבייג'ן Qazaqstan")
    True
    """
    return " ".join(normalize("NFC", visible(name)).translate(ALIKE).casefold().split())


def advice(store: Triples, name: str) -> str:
    """Say which labels or slugs come close to the name, or where to look for names."""
    found = near(store, name)
    return (
        f"close to it: {', '.join(found)}"
        if found
        else "name a thing by its slug, its IRI or any of its labels"
    )


def near(store: Triples, name: str) -> tuple[str, ...]:
    """Return the things whose label or slug comes close, or has all the words of the name, as prefixed names."""
    known: dict[str, set[str]] = {}
    for text, node in labels(store):
        for each in (fold_name(text), node.value.rpartition("/")[2]):
            known.setdefault(each, set()).add(shorten(node.value))
    folded = fold_name(name)
    found = near_names(folded, known) or names_with_words(folded, known)
    return tuple(dict.fromkeys(thing for each in found for thing in sorted(known[each])))

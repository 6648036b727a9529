"""Copies of a dataset's things, facts and passages under other names, for growth."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Triple

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import FACT, ID


def copies(dataset: Dataset, number: int) -> Dataset:
    """The dataset with `number` of each thing, passage and fact; terms, rules and named graphs stay one."""
    places = {copied(quad, copy): place for copy in range(number) for quad, place in dataset.places.items()}
    derived = tuple(dict.fromkeys(copied(quad, copy) for copy in range(number) for quad in dataset.derived))
    return replace(dataset, places=places, derived=derived)


def copied(quad: Quad, copy: int) -> Quad:
    """The quad of one copy; that of the first is the quad itself."""
    if copy == 0:
        return quad
    parts: Iterator[Term] = (renamed(part, copy) for part in (quad.subject, quad.predicate, quad.object))
    subject, predicate, object = parts
    return Quad(subject, predicate, object, renamed(quad.graph_name, copy))  # type: ignore[arg-type]


def renamed(term: Term, copy: int) -> Term:
    """The term of one copy: a thing or passage with a number behind its first word, a fact with another digest."""
    if not isinstance(term, NamedNode) or isinstance(term, Triple):
        return term
    if term.value.startswith(FACT):
        digest = hashlib.sha256(f"{term.value} {copy}".encode()).digest()[:10]
        return NamedNode(FACT + base64.b32encode(digest).decode().lower())
    if term.value.startswith(ID):
        slug, slash, rest = term.value.removeprefix(ID).partition("/")
        return NamedNode(f"{ID}{slug}-{copy}{slash}{rest}")
    return term

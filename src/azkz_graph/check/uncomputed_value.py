"""Values that rules could not compute, with the authored number that they failed at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.dataset.computable_numbers import DATATYPES
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.derivation import statements
from azkz_graph.dataset.rules import read_rule
from azkz_graph.problem import Place
from azkz_graph.vocabulary import DERIVED_FROM, OBJECT, PREDICATE, SUBJECT


@dataclass(frozen=True)
class UncomputedValues:
    """What the rules of a dataset describe as statements without an object."""

    dataset: Dataset

    def premises(self, rule: Path, subject: object, predicate: object) -> list[tuple[Place, Literal]]:
        """Return the numbers from which a rule computed no object of that subject and predicate, with their lines.

        The likeliest to be at fault come first: zeros, by which nothing is divided, and then the longest.
        """
        facts = {
            fact
            for node in self.described[rule]
            if subject in node.get(SUBJECT, ()) and predicate in node.get(PREDICATE, ())
            for fact in node.get(DERIVED_FROM, ())
        }
        numbers = {found for fact in facts for found in self.authored(fact)}
        return sorted(numbers, key=lambda found: (not is_zero(found[1]), -len(found[1].value), found[0]))

    @cached_property
    def described(self) -> Mapping[Path, Sequence[Mapping[NamedNode, set[object]]]]:
        """Return the statements without an object that each rule describes, by the rule's file."""
        found = {}
        for path in (self.dataset.project.ontology / "rules").glob("*.rq"):
            nodes = statements(self.store.query(read_rule(path).text, use_default_graph_as_union=True))  # type: ignore[arg-type]
            found[path] = [node for node in nodes if OBJECT not in node]
        return found

    def authored(self, fact: object) -> Iterator[tuple[Place, Literal]]:
        """Yield the number that the fact states, with its line."""
        objects = {quad.object for quad in self.store.quads_for_pattern(fact, OBJECT, None)}  # type: ignore[arg-type]
        subjects = {quad.object for quad in self.store.quads_for_pattern(fact, SUBJECT, None)}  # type: ignore[arg-type]
        for quad, place in self.dataset.places.items():
            if quad.object in objects and quad.subject in subjects and is_number(quad.object):
                yield place, quad.object  # type: ignore[misc]

    @cached_property
    def store(self) -> Store:
        """Return a store of what is stated, which the rules are applied to."""
        store = Store()
        store.bulk_extend(self.dataset.quads())
        return store


def is_number(term: object) -> bool:
    """Return whether the term is a whole or decimal number."""
    return isinstance(term, Literal) and term.datatype.value in DATATYPES


def is_zero(number: Literal) -> bool:
    """Return whether the number is zero.

    >>> [is_zero(Literal(text)) for text in ("0", "-0.00", "10")]
    [True, True, False]
    """
    return not number.value.strip("+-0.")

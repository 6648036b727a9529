"""Agreement of things with the property values that a client gives."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Store
from rapidfuzz import fuzz, process

from azkz_graph.graph.facts import Term, triples
from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.reconcile.described_entity import read_entry
from azkz_graph.reconcile.extension_value import parse_number
from azkz_graph.reconcile.foreign_identifiers import make_key, make_keys
from azkz_graph.reconcile.name_index import NameIndex
from azkz_graph.reconcile.reconciliation_identifiers import entity_id, term_id
from azkz_graph.reconcile.reconciliation_query import Condition, Value
from azkz_graph.reconcile.spelling import normalize_spelling
from azkz_graph.vocabulary import ID, XSD, shorten

CUTOFF: Final = 80.0
"""The least likeness of two texts, of 100, that counts."""

NEAR: Final = 0.9
"""The least part of a number that a near one is."""

DATES: Final = frozenset(NamedNode(XSD + name) for name in ("date", "dateTime", "gYearMonth"))


@dataclass(frozen=True)
class Form:
    """A value in the forms in which it is compared: as a thing, by its texts, by their spellings, as a number."""

    node: NamedNode | None
    texts: frozenset[str]
    spellings: tuple[str, ...]
    number: float | None


@dataclass(frozen=True)
class Sought:
    """A value that a client gives, in the forms in which it is compared, each made once."""

    node: NamedNode | None
    texts: frozenset[str] = frozenset()
    spelling: str = ""
    number: float | None = None


@dataclass
class Agreements:
    """The values compared for one batch of queries; each property is read once."""

    index: NameIndex
    store: Store
    forms: dict[NamedNode, Mapping[NamedNode, tuple[Form, ...]]] = field(default_factory=dict)

    def of(self, condition: Condition) -> Mapping[NamedNode, float]:
        """Return how well each thing that has the property agrees, from 0 to 1: the mean of each value's best match."""
        if condition.property is None or not condition.values:
            return {}
        given = [prepare_value(value) for value in condition.values]
        return {
            thing: sum(max(compare(value, form) for form in forms) for value in given) / len(given)
            for thing, forms in self.values(condition.property).items()
        }

    def values(self, property: NamedNode) -> Mapping[NamedNode, tuple[Form, ...]]:
        """Return the values of the property, by the thing that has them."""
        if property not in self.forms:
            found = defaultdict(list)
            made = cache(lambda term: make_form(self.store, term))
            for quad in triples(self.store, None, property):
                thing = quad.subject
                if isinstance(thing, NamedNode) and thing in self.index.entities:
                    found[thing].append(made(quad.object))
            self.forms[property] = {thing: tuple(forms) for thing, forms in found.items()}
        return self.forms[property]


def make_form(store: Store, term: Term) -> Form:
    """Return the forms in which a value of the graph is compared."""
    if isinstance(term, Literal):
        texts = {fold_name(term.value), make_key(term.value)}
        if term.datatype in DATES:
            texts |= {term.value[:4], term.value[:7]}
        return Form(None, frozenset(texts), (normalize_spelling(term.value),), parse_number(term.value))
    if not isinstance(term, NamedNode):
        return Form(None, frozenset(), (), None)
    id = entity_id(term) if term.value.startswith(ID) else term_id(term)
    names = [name.value for name in read_entry(store, term, id).names]
    texts = {
        *map(fold_name, names),
        *make_keys(term.value),
        make_key(id),
        make_key(shorten(term.value)),
        make_key(term.value),
    }
    return Form(term, frozenset(texts), tuple(map(normalize_spelling, names)), None)


def prepare_value(given: Value) -> Sought:
    """Return the forms of a value that a client gives; None, an unknown thing, has none."""
    if given is None or isinstance(given, NamedNode):
        return Sought(given)
    written = str(given)
    return Sought(
        None,
        frozenset({fold_name(written), make_key(written)}),
        normalize_spelling(written),
        parse_number(written),
    )


def compare(given: Sought, form: Form) -> float:
    """Return how like a value is to what the client gave, from 0 to 1."""
    if given.node is not None or not given.texts:
        return float(given.node is not None and given.node == form.node)
    if not given.texts.isdisjoint(form.texts):
        return 1
    if given.number is not None and form.number is not None:
        return compare_numbers(given.number, form.number)
    near = process.extractOne(given.spelling, form.spellings, scorer=fuzz.ratio, score_cutoff=CUTOFF)
    return near[1] / 100 if near else 0


def compare_numbers(one: float, other: float) -> float:
    """Return how near two numbers are: 1 if they are the same, 0 if they differ by more than a tenth.

    >>> compare_numbers(95, 100), compare_numbers(5, 100)
    (0.95, 0.0)
    """
    if one == other:
        return 1
    part = 1 - abs(one - other) / max(abs(one), abs(other))
    return part if part >= NEAR else 0.0

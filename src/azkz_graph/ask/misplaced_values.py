"""Values of parameters that no row of a query can have, and what to give in their place.

The header of a query may say of which class a parameter is. Else the query's own answer says it: by the values in its
column when nothing is asked for in particular.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from azkz_graph.about.withdrawn_identifier import withdrawal_words
from azkz_graph.ask.answers import answer
from azkz_graph.graph.facts import Term as Value
from azkz_graph.graph.facts import nodes
from azkz_graph.graph.labels import label
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.near_names import near_names
from azkz_graph.vocabulary import PREFIXES, TYPE, expand, shorten

Term = NamedNode | Literal

ANY: Final = NamedNode(PREFIXES["rdfs"] + "Resource")
"""The class of everything."""

SUBCLASS: Final = NamedNode(PREFIXES["rdfs"] + "subClassOf")

BEGINS: Final = (
    "DATATYPE(?v) IN (xsd:gYear, xsd:gYearMonth, xsd:date, xsd:dateTime) && STRSTARTS(STR(?v), STR(?given))"
)
OCCURS: Final[Mapping[str, str]] = {
    "year": BEGINS,
    "date": BEGINS,
    "language": "LANGMATCHES(LANG(?v), STR(?given))",
}
"""Where a value of the type, ?given, occurs: in a date that begins with it, in a text in that language."""

MOST_NAMED: Final = 3
"""How many values, or kinds of things, a sentence names as examples."""


@dataclass(frozen=True)
class Misplaced:
    """A value of a parameter that no row has, and why, in a sentence without full stop that says how to mend it.

    The `fault` is "withdrawn", "kind" if it is a thing of a kind that the query has no rows for, "nowhere" if the data
    have no such value, or "rowless" if it might well have rows. Only a rowless value is no mistake.
    """

    parameter: str
    term: Term
    fault: str
    sentence: str


def misplaced_values(
    query: QueryFile, values: Mapping[str, Sequence[Term]], types: Mapping[str, str], store: Store
) -> Iterator[Misplaced]:
    """Yield the given values that no row has; `types` are those of the parameters, by name.

    Each parameter is looked at alone: that two values have no row together is an answer. Values of the others are kept
    only where the query needs some, and has a default.
    """
    needed = {name: spelled(terms) for name, terms in values.items() if query.parameters[name] != "UNDEF"}
    for parameter, terms in values.items():
        if types[parameter] not in ("entity", "term", *OCCURS):
            continue
        alone = QueryFile(query.path, query.bound({**needed, parameter: "UNDEF"}))
        there = column(alone, store, parameter, terms)
        for term in terms:
            if term not in there:
                yield misplaced(alone, store, parameter, types[parameter], term)


def misplaced(query: QueryFile, store: Store, parameter: str, type: str, term: Term) -> Misplaced:
    """Return why no row has the value."""
    if isinstance(term, NamedNode) and (withdrawn := withdrawal_words(store, term)):
        mend = "name that" if "replaced by" in withdrawn else "leave it out"
        told = f"{shorten(term.value)} was {withdrawn}; {mend}"
        return Misplaced(parameter, term, "withdrawn", told)
    there = column(query, store, parameter)
    examples = describe_examples(there, term)
    if isinstance(term, Literal):
        occurs = f"ASK {{ VALUES ?given {{ {term} }} ?s ?p ?v FILTER({OCCURS[type]}) }}"
        is_there = answer(store, occurs, supply_prefixes=True)
        assert isinstance(is_there, QueryBoolean)
        if not is_there:
            told = f"the {type} {term.value} occurs nowhere in the data; give {examples or 'another one'}"
            return Misplaced(parameter, term, "nowhere", told)
    else:
        own, asked = kinds(store, [term]), stated_kinds(query, parameter) or kinds(store, there)
        if ANY not in asked and asked and not wider(store, own) & wider(store, asked):
            own_kind = f"is of the kind {describe_kinds(store, own)}" if own else "has no kind"
            wanted = describe_kinds(store, asked)
            told = f"{shorten(term.value)} {own_kind}; name a thing of the kind {wanted}, such as {examples}"
            return Misplaced(parameter, term, "kind", told)
    told = f"no row has {shorten(term.value) if isinstance(term, NamedNode) else term.value}"
    return Misplaced(
        parameter, term, "rowless", f"{told}; there are rows with {examples}" if examples else told
    )


def column(
    query: QueryFile, store: Store, parameter: str, terms: Sequence[Term] | None = None
) -> Sequence[Value]:
    """Return the values that rows have for a parameter, each once; if `terms` are given, those of rows with them.

    If the query does not show the parameter, but has rows, these are all of the terms.
    """
    text = query.text if terms is None else query.bound({parameter: spelled(terms)})
    rows = answer(store, text, source=str(query.path))
    if not isinstance(rows, QuerySolutions):
        return list(terms or ())
    if parameter not in {variable.value for variable in rows.variables}:
        return list(terms or ()) if next(rows, None) is not None else ()
    return list(dict.fromkeys(value for row in rows if (value := row[parameter]) is not None))


def spelled(terms: Sequence[Term]) -> str:
    """Return the terms as SPARQL writes them."""
    return " ".join(map(str, terms))


def stated_kinds(query: QueryFile, parameter: str) -> set[NamedNode]:
    """Return the class that the query's header states for a parameter, if it does."""
    declared = query.header.get("parameters", {}).get(parameter)
    stated = declared.get("class") if isinstance(declared, dict) else None
    iri = expand(stated) if isinstance(stated, str) else None
    return {NamedNode(iri)} if iri else set()


def kinds(store: Store, values: Iterable[Value]) -> set[NamedNode]:
    """Return the classes of those values that are things."""
    return {kind for value in values if isinstance(value, NamedNode) for kind in nodes(store, value, TYPE)}


def wider(store: Store, kinds: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the kinds and all those that they are subclasses of."""
    found: set[NamedNode] = set()
    left = list(kinds)
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            left += nodes(store, each, SUBCLASS)
    return found


def describe_kinds(store: Store, kinds: Iterable[NamedNode]) -> str:
    """Name the kinds, all or the first few."""
    found = sorted(label(store, kind) for kind in kinds)
    return either(found if len(found) <= MOST_NAMED else [*found[:MOST_NAMED], "another"])


def describe_examples(values: Iterable[Value], term: Term) -> str:
    """Name the values that there are: all, those close to the term, or the first few; nothing if there are none."""
    named = sorted({value_name(value) for value in values if isinstance(value, NamedNode | Literal)})
    near = near_names(value_name(term), named, MOST_NAMED) or named
    if isinstance(term, Literal) and len(near) > MOST_NAMED:
        return f"{near[0]} or another one up to {near[-1]}"
    return either(near[:MOST_NAMED]) if near else ""


def value_name(value: NamedNode | Literal) -> str:
    """Return what a user may type for the value."""
    return shorten(value.value) if isinstance(value, NamedNode) else value.value


def either(names: Sequence[str]) -> str:
    """Join names by commas and "or".

    >>> either(["a", "b", "c"])
    'a, b or c'
    """
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]

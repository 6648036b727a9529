"""Things for search engines, as schema.org in JSON-LD.

Sources: https://schema.org/docs/datamodel.html, https://developers.google.com/search/docs/appearance/structured-data.
Search engines read texts, not texts with a language, and do not follow the IRI of another thing for its name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.export.fact_table import number_of
from azkz_graph.graph.facts import Term
from azkz_graph.text.language_range import distance
from azkz_graph.vocabulary import PREFIXES, TYPE

SCHEMA: Final = PREFIXES["schema"]
JsonObject = dict[str, Any]
Said = Mapping[NamedNode, Sequence[Triple]]
"""What is said in terms of schema.org, by the thing of which it is said."""

BY_LANGUAGE: Final = ("name", "description")
"""Of what there is one text, in the language of the page."""

WIDE: Final = frozenset({"Place", "CreativeWork"})
"""The types that go without saying where a thing has another."""

LINKS: Final = ("sameAs", "license")
"""Whose values are addresses, and no things with a name."""


def by_subject(triples: Iterable[Triple]) -> Mapping[NamedNode, list[Triple]]:
    """Return the triples of each subject."""
    found: dict[NamedNode, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject, []).append(triple)
    return found


def schema_org(
    node: NamedNode, said: Said, names: Iterable[Literal], language: str, label: Callable[[NamedNode], str]
) -> JsonObject:
    """Return the thing as a page in a language describes it; `names` are its names unless another is said.

    Names in the other languages are alternate names. Each thing that it is linked with has its type, and its `label`
    for a name.
    """
    values: dict[str, list[Term]] = {}
    for triple in said.get(node, ()):
        if triple.predicate != TYPE and triple.predicate.value.startswith(SCHEMA):
            values.setdefault(triple.predicate.value.removeprefix(SCHEMA), []).append(triple.object)
    values.setdefault("name", list(names))
    found: JsonObject = {}
    for key, terms in values.items():
        texts = [term for term in terms if isinstance(term, Literal)]
        if key in BY_LANGUAGE and texts:
            found[key] = closest(texts, language).value
        elif terms:
            found[key] = single([value(key, term, said, label) for term in terms])
    named = [
        term.value
        for key in ("name", "alternateName")
        for term in values.get(key, ())
        if isinstance(term, Literal)
    ]
    if others := set(named) - {found.get("name")}:
        found["alternateName"] = single(list(others))
    point = {name: found.pop(name) for name in ("latitude", "longitude") if name in found}
    if len(point) == 2:
        found["geo"] = {"@type": "GeoCoordinates", **point}
    head = {
        "@context": "https://schema.org",
        "@type": type_of(node, said),
        "@id": node.value,
        "url": node.value,
    }
    return {**head, **dict(sorted(found.items()))}


def type_of(node: NamedNode, said: Said) -> object:
    """Return the name of its type, or a list of those of which none is wider; Thing if there is none."""
    kinds = [triple.object for triple in said.get(node, ()) if triple.predicate == TYPE]
    names = {kind.value.removeprefix(SCHEMA) for kind in kinds if isinstance(kind, NamedNode)} or {"Thing"}
    return single(list(names - WIDE or names))


def value(key: str, term: Term, said: Said, label: Callable[[NamedNode], str]) -> object:
    """Return a term as JSON-LD: a number or a text, an address, or a thing with its type and name."""
    if isinstance(term, NamedNode) and key not in LINKS:
        return {"@type": type_of(term, said), "@id": term.value, "name": label(term)}
    number = number_of(term)
    return (
        number if number is not None else term.value if isinstance(term, NamedNode | Literal) else str(term)
    )


def closest(texts: Sequence[Literal], language: str) -> Literal:
    """Return the text whose language comes closest to the given one, else the English one, else the first."""
    return min(texts, key=lambda text: (distance(text.language, language), text.value))


def single(values: Sequence[object]) -> object:
    """Return the value by itself where it is the only one, otherwise all, sorted."""
    return values[0] if len(values) == 1 else sorted(values, key=str)

"""The union of an arranged dataset as compact JSON-LD, with the published context inside.

Source: https://www.w3.org/TR/json-ld11/. The data has no blank nodes and no lists, so compaction is choosing
names, and writing each value as the context's definition of its property lets it be written.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from azkz_graph.export.jsonld_context import Context, TermDefinition, read_context
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.graph.facts import Term
from azkz_graph.graph.node_description import Description, Node
from azkz_graph.vocabulary import TYPE, XSD

WHOLE = frozenset(XSD + name for name in ("integer", "nonNegativeInteger"))
NATIVE = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""The integers that a JSON number gives back exactly. Source: https://www.rfc-editor.org/rfc/rfc8259#section-6"""


def jsonld(arrangement: Arrangement) -> bytes:
    """Write all triples, ordered by `@id` and key."""
    context = read_context(arrangement.dataset.project)
    return document(arrangement.union, context, context.json)


def document(union: Mapping[Node, Description], context: Context, published: Mapping[str, Any]) -> bytes:
    """Write the descriptions, a node a line, with the part of the context that is `published` with them."""
    nodes = sorted(
        (node(subject, said, context) for subject, said in union.items()), key=lambda node: str(node["@id"])
    )
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    return f'{{"@context": {json.dumps(published, ensure_ascii=False)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def part_of_context(union: Mapping[Node, Description], context: Context) -> Mapping[str, Any]:
    """Return the names of the context that the descriptions use, and the prefixes that these use in turn."""
    used = names_in([node(subject, said, context) for subject, said in union.items()])
    terms = {
        name: value for name, value in context.json.items() if name in used and name not in context.prefixes
    }
    used |= names_in(terms)
    return {
        name: value
        for name, value in context.json.items()
        if name in terms or name.startswith("@") or (name in context.prefixes and name in used)
    }


def names_in(document: object) -> set[str]:
    """Yield what may be a name in JSON-LD: each string, and the prefix with which it may begin."""
    found: set[str] = set()
    left = [document]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found |= {value, value.partition(":")[0]}
        elif isinstance(value, Mapping):
            left += [*value, *value.values()]
        elif isinstance(value, list):
            left += value
    return found


def node(subject: Node, description: Description, context: Context) -> dict[str, Any]:
    """Build the node object of one subject, its keys sorted."""
    entries: dict[str, Any] = {"@id": context.name(iri(subject))}
    for predicate, objects in description.items():
        if predicate == TYPE:
            kinds = [kind for kind in objects if isinstance(kind, NamedNode | BlankNode)]
            if kinds:
                entries["@type"] = alone(sorted(context.term(iri(kind)).name for kind in kinds))
            if literals := [kind for kind in objects if isinstance(kind, Literal)]:
                entries.update(property_entries(predicate, literals, context))
        else:
            entries.update(property_entries(predicate, objects, context))
    return dict(sorted(entries.items()))


def property_entries(predicate: NamedNode, objects: Sequence[Term], context: Context) -> dict[str, Any]:
    """Yield the key and values of a property; what a language map cannot hold stands under the full IRI."""
    term = context.term(predicate.value)
    tagged = [text for text in objects if term.by_language and isinstance(text, Literal) and text.language]
    # JSON-LD has no triple terms.
    rest = [
        item
        for item in objects
        if not isinstance(item, Triple)
        and not (term.by_language and isinstance(item, Literal) and item.language)
    ]
    others = sorted((value(item, term, context) for item in rest), key=json.dumps)
    entries: dict[str, Any] = {}
    if tagged:
        entries[term.name] = language_map(tagged)
    if others:
        entries[predicate.value if term.by_language else term.name] = alone(others)
    return entries


def language_map(texts: list[Literal]) -> dict[str, Any]:
    """Build the texts by language."""
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(str(text.language), []).append(text.value)
    return {tag: alone(sorted(found[tag])) for tag in sorted(found)}


def value(term: Term, definition: TermDefinition, context: Context) -> object:
    """Build one object of a property, as short as the definition of the property allows."""
    if not isinstance(term, Literal):
        name = context.name(iri(term))
        return name if definition.coercion == "@id" else {"@id": name}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    datatype = term.datatype.value
    if (
        datatype == (definition.coercion or XSD + "integer")
        and datatype in WHOLE
        and NATIVE.fullmatch(term.value)
    ):
        return int(term.value)
    if definition.coercion:
        plain = datatype == definition.coercion
        return term.value if plain else typed_value(term, context)
    return term.value if datatype == XSD + "string" else typed_value(term, context)


def typed_value(literal: Literal, context: Context) -> dict[str, str]:
    """Build the literal with its datatype."""
    if literal.datatype.value == XSD + "string":
        return {"@value": literal.value}
    return {"@type": context.name(literal.datatype.value), "@value": literal.value}


def iri(term: Term) -> str:
    """Return the IRI of a term, or the label of a blank node, which only an unchecked dataset has."""
    assert isinstance(term, NamedNode | BlankNode), f"{term} is no node"
    return term.value if isinstance(term, NamedNode) else str(term)


def alone(values: list[Any]) -> Any:  # noqa: ANN401
    """Return the value itself if it is the only one, as compact JSON-LD has it."""
    return values[0] if len(values) == 1 else values

"""Answers on what is known of a thing, each statement with what it rests on, and views apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.about import sheet as about
from azkz_graph.about.sheet import APART
from azkz_graph.about.views import PARTS
from azkz_graph.graph.facts import Fact, Triples, is_fact, nodes, read_fact, triples
from azkz_graph.graph.labels import label, predicate_words
from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.graph.node_description import object_key
from azkz_graph.mcp.answer_records import Value
from azkz_graph.mcp.evidence import evidence, statement
from azkz_graph.mcp.library import Library, citation_of
from azkz_graph.mcp.reported_views import view, views_with
from azkz_graph.mcp.shown_values import describe_thing, value
from azkz_graph.mcp.tool_answers import Sheet
from azkz_graph.mcp.tool_lookup import Unknown, lookup, quote
from azkz_graph.problem import UsageError
from azkz_graph.text.counts import counted
from azkz_graph.vocabulary import CLAIM_PREDICATE, LABEL, SHOWN_AS, TYPE, shorten

LEFT_OUT = APART - {TYPE}
"""The predicates that have a place of their own in the answer."""

Told = tuple[Triple, Fact | None]
"""A triple and the fact that it is; without one it is background."""


def show(
    library: Library, name: str, relation: str = "", limit: int = 25, offset: int = 0, language: str = "en"
) -> Sheet:
    """Return what is known of the thing, or only what one relation says.

    Raises:
        UsageError: more than one thing is called so, or `offset` is past the end.
    """
    store = library.store
    node = lookup(store, name)
    if isinstance(node, Unknown):
        return Sheet(False, node.says, close=node.close)
    known = about.read_sheet(store, node)
    whole = find_statements(store, known)
    found = [each for each in whole if not relation or is_related(store, each[0], relation)]
    if offset and offset >= len(found):
        raise UsageError(
            f"offset is {offset}, and the sheet has {counted(len(found), 'statement')}; make it smaller"
        )
    shown = found[offset : offset + limit]
    statements = tuple(statement(store, triple, fact, language) for triple, fact in shown)
    claims = [claim for claim in views_with(store, node) if not relation or speaks_of(store, claim, relation)]
    views = tuple(view(store, claim, language) for claim in claims)
    name = label(store, node, language)
    sheet = Sheet(
        not (relation and is_background(found)),
        " ".join(sentences(name, relation, found, offset, len(shown), len(views))),
        thing=describe_thing(store, node, language),
        statements=statements,
        total=len(found),
        offset=offset,
        views=views,
        evidence=evidence(store, statements, views, () if relation else (node,), language),
        citation=citation_of(library, node),
    )
    if relation:
        return replace(sheet, relations=() if found else relations(store, whole, language))
    others = dict.fromkeys(other.value for _, other in known.elsewhere)
    return replace(sheet, names=names(store, known), elsewhere=tuple(others))


def find_statements(store: Triples, known: about.Sheet) -> list[Told]:
    """Return what the sheet states: what the thing is, begins, ends, and what rests on it."""
    if is_fact(store, known.node):
        fact = read_fact(store, known.node)
        return [(fact.triple, fact)]
    outgoing = (each for each in known.outgoing if each.triple.predicate not in LEFT_OUT)
    # What a claim says of the thing is shown apart.
    incoming = (each for each in known.incoming if each.triple.predicate not in PARTS)
    found = {each.triple: each.fact for each in (*outgoing, *incoming)}
    resting = {fact.triple: fact for fact in (*known.states, *known.uses)}
    found.update((triple, resting[triple]) for triple in sorted(resting, key=about.order))
    return list(found.items())


def is_related(store: Triples, triple: Triple, relation: str) -> bool:
    """Return whether the triple's relation has the name, in any way."""
    return is_called(store, triple.predicate, relation)


def is_called(store: Triples, predicate: NamedNode, name: str) -> bool:
    """Return whether a client may mean the relation by that name: its IRI, its local name, any label."""
    known = (
        quad.object.value
        for name in (LABEL, SHOWN_AS)
        for quad in triples(store, predicate, name)
        if isinstance(quad.object, Literal)
    )
    spoken = {predicate.value, shorten(predicate.value), local_name(predicate), *known}
    return fold_name(name) in {fold_name(each) for each in (*spoken, predicate_words(store, predicate))}


def local_name(predicate: NamedNode) -> str:
    """Return the last part of the IRI; `a` for rdf:type."""
    return "a" if predicate == TYPE else predicate.value.replace("#", "/").rpartition("/")[2]


def speaks_of(store: Triples, claim: NamedNode, relation: str) -> bool:
    """Return whether the claim uses that relation."""
    return any(is_called(store, predicate, relation) for predicate in nodes(store, claim, CLAIM_PREDICATE))


def relations(store: Triples, found: Iterable[Told], language: str) -> tuple[str, ...]:
    """Return what the relations of these statements are called."""
    return tuple(dict.fromkeys(predicate_words(store, each.predicate, language) for each, _ in found))


def names(store: Triples, known: about.Sheet) -> tuple[Value, ...]:
    """Return the thing's names, by language."""
    return tuple(value(store, each) for each in sorted((*known.names, *known.other_names), key=object_key))


def sentences(
    name: str, relation: str, found: Sequence[Told], offset: int, shown: int, views: int
) -> Iterator[str]:
    """Say how much there is, and what to note about it."""
    asked = f" by the relation {quote(relation)}" if relation else ""
    if not found:
        yield f"Not stated: the data hold no fact on {name}{asked}."
    elif is_background(found):
        yield f"Not stated by any passage: what the data hold on {name}{asked} is background of the editors."
    else:
        yield f"Statements {offset + 1} to {offset + shown} of {len(found)} on {name}{asked}."
    if offset + shown < len(found):
        yield f"There are more: ask again with offset {offset + shown}."
    if views:
        what = "with that relation" if relation else "by or about it"
        yield f"Views {what}: {views}. Somebody claims them, the data do not assert them."


def is_background(found: Sequence[Told]) -> bool:
    """Return whether none of the statements is a fact of a passage or a rule."""
    return all(fact is None for _, fact in found)

"""Answers on what a fact rests on, or that it is not stated."""

from collections.abc import Sequence

from pyoxigraph import NamedNode, Triple

from azkz_graph.about.grounds import read_grounds
from azkz_graph.about.views import is_claim
from azkz_graph.about.why_answer import FoundViews, find_views, property_called
from azkz_graph.graph.facts import Fact, Term, fact_of, is_fact, read_fact, values
from azkz_graph.graph.labels import label, predicate_words
from azkz_graph.graph.name_lookup import near
from azkz_graph.mcp.answer_records import Statement
from azkz_graph.mcp.evidence import evidence, statement
from azkz_graph.mcp.library import Library, citation_of
from azkz_graph.mcp.reported_views import view
from azkz_graph.mcp.shown_values import value
from azkz_graph.mcp.tool_answers import Grounds
from azkz_graph.mcp.tool_lookup import Unknown, find_meant, lookup, quote
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import shorten


def why(
    library: Library,
    fact: str = "",
    subject: str = "",
    predicate: str = "",
    object: str = "",
    language: str = "en",
) -> Grounds:
    """Return what the fact of that IRI or id rests on, or the one of that subject, predicate and object.

    Raises:
        UsageError: neither is given, or both; the IRI is none of a fact; a name may be of several things.
    """
    parts = (subject, predicate, object)
    if bool(fact) == any(parts) or (any(parts) and not all(parts)):
        raise UsageError("give fact alone, or subject, predicate and object together")
    node = lookup(library.store, fact or subject)
    if isinstance(node, Unknown):
        return Grounds(False, node.says, close=node.close)
    if not fact:
        return triple_grounds(library, node, predicate, object, language)
    if is_claim(library.store, node):
        says = f"Not stated: {quote(label(library.store, node, language))} is no fact of the data."
        return views_instead(library, says, FoundViews((node,), True), (), language)
    if not is_fact(library.store, node):
        raise UsageError(
            f"{shorten(node.value)} is not a fact; give subject, predicate and object, or ask show"
        )
    return fact_grounds(library, read_fact(library.store, node), language)


def triple_grounds(
    library: Library, subject: NamedNode, predicate: str, object: str, language: str
) -> Grounds:
    """Return what the fact of these parts rests on; if it is not stated, what is, and who claims it."""
    store = library.store
    try:
        relation = property_called(store, subject, predicate)
    except UsageError:
        says = f"Not stated: no relation in the data is called {quote(predicate)}."
        return Grounds(False, says, close=near(store, predicate))
    there = values(store, subject, relation)
    asked = find_meant(store, there, object)
    if not asked:
        return not_stated(library, subject, relation, object, there, language)
    triple = Triple(subject, relation, asked[0])
    fact = fact_of(store, triple)
    if fact is not None:
        return fact_grounds(library, fact, language)
    told = statement(store, triple, None, language)
    says = f"Not stated by any passage: “{told.words}” is background, which the editors supply."
    return Grounds(False, says, told)


def not_stated(
    library: Library, subject: NamedNode, relation: NamedNode, object: str, there: list[Term], language: str
) -> Grounds:
    """Say that there is no such fact; what the subject has by the relation instead, and who claims it."""
    store = library.store
    asked = f"{label(store, subject, language)} · {predicate_words(store, relation, language)}"
    says = f"Not stated: “{asked} · {object if len(object) <= 80 else object[:79] + '…'}” is no fact of the data."
    return views_instead(library, says, find_views(store, subject, relation, object), there, language)


def views_instead(
    library: Library, says: str, found: FoundViews, there: Sequence[Term], language: str
) -> Grounds:
    """Return that there is no such fact, with what is there, and the views that say so, or come near."""
    store = library.store
    views = tuple(view(store, claim, language) for claim in found.claims)
    if views:
        holders = ", ".join(dict.fromkeys(each.words for view in views for each in view.claimants))
        is_view = "It is a view" if found.is_exact else "A view comes near"
        says += f" {is_view}, held by {holders}, which the data do not assert."
    instead = tuple(value(store, each, language) for each in there)
    return Grounds(False, says, None, (), views, evidence(store, (), views, language=language), instead)


def fact_grounds(library: Library, fact: Fact, language: str) -> Grounds:
    """Return what a fact rests on, down to the passages."""
    store = library.store
    told = statement(store, fact.triple, fact, language)
    below = read_grounds(store, fact).below.values()
    premises = sorted(
        (statement(store, each.triple, each, language) for each in below), key=lambda each: each.words
    )
    views = (view(store, NamedNode(told.view), language),) if told.view else ()
    ends = [node for node in (fact.triple.subject,) if isinstance(node, NamedNode)]
    return Grounds(
        True,
        sentence(told, bool(views)),
        told,
        tuple(premises),
        views,
        evidence(store, (told, *premises), views, ends, language),
        citation=citation_of(library, fact.iri),
    )


def sentence(told: Statement, is_view: bool) -> str:
    """Say in a sentence what the fact rests on."""
    if is_view:
        return f"“{told.words}” tells of a claim; that somebody makes it is stated, what it says is not asserted."
    return {
        "stated": f"The article states “{told.words}”.",
        "derived": f"The article does not say “{told.words}”: it follows by a rule from what it states.",
    }.get(
        told.basis, f"The article states “{told.words}”, and it follows by a rule from what else it states."
    )

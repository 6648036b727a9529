"""Views that the data report, each with those who hold it, never as facts."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from azkz_graph.about.claim_origin import claim_origin
from azkz_graph.about.views import PARTS, claims_by_relation, content, is_claim, limits
from azkz_graph.graph.facts import Term, Triples, nodes, triples, values
from azkz_graph.graph.labels import HEDGE, label
from azkz_graph.mcp.answer_records import View
from azkz_graph.mcp.shown_values import value
from azkz_graph.vocabulary import CLAIM_OBJECT, CLAIMANT


def view(store: Triples, claim: NamedNode, language: str = "en") -> View:
    """Return what the claim says, and whose it is."""
    origin = claim_origin(store, claim)
    hedges = [hedge for node in (claim, *origin.holders) for hedge in nodes(store, node, HEDGE)]
    return View(
        claim=claim.value,
        name=label(store, claim, language),
        claimants=tuple(value(store, each, language) for each in origin.holders),
        content=content(store, claim, language),
        hedges=tuple(label(store, hedge, language) for hedge in dict.fromkeys(hedges)),
        within=tuple(f"{name}: {words}" for name, words in limits(store, claim, language)),
        reported_in=tuple(each.value for each in origin.passages),
        asserted=False,
    )


def views_with(store: Triples, node: NamedNode) -> tuple[NamedNode, ...]:
    """Return the claims that the node makes, or of which it is the subject, the relation or the object.

    Itself if it is one.
    """
    found = {quad.subject for part in (*PARTS, CLAIMANT) for quad in triples(store, None, part, node)}
    kept = {claim for claim in found if isinstance(claim, NamedNode)}
    return tuple(sorted(kept | {node} if is_claim(store, node) else kept, key=str))


def views_saying(
    store: Triples, subject: Term, predicate: NamedNode, objects: Iterable[Term]
) -> tuple[NamedNode, ...]:
    """Return the claims of which these are the subject, the predicate and one of the objects."""
    wanted = set(objects)
    claims = claims_by_relation(store, subject, predicate)
    return tuple(claim for claim in claims if wanted.intersection(values(store, claim, CLAIM_OBJECT)))

"""Views that are no facts: who holds them, and the passages that report them, as an outline."""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from azkz_graph.about.claim_origin import claim_origin, holder_words
from azkz_graph.about.explanation import passage_outline
from azkz_graph.about.views import content, limits
from azkz_graph.graph.facts import Triples, nodes
from azkz_graph.graph.labels import HEDGE, label
from azkz_graph.graph.notes import notes_about
from azkz_graph.graph.passages import read_passage, short_name, sort_key
from azkz_graph.text.text_outline import Outline, section
from azkz_graph.vocabulary import shorten


def explain_views(
    store: Triples,
    claims: Sequence[NamedNode],
    is_exact: bool,
    language: str = "en",
    article: str | None = None,
) -> Outline:
    """Return whose views the claims are, then each passage that reports one, and each note, once.

    `is_exact` says that the claims say what was asked for, and do not only come near it.
    """
    said = "; ".join(dict.fromkeys(content(store, claim, language) for claim in claims))
    found = {passage for claim in claims for passage in claim_origin(store, claim).passages}
    passages = sorted(found, key=lambda passage: sort_key(store, passage))
    outlines = tuple(passage_outline(store, each, language, article) for each in passages)
    return Outline(
        f"Not a fact, but a view{'' if is_exact else ' that comes near'}: {said}",
        items=(
            *(claim_outline(store, claim, language) for claim in claims),
            *section("Passages", outlines),
            *section("Notes", notes_about(store, [*claims, *passages], language)),
        ),
    )


def claim_outline(store: Triples, claim: NamedNode, language: str) -> Outline:
    """Return who holds a view, the passages that report it and their footnotes, and what limits it."""
    origin = claim_origin(store, claim)
    holders = ", ".join(holder_words(store, each, language) for each in origin.holders)
    cited = (note for each in origin.passages for note in read_passage(store, each, language).footnotes)
    sources = dict.fromkeys(map(short_name, [*origin.passages, *cited]))
    return Outline(
        holders or "nobody who is named",
        key="held by",
        origin=f"[{', '.join(sources)}]",
        items=(
            Outline(shorten(claim.value), key="claim"),
            *(Outline(label(store, hedge, language), key="hedge") for hedge in nodes(store, claim, HEDGE)),
            *(Outline(words, key=name) for name, words in limits(store, claim, language)),
        ),
    )

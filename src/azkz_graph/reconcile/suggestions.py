"""Suggestions of things, types and properties whose names begin with a text.

Source: https://reconciliation-api.github.io/specs/0.2/, "Suggest Services".
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pyoxigraph import NamedNode, Store

from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.problem import UsageError
from azkz_graph.reconcile.answer_language import choose_language
from azkz_graph.reconcile.client_json import require_string
from azkz_graph.reconcile.described_entity import Entry, read_description
from azkz_graph.reconcile.name_index import Name, NameIndex
from azkz_graph.reconcile.name_matching import find_likenesses
from azkz_graph.reconcile.reconciliation import format_types
from azkz_graph.reconcile.spelling import normalize_spelling
from azkz_graph.text.normal_form import visible
from azkz_graph.vocabulary import shorten

What = Literal["entity", "type", "property"]

PAGE: Final = 20
"""How many suggestions are made at once."""

Rank = tuple[float, int, str]
"""How far a name is from what was meant, first by the kind of likeness and then by its length; its language."""

Ranks = dict[NamedNode, Rank]


def suggest(
    index: NameIndex, store: Store, what: What, prefix: str, cursor: int = 0, language: str = "en"
) -> dict[str, Any]:
    """Return a page of suggestions after the first `cursor` ones, named in the language of the prefix.

    The likeliest come first. `language` is for things found by an identifier, or without a prefix.

    Raises:
        UsageError: the prefix is too long, or the cursor below zero.
    """
    if cursor < 0:
        raise UsageError("cursor is below zero; send the number of suggestions to skip")
    entries = {"entity": index.entities, "type": index.types, "property": index.properties}[what]
    names = index.names if what == "entity" else index.term_names
    text = visible(require_string(prefix, "prefix")).strip()
    ranks = rank_entries(entries, names, text)
    if what == "entity":
        add_identified(index, text, ranks)
    found = sorted(
        ranks, key=lambda node: (ranks[node][:2], fold_name(entries[node].name(language)), node.value)
    )
    near = next((ranks[node][2] for node in found), None) if text else None
    shown = (entries[node] for node in found[cursor : cursor + PAGE])
    return {"result": [format_suggestion(index, store, what, entry, near or language) for entry in shown]}


def rank_entries(entries: Mapping[NamedNode, Entry], names: tuple[Name, ...], text: str) -> Ranks:
    """Rank the entries that have a name, a word of a name, or an identifier that begins with the text."""
    ranks: Ranks = {}
    for node, rank in (*match_ids(entries, text), *match_names(names, text)):
        if node in entries and (node not in ranks or rank < ranks[node]):
            ranks[node] = rank
    return ranks


def match_ids(entries: Mapping[NamedNode, Entry], text: str) -> Iterator[tuple[NamedNode, Rank]]:
    """Yield the entries whose IRI, or identifier with or without its prefix, begins with the text."""
    written = text.casefold()
    for node, entry in entries.items():
        for id in (entry.id, entry.id.rpartition(":")[2], shorten(node.value), node.value):
            if id.casefold().startswith(written):
                yield node, (0 if id == text else 2, len(id) if text else 0, "")


def match_names(names: tuple[Name, ...], text: str) -> Iterator[tuple[NamedNode, Rank]]:
    """Yield the names in which a word begins with the text, in the same or another spelling."""
    written, form = fold_name(text), normalize_spelling(text)
    for name in names if text else ():
        language = choose_language(text, name.literal)
        if name.folded == written:
            yield name.node, (0, 0, language)
        elif name.folded.startswith(written):
            yield name.node, (1, len(name.folded), language)
        elif f" {written}" in name.folded:
            yield name.node, (2, len(name.folded), language)
        elif form and f" {form}" in f" {name.spelling}":
            yield name.node, (3, len(name.folded), language)


def add_identified(index: NameIndex, text: str, ranks: Ranks) -> None:
    """Add the things that the text identifies or, if nothing begins with it, those it may misspell."""
    missed = not ranks
    for node, likeness in find_likenesses(index, text).items():
        if likeness.exact:
            ranks[node] = min(ranks.get(node, (1, 0, "")), (0, 0, likeness.language))
        elif missed:
            ranks[node] = (100 - likeness.score, 0, likeness.language)


def format_suggestion(
    index: NameIndex, store: Store, what: What, entry: Entry, language: str
) -> dict[str, Any]:
    """Format an entry as the protocol has it."""
    words = read_description(store, entry.iri, language)
    return {
        "id": entry.id,
        "name": entry.name(language),
        **({"description": words} if words else {}),
        **({"notable": format_types(index, entry)} if what == "entity" else {}),
    }

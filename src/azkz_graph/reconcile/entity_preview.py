"""Small page about a thing, for a frame within a client's program.

Source: https://reconciliation-api.github.io/specs/0.2/, "Preview Service".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode, Store

from azkz_graph.about.sheet import APART
from azkz_graph.graph.facts import best_literal, nodes, triples
from azkz_graph.graph.labels import figure_words, words
from azkz_graph.graph.node_description import object_key, predicate_key
from azkz_graph.reconcile.described_entity import Entry, read_entry
from azkz_graph.reconcile.reconciliation_identifiers import entity_id, entity_iri, term_id
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.messages import messages
from azkz_graph.site.language.page_words import direction
from azkz_graph.site.language.shown_text import brief
from azkz_graph.text.language_range import distance
from azkz_graph.vocabulary import CLAIM, DESCRIPTION, ID, TYPE

MOST_ROWS: Final = 5
MOST_VALUES: Final = 3
"""The most rows, and values of a row, that the frame has room for."""

ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Workers, which open no files, share the template that is read here.
TEMPLATE: Final = ENVIRONMENT.get_template("entity_preview.html.jinja")


@dataclass(frozen=True)
class Shown:
    """A text, harmless to the page around it, and its language, empty if that is unknown."""

    text: str
    language: str


@dataclass(frozen=True)
class Row:
    """The values that the thing has for one predicate."""

    name: str
    texts: tuple[str, ...]
    is_cut: bool


def render_preview(store: Store, id: str, language: str) -> bytes | None:
    """Return the page in the language, or English if the site lacks it; None if the thing is unknown."""
    node = entity_iri(id)
    if node is None or not node.value.startswith(ID) or not any(triples(store, node)):
        return None
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    entry = read_entry(store, node, entity_id(node))
    kinds = nodes(store, node, TYPE)
    name = choose_name(entry, chosen)
    return TEMPLATE.render(
        language=chosen,
        direction=direction,
        words=messages(chosen),
        name=name,
        kinds=[choose_name(read_entry(store, kind, term_id(kind)), chosen) for kind in kinds],
        is_view=CLAIM in kinds,
        description=shorten_literal(best_literal(store, node, DESCRIPTION, chosen)),
        figure=brief(figure_words(store, node, chosen)),
        other_names=[other for other in map(shorten_literal, entry.labels) if other.text != name.text],
        rows=list(islice(read_rows(store, node, chosen), MOST_ROWS)),
        slug=entry.id,
        iri=node.value,
    ).encode("utf-8", "replace")


def choose_name(entry: Entry, language: str) -> Shown:
    """Return what a thing or a class is called, and in which language."""
    name = entry.name(language)
    tags = [literal.language or "" for literal in entry.names if literal.value == name]
    return Shown(brief(name), min(tags, key=lambda tag: distance(tag or None, language), default=""))


def shorten_literal(literal: Literal | None) -> Shown:
    """Shorten a text of the graph to fit the frame; empty for None."""
    return Shown(brief(literal.value), literal.language or "") if literal else Shown("", "")


def read_rows(store: Store, node: NamedNode, language: str) -> Iterator[Row]:
    """Yield what the graph says of the thing, predicate by predicate."""
    found = sorted(
        (quad for quad in triples(store, node) if quad.predicate not in APART),
        key=lambda quad: (predicate_key(quad.predicate), object_key(quad.object)),
    )
    for predicate, quads in groupby(found, key=lambda quad: quad.predicate):
        texts = [brief(words(store, quad.object, language)) for quad in quads]
        name = read_entry(store, predicate, term_id(predicate)).name(language)
        yield Row(brief(name), tuple(texts[:MOST_VALUES]), len(texts) > MOST_VALUES)

"""Index of triples written as Turtle, and the words of a page for them."""

from collections.abc import Mapping

from small_dataset import quads_of

from azkz_graph.graph.triple_index import Index
from azkz_graph.site.language.page_words import Words


def index_of(turtle: str) -> Index:
    """The triples, found by any of their parts; the project's prefixes need not be declared."""
    return Index(dict.fromkeys(quad.triple for quad in quads_of(turtle)))


def words_of(
    turtle: str = "", language: str = "en", folder: str = "", pages: Mapping[str, str] | None = None
) -> Words:
    """The words of a page in a language over the triples."""
    return Words(index_of(turtle), language, folder, pages or {})

"""Passages as clients of the Web Annotation model find them: by the article that they are a part of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from azkz_graph.vocabulary import PREFIXES, TYPE

PART_OF: Final = NamedNode(PREFIXES["schema"] + "isPartOf")
ARTICLE: Final = NamedNode(PREFIXES["schema"] + "Article")
SELECTOR: Final = NamedNode(PREFIXES["oa"] + "hasSelector")
SPECIFIC_RESOURCE: Final = NamedNode(PREFIXES["oa"] + "SpecificResource")
SOURCE: Final = NamedNode(PREFIXES["oa"] + "hasSource")


def passage_targets(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the article of each passage and heading that has a position, in the graph that gives the position.

    Source: https://www.w3.org/TR/annotation-vocab/#specificresource.
    """
    wholes: dict[object, list[object]] = defaultdict(list)
    articles, placed = set(), []
    for quad in quads:
        if quad.predicate == PART_OF:
            wholes[quad.subject].append(quad.object)
        elif quad.predicate == TYPE and quad.object == ARTICLE:
            articles.add(quad.subject)
        elif quad.predicate == SELECTOR:
            placed.append(quad)
    for part, _, _, graph in placed:
        within = wholes[part]
        found = {whole for each in within for whole in (each, *wholes[each]) if whole in articles}
        for article in sorted(found, key=str):
            yield Quad(part, SOURCE, article, graph)  # type: ignore[arg-type]
        if found:
            yield Quad(part, TYPE, SPECIFIC_RESOURCE, graph)

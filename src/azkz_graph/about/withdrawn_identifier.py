"""What is said of an identifier that was published and is withdrawn."""

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import Triples, nodes, text, triples
from azkz_graph.register.published_contents import REPLACED_BY
from azkz_graph.vocabulary import TYPE, WITHDRAWN_IN, shorten


def withdrawal_words(store: Triples, node: NamedNode) -> str | None:
    """Return in which version an identifier was withdrawn, and what replaces it; None if it is not withdrawn."""
    if not is_withdrawn(store, node):
        return None
    found = " and ".join(shorten(each.value) for each in replacements(store, node))
    version = text(store, node, WITHDRAWN_IN)
    return f"withdrawn in {version}, {f'replaced by {found}' if found else 'without a replacement'}"


def is_withdrawn(store: Triples, node: NamedNode) -> bool:
    """Return whether an identifier is recorded as withdrawn, and nothing describes it any more."""
    return any(triples(store, node, WITHDRAWN_IN)) and not any(triples(store, node, TYPE))


def replacements(store: Triples, node: NamedNode) -> tuple[NamedNode, ...]:
    """Return what is published in the place of an identifier; what replaces a replacement stands in its place."""
    found: dict[NamedNode, bool] = {node: True}
    left = [node]
    while left:
        for each in nodes(store, left.pop(), REPLACED_BY):
            if each not in found:
                found[each] = is_withdrawn(store, each)
                left += [each] if found[each] else []
    return tuple(sorted((each for each, withdrawn in found.items() if not withdrawn), key=str))

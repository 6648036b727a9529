"""Citations of a thing, a fact or the dataset, or that it is not in the data."""

from pyoxigraph import NamedNode

from azkz_graph.about.citation import cite as cited
from azkz_graph.mcp.library import Library
from azkz_graph.mcp.tool_answers import CitationText
from azkz_graph.mcp.tool_lookup import Unknown, lookup


def cite(library: Library, name: str = "dataset", style: str = "text") -> CitationText:
    """Return the citation of what is called so, accessed today.

    Raises:
        UsageError: several things are called so, it is published elsewhere or withdrawn, or the data have no record.
    """
    store = library.store
    node = None if name.lower() == "dataset" else lookup(store, name)
    if isinstance(node, Unknown):
        return CitationText(False, node.says, style, close=node.close)
    text = cited(store, node.value if isinstance(node, NamedNode) else "dataset", style)
    return CitationText(True, f"Cite it as below, in the style {style}.", style, text)

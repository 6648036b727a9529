"""The relations of Azerbaijan and Kazakhstan as linked data, every triple with the passage that states it.

>>> import azkz_graph
>>> print(azkz_graph.show("baku"))  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from azkz_graph.notebook.notebook_graph import Graph, RemoteGraph, cite, connect, load, query, show, why

__all__ = ["Graph", "RemoteGraph", "cite", "connect", "load", "query", "show", "why"]


def __getattr__(name: str) -> object:
    """Return a name of the interface, loaded on first use: importing the package alone costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from azkz_graph.notebook import notebook_graph

    return getattr(notebook_graph, name)


def __dir__() -> list[str]:
    """Return the names of the interface, for those who complete them."""
    return sorted(__all__)

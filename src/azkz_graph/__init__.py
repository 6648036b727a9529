"""The relations of Azerbaijan and Kazakhstan as linked data, every triple with the passage that states it.

>>> import azkz_graph
>>> print(azkz_graph.show("baku"))  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from azkz_graph.notebook.notebook_graph import (
        Graph,
        RemoteGraph,
        cite,
        connect,
        load,
        queries,
        query,
        show,
        why,
    )
    from azkz_graph.problem import UsageError

    __version__: str

__all__ = ["Graph", "RemoteGraph", "UsageError", "cite", "connect", "load", "queries", "query", "show", "why"]


def __getattr__(name: str) -> object:
    """Return a name of the interface, loaded on first use: importing the package alone costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("azkz-graph")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from azkz_graph.notebook import notebook_graph

    return getattr(notebook_graph, name)


def __dir__() -> list[str]:
    """Return the names of the interface, for those who complete them."""
    return sorted([*__all__, "__version__"])

"""Replacement of a store's graphs by those of a spool: first the store is seen to take all of them.

If that fails, every graph is as it was; what fails later is one sentence on the state of the store.
"""

from collections.abc import Callable
from contextlib import suppress

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import TRIAL, GraphStore
from azkz_graph.remote.loading_progress import bar
from azkz_graph.remote.sparql_update import Update, name_loading_graph
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import graph_counts

Store = GraphStore | Update


def load(store: Store, endpoint: Endpoint, spool: Spool, warn: Callable[[str], None]) -> None:
    """Replace every graph of the spool; the rest of the store is left alone.

    `warn` receives the state of the store when Ctrl-C ends this early.

    Raises:
        UsageError: the store did not take a graph; the message says which are replaced.
    """
    remove_leftovers(store, endpoint, spool)
    position, part = 0, spool.parts[0]
    try:
        with bar("sending", spool.length) as sent:
            store.prepare(spool, sent)
    except UsageError as error:
        # The next load removes what a server that answers no more keeps.
        with suppress(UsageError):
            remove_leftovers(store, endpoint, spool)
        raise UsageError(f"{error}{hint(spool)}; no graph is replaced") from None
    except KeyboardInterrupt:
        warn("no graph is replaced; run the same command again to replace them all")
        raise
    try:
        with bar("loading", spool.length) as done:
            for position, part in enumerate(spool.parts):  # noqa: B007
                store.replace(spool, part, done)
    except UsageError as error:
        raise UsageError(f"{error}{hint(spool)}; {state(store, spool, position, part)}") from None
    except KeyboardInterrupt:
        warn(state(store, spool, position, part))
        raise


def hint(spool: Spool) -> str:
    """Return what else may help: some stores, such as Virtuoso, have no default graph of their own."""
    has_default = any(part.graph is None for part in spool.parts)
    return ", or load with --graph IRI if the store has no default graph to write to" if has_default else ""


def remove_leftovers(store: Store, endpoint: Endpoint, spool: Spool) -> None:
    """Remove the graphs that a load which did not finish left beside those of the spool."""
    beside: list[Graph] = [TRIAL, *(name_loading_graph(part.graph) for part in spool.parts)]
    for graph, count in graph_counts(endpoint, beside).items():
        if count:
            store.remove(graph)


def state(store: Store, spool: Spool, position: int, part: Part) -> str:
    """Say what is done when the load of a part ends early, and how to complete it."""
    return (
        f"{position:,} of {len(spool.parts):,} graphs are replaced, {store.left(part.graph)}; "
        f"run the same command again to replace them all"
    )

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
from azkz_graph.text.counts import counted

Store = GraphStore | Update


def load(store: Store, endpoint: Endpoint, spool: Spool, warn: Callable[[str], None]) -> None:
    """Replace every graph of the spool; the rest of the store is left alone.

    `warn` receives the state of the store when Ctrl-C ends this early.

    Raises:
        UsageError: the store did not take a graph; the message says which are replaced.
    """
    remove_leftovers(store, endpoint, spool)
    part = None
    try:
        with bar("sending", spool.length) as sent:
            store.prepare(spool, sent)
        with bar("loading", spool.length) as done:
            for part in spool.parts:
                store.replace(spool, part, done)
    except UsageError as error:
        # What a server keeps that answers no more, the next load removes.
        with suppress(UsageError):
            remove_leftovers(store, endpoint, spool)
        raise UsageError(f"{error}{hint(part)}; {state(store, spool, part)}") from None
    except KeyboardInterrupt:
        warn(state(store, spool, part))
        raise


def hint(part: Part | None) -> str:
    """Return what else may help: some stores, such as Virtuoso, have no default graph of their own."""
    if part is None or part.graph:
        return ""
    return ", or load with --graph IRI if the store has no default graph to write to"


def remove_leftovers(store: Store, endpoint: Endpoint, spool: Spool) -> None:
    """Remove the graphs that a load which did not finish left beside those of the spool."""
    beside: list[Graph] = [TRIAL, *(name_loading_graph(part.graph) for part in spool.parts)]
    for graph, count in graph_counts(endpoint, beside).items():
        if count:
            store.remove(graph)


def state(store: Store, spool: Spool, part: Part | None) -> str:
    """Say what is done when the load of a part, or what is done before it, ends early, and how to complete it."""
    position = spool.parts.index(part) if part else 0
    replaced = f"{position:,} of {counted(len(spool.parts), 'graph is', 'graphs are')} replaced"
    left = f", {store.left(part.graph)}" if part else ""
    return f"{replaced}{left}; run the same command again to replace them all"

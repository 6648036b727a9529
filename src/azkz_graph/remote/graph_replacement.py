"""Replacement of a store's graphs by those of a spool, with one sentence on its state if that fails."""

from collections.abc import Callable

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import GraphStore
from azkz_graph.remote.sparql_update import Update, name_loading_graph
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import graph_counts

Store = GraphStore | Update


def load(
    store: Store, endpoint: Endpoint, spool: Spool, tell: Callable[[int], None], warn: Callable[[str], None]
) -> None:
    """Replace every graph of the spool; the rest of the store is left alone.

    `tell` receives how many bytes of the spool are sent, `warn` the state of the store when this ends early.

    Raises:
        UsageError: the store did not take a graph; those before it are replaced.
    """
    for beside in leftovers(endpoint, spool):
        store.remove(beside)
    for position, part in enumerate(spool.parts):
        try:
            store.replace(spool, part, tell)
        except UsageError as error:
            raise UsageError(f"{error}{hint(part)}; {state(store, spool, position, part)}") from None
        except KeyboardInterrupt:
            warn(state(store, spool, position, part))
            raise


def hint(part: Part) -> str:
    """Return what else may help: some stores, such as Virtuoso, have no default graph of their own."""
    return "" if part.graph else ", or load with --graph IRI if the store has no default graph to write to"


def leftovers(endpoint: Endpoint, spool: Spool) -> list[Graph]:
    """Return the loading graphs that an interrupted load left beside those of the spool."""
    found = graph_counts(endpoint, [name_loading_graph(part.graph) for part in spool.parts])
    return [graph for graph, count in found.items() if count]


def state(store: Store, spool: Spool, position: int, part: Part) -> str:
    """Say what is done when the load of a part ends early, and how to complete it."""
    return (
        f"{position:,} of {len(spool.parts):,} graphs are replaced, {store.left(part.graph)}; "
        f"run the same command again to replace them all"
    )

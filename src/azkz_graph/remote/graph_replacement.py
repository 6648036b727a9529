"""A spool and a store in; each of its graphs replaced in the store, or one sentence on what is done and what is not."""

from collections.abc import Callable

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import GraphStore
from azkz_graph.remote.sparql_update import Update, loading_graph
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import graph_counts

Store = GraphStore | Update


def load(
    store: Store, endpoint: Endpoint, spool: Spool, tell: Callable[[int], None], warn: Callable[[str], None]
) -> None:
    """Replace every graph of the spool; what else the store holds is left alone.

    `tell` is told how many bytes of the spool are sent, `warn` what state the store is in when this is ended.

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
    """What else may help: some stores, such as Virtuoso, have no default graph of their own."""
    return "" if part.graph else ", or load with --graph IRI if the store has no default graph to write to"


def leftovers(endpoint: Endpoint, spool: Spool) -> list[Graph]:
    """The graphs beside those of the spool that a load left which was ended before."""
    found = graph_counts(endpoint, [loading_graph(part.graph) for part in spool.parts])
    return [graph for graph, count in found.items() if count]


def state(store: Store, spool: Spool, position: int, part: Part) -> str:
    """What is done when the load of a part is ended, and how it is brought to its end."""
    return (
        f"{position:,} of {len(spool.parts):,} graphs are replaced, {store.left(part.graph)}; "
        f"run the same command again to replace them all"
    )

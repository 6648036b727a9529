"""Replacement of a store's graphs by those of a spool: first the store is seen to take all of them.

If that fails, every graph is as it was; what fails later is one sentence on the state of the store.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_store import GraphStore
from azkz_graph.remote.load_run import Run, find_runs, has_left, has_listed
from azkz_graph.remote.loading_progress import bar
from azkz_graph.remote.sparql_update import Update
from azkz_graph.remote.spool import Graph, Part, Spool
from azkz_graph.remote.triple_counts import graph_counts
from azkz_graph.remote.write_request import UnansweredError
from azkz_graph.text.counts import counted

Store = GraphStore | Update


def load(store: Store, endpoint: Endpoint, spool: Spool, warn: Callable[[str], None]) -> None:
    """Replace every graph of the spool; the rest of the store is left alone.

    `warn` receives what the user should know although all goes well, and the state of the store when Ctrl-C ends this
    early.

    Raises:
        UsageError: the store did not take a graph; the message says how many are replaced.
    """
    remove_leftovers(store, endpoint, spool, warn)
    replaced = 0
    group: Sequence[Part] = ()
    try:
        store.record(spool)
        groups, warning = store.plan(spool)
        if warning:
            warn(warning)
        with bar("sending", spool.length) as sent:
            store.prepare(spool, sent)
        with bar("loading", spool.length) as done:
            for group in groups:
                store.replace(spool, group, done)
                replaced += len(group)
        store.remove(store.run.record)
    except UnansweredError as error:
        # The store may still be at work on what a load makes for itself: the next load removes it.
        left = store.unknown(group) if group else ""
        raise UsageError(f"{error}{hint(group)}; {state(spool, replaced, left)}") from None
    except UsageError as error:
        more, left = store.left(group) if group else (0, "")
        with suppress(UsageError):
            remove_run(store, endpoint, store.run, store.run.names(spool.parts))
        raise UsageError(f"{error}{hint(group)}; {state(spool, replaced + more, left)}") from None
    except KeyboardInterrupt:
        warn(state(spool, replaced, store.unknown(group) if group else ""))
        raise


def remove_leftovers(store: Store, endpoint: Endpoint, spool: Spool, warn: Callable[[str], None]) -> None:
    """Remove what loads of the spool's graphs left that did not finish; name what others left.

    What a load of other graphs has made is not removed, because that load may be running.
    """
    for run in find_runs(endpoint):
        names = run.names(spool.parts)
        if has_listed(endpoint, run, names):
            remove_run(store, endpoint, run, names)
        if has_left(endpoint, run):
            warn(
                f"a load of other graphs did not finish, or is running: the store holds graphs that it made for itself "
                f"and listed in {run.record}; if it is not running, run it again to remove them"
            )


def remove_run(store: Store, endpoint: Endpoint, run: Run, graphs: Sequence[Graph]) -> None:
    """Remove these graphs that a load made for itself, and its record if they were the last ones."""
    for graph, count in graph_counts(endpoint, graphs).items():
        if count:
            store.remove(graph)
    if not has_left(endpoint, run):
        store.remove(run.record)


def hint(group: Sequence[Part]) -> str:
    """Return what else may help: some stores, such as Virtuoso, have no default graph of their own."""
    if all(part.graph for part in group):
        return ""
    return ", or load with --graph IRI if the store has no default graph to write to"


def state(spool: Spool, replaced: int, left: str) -> str:
    """Say how many graphs are replaced, in which state others are, and how to complete it."""
    known = f"{replaced:,} of {counted(len(spool.parts), 'graph is', 'graphs are')} replaced"
    return f"{known}{', ' if left else ''}{left}; run the same command again to replace them all"

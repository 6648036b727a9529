"""Update of a store from one version to another, by the changes of its graphs alone.

Every state in which it may end early is one from which it goes on: what the store holds is read first each time.
"""

from collections.abc import Callable, Sequence

from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_changes import GraphChange, find_changes, operations
from azkz_graph.remote.graph_replacement import remove_leftovers
from azkz_graph.remote.graph_store import name_graph
from azkz_graph.remote.loading_progress import bar
from azkz_graph.remote.sparql_update import Update
from azkz_graph.remote.spool import Spool
from azkz_graph.text.counts import words


def plan_update(endpoint: Endpoint, old: Spool, new: Spool, named: str) -> list[GraphChange]:
    """Return the graphs that change, and how; `named` is what the user calls the old version.

    Raises:
        UsageError: the store does not hold the old version, nor what an unfinished update of it left.
    """
    with bar("reading back", len({part.graph for part in (*old.parts, *new.parts)}), in_bytes=False) as read:
        found = list(find_changes(endpoint, old, new, read))
    if faults := [f"{name_graph(change.graph)}: {change.fault}" for change in found if change.fault]:
        count = len(faults) - 1
        more = (
            f" ({count:,} more of {len(found):,} graphs {words(count, 'differs', 'differ')})" if count else ""
        )
        raise UsageError(
            f"the store does not hold {named}: {faults[0]}{more}; nothing was changed; name the version that it holds, "
            f"with --graph or --plain if it was loaded so, or load the data whole, without --from"
        )
    return [change for change in found if change.deleted or change.inserted]


def update_store(
    store: Update,
    endpoint: Endpoint,
    changes: Sequence[GraphChange],
    spool: Spool,
    warn: Callable[[str], None],
) -> None:
    """Carry out the changes, and remove what loads of the spool's graphs left that did not finish.

    All are one request, if the store takes so many; a store with transactions then changes all or nothing.

    Raises:
        UsageError: the store does not take them; the message says how many requests it took.
    """
    remove_leftovers(store, endpoint, spool, warn)
    updates = list(operations(changes))
    done, count = 0, 0
    try:
        requests = store.group(updates)
        count = len(requests)
        if count > 1:
            warn(
                f"the store does not take {len(updates):,} updates in one request, so until the last of {count:,} "
                f"requests it holds a part of the changes"
            )
        with bar("updating", count, in_bytes=False) as tell:
            for request in requests:
                store.update(request)
                tell(done := done + 1)
    except UsageError as error:
        raise UsageError(f"{error}; {state(done, count)}") from None
    except KeyboardInterrupt:
        warn(state(done, count))
        raise


def state(done: int, count: int) -> str:
    """Say how much of an update is carried out, and how to complete it."""
    if not count:
        return "nothing was changed"
    known = f"{done:,} of {count:,} requests are carried out, and perhaps a part of the next"
    return f"{known}; run the same command again to complete the update"

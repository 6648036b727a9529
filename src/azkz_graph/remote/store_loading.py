"""Loading of data into a store, as `azkz load` does it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, RdfFormat, Store

from azkz_graph.ask.query_catalogue import query_names
from azkz_graph.dataset.project import Project
from azkz_graph.http.credentials import Sources, check_url, secrets
from azkz_graph.http.http_client import MOST, Client
from azkz_graph.problem import UsageError
from azkz_graph.remote.endpoint import Endpoint
from azkz_graph.remote.graph_changes import GraphChange, describe, list_changes
from azkz_graph.remote.graph_replacement import load
from azkz_graph.remote.graph_store import GraphStore, name_graph
from azkz_graph.remote.held_triples import different_graphs
from azkz_graph.remote.load_run import is_own_name
from azkz_graph.remote.loading_progress import bar
from azkz_graph.remote.sparql_update import Update
from azkz_graph.remote.spool import Part, Spool, own_graph, spool_quads
from azkz_graph.remote.store_detection import Target, detect, understands
from azkz_graph.remote.triple_counts import miscounts
from azkz_graph.remote.verification import differences
from azkz_graph.remote.version_update import plan_update, update_store
from azkz_graph.store.memory_store import UNION, read_quads
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.text.counts import counted, words
from azkz_graph.text.safe_text import printable
from azkz_graph.versions.known_releases import Places, open_places
from azkz_graph.versions.version_quads import version_quads

UNSHOWN: Final = (
    "the store's default graph, which the saved queries ask, does not show its named graphs; "
    "let it show their union, or load with --plain"
)


@dataclass(frozen=True)
class Order:
    """What is to be loaded, where, and how.

    `graph` is the one graph that takes everything; with `plain` that is the default graph. `old` is the version that
    the store holds and that is updated, `new` the version to load, by default the files; `releases` has both.
    """

    url: str
    files: tuple[RdfFile, ...] = ()
    graph: str | None = None
    plain: bool = False
    update: str | None = None
    query: str | None = None
    dry_run: bool = False
    verify: bool = False
    sources: Sources = field(default=Sources())
    seconds: float = 300
    size: int = MOST
    old: str | None = None
    new: str | None = None
    releases: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """The result, line by line, and whether the store holds and answers what it should."""

    lines: tuple[str, ...]
    is_right: bool


def load_into(project: Project, order: Order, tell: Callable[[str], None]) -> Outcome:
    """Load the files, or the project's dataset, into the store; `tell` reports what is chosen and waited for.

    Raises:
        UsageError: the order cannot be carried out; the message says what the store then holds.
    """
    into = choose_graph(order)
    client, urls = connect(order, tell)
    places = open_places(project, order.releases, (), order.sources)
    quads = choose_quads(project, order, places)
    before = version_quads(order.old, places) if order.old else None
    target = detect(client, *urls, by_updates=before is not None)
    tell(str(target))
    endpoint = Endpoint(target.query, client)
    with spool_quads(quads, into) as spool:
        refuse_unloadable(spool, target, endpoint)
        if before is None:
            if order.dry_run:
                return Outcome(tuple(plan_loading(spool)), True)
            load(writer(target, client, endpoint), endpoint, spool, tell)
            parts, done = list(spool.parts), f"{counted(spool.count, 'triple')} in {graphs_of(spool)}: loaded"
        else:
            with spool_quads(before, into) as old:
                refuse_unloadable(old, target, endpoint)
                changes = plan_update(endpoint, old, spool, str(order.old))
            if order.dry_run:
                return Outcome((*list_changes(changes), f"{describe(changes)}: nothing was sent"), True)
            update_store(Update(target.update or "", client, endpoint), endpoint, changes, spool, tell)
            parts = changed_parts(changes, spool)
            done = f"{describe(changes)}: updated from {order.old}"
        lines = [str(miscount) for miscount in miscounts(endpoint, parts)]
        shown = shows_named(endpoint, spool)
        is_right = not lines
        lines.append(f"{done}, {'the counts agree' if is_right else 'counts differ'}")
        if not shown:
            tell(UNSHOWN)
        if order.verify:
            same_triples, triples_told = compare_graphs(endpoint, spool)
            same_answers, answers_told = compare_queries(endpoint, project, spool, shown)
            is_right = is_right and same_triples and same_answers
            lines += [*triples_told, *answers_told]
    return Outcome(tuple(lines), is_right)


def choose_quads(project: Project, order: Order, places: Places) -> Iterable[Quad]:
    """Return what is to be loaded.

    Raises:
        UsageError: the options do not fit together.
    """
    if order.releases and not (order.old or order.new):
        raise UsageError("--releases is where --from and --to find their versions; give one of them too")
    if order.new is None:
        return read_quads(project, order.files)
    if order.files:
        raise UsageError("--to and --data both say what to load; give one of them")
    return version_quads(order.new, places)


def changed_parts(changes: Sequence[GraphChange], spool: Spool) -> list[Part]:
    """Return the graphs that changed, as they should be now."""
    parts = {part.graph: part for part in spool.parts}
    return [parts.get(change.graph, Part(change.graph, 0, 0, 0)) for change in changes]


def refuse_unloadable(spool: Spool, target: Target, endpoint: Endpoint) -> None:
    """Refuse what the store, or the way in which it is filled, cannot take, before anything in it is changed.

    Raises:
        UsageError: it cannot.
    """
    if not spool.parts:
        raise UsageError(
            "the data hold no triple, so there is nothing to load, and nothing was changed; name data that have some, "
            "or empty the graph in the store itself"
        )
    for part in spool.parts:
        if is_own_name(part.graph):
            raise UsageError(
                f"the graph {part.graph} is named like those that azkz load makes and removes, so nothing was changed; "
                f"give it another name, or load all into one graph with --graph IRI"
            )
    if target.update and spool.terms.has_blank_nodes:
        raise UsageError(
            "blank nodes cannot be loaded by updates, because each update makes its own; give them IRIs, "
            "or load by the Graph Store Protocol"
        )
    for is_there, what, term in (
        (spool.terms.has_triple_terms, "triple terms", "<<( <urn:s> <urn:p> <urn:o> )>>"),
        (spool.terms.has_directions, "texts with a direction", '"a"@he--rtl'),
    ):
        if is_there and not understands(endpoint.client, endpoint.url, term):
            raise UsageError(
                f"the data have {what}, which are of RDF 1.2, and {printable(endpoint.url)} does not understand them, "
                f"so nothing was changed; load data of RDF 1.1, or into a store that knows RDF 1.2"
            )


def choose_graph(order: Order) -> Callable[[Quad], str]:
    """Return the function that says which graph each quad is loaded into."""
    if order.plain and order.graph:
        raise UsageError("--plain and --graph cannot be used together; give one of them")
    if order.plain:
        return lambda quad: ""
    if order.graph is None:
        return own_graph
    try:
        name = NamedNode(order.graph).value
    except ValueError:
        raise UsageError(
            f"{printable(order.graph)} is not an IRI; write one such as https://example.org/graph"
        ) from None
    return lambda quad: name


def connect(order: Order, tell: Callable[[str], None]) -> tuple[Client, tuple[str, str | None, str | None]]:
    """Return the client, and the given addresses, to the first of which a secret is sent."""
    url, update, query = check_url(order.url), check_address(order.update), check_address(order.query)
    known = secrets(order.sources, [each for each in (url, update, query) if each])
    return Client(known, order.seconds, tell, order.size), (url, update, query)


def check_address(url: str | None) -> str | None:
    """Return the address, if one was given."""
    return check_url(url) if url else None


def writer(target: Target, client: Client, endpoint: Endpoint) -> GraphStore | Update:
    """Return what writes to the store that was found."""
    if target.graph_store:
        return GraphStore(target.graph_store, client)
    return Update(target.update or "", client, endpoint)


def plan_loading(spool: Spool) -> Iterator[str]:
    """Yield what would be loaded, graph by graph."""
    for part in spool.parts:
        yield f"{part.count:>12,}  {name_graph(part.graph)}"
    yield f"{spool.count:>12,}  {words(spool.count, 'triple')} in {graphs_of(spool)}: nothing was loaded"


def graphs_of(spool: Spool) -> str:
    """Say how many graphs there are."""
    return counted(len(spool.parts), "graph")


def shows_named(endpoint: Endpoint, spool: Spool) -> bool:
    """Return whether the default graph, which the saved queries use, shows what was loaded."""
    if not spool.parts:
        return True
    spool.file.seek(spool.parts[-1].start)
    triple = spool.file.readline().decode()
    shown = endpoint.answer(f"ASK {{ {triple} }}", source="looking")
    return isinstance(shown, QueryBoolean) and bool(shown)


def compare_graphs(endpoint: Endpoint, spool: Spool) -> tuple[bool, list[str]]:
    """Return whether the store holds the triples that were sent, by what they mean, and say how graphs differ."""
    with bar("reading back", spool.length) as read:
        found = list(different_graphs(endpoint, spool, read))
    agreeing = f"{len(spool.parts) - len(found):,} of {graphs_of(spool)} hold the triples that were sent"
    return not found, [*found, agreeing]


def compare_queries(
    endpoint: Endpoint, project: Project, spool: Spool, shown: bool
) -> tuple[bool, list[str]]:
    """Return whether the store answers every saved query as the data do that were sent, and say how answers differ.

    If those data are not `shown` in the default graph, no query is asked.
    """
    if not shown:
        return False, ["saved queries are not compared: " + UNSHOWN]
    store = Store()
    for part in spool.parts:
        body = spool.body(part, lambda sent: None)
        store.bulk_load(body, format=RdfFormat.N_TRIPLES, to_graph=part.graph or DefaultGraph())  # type: ignore[arg-type]
    store.update(UNION)
    names = query_names(project.queries)
    with bar("asking", len(names), in_bytes=False) as asked:
        found = list(differences(endpoint, store, project, asked))
    asked_queries = counted(len(names), "saved query has", "saved queries have")
    agreeing = f"{len(names) - len(found):,} of {asked_queries} the same answer"
    return not found, [*map(str, found), agreeing]

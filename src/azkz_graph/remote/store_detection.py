"""Detection of a store's addresses: where it takes graphs or updates, and where it answers queries."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions

from azkz_graph.http.credentials import origin
from azkz_graph.http.http_client import Client
from azkz_graph.http.received_reply import Reply
from azkz_graph.problem import UsageError
from azkz_graph.remote.answer_body import RESULTS, quads_of, read_results, results
from azkz_graph.remote.endpoint import ACCEPT_GRAPHS, ACCEPT_RESULTS, with_query
from azkz_graph.remote.known_addresses import GRAPH_STORES, QUERIES, UPDATES, neighbours
from azkz_graph.remote.refusal import refusal
from azkz_graph.remote.sparql_update import UPDATE
from azkz_graph.text.safe_text import printable

NOWHERE: Final = "urn:x-azkz:nowhere"
"""A graph that no store has."""

PEEK: Final = 1024 * 1024
DESCRIBED: Final = 10
"""How many bytes of an answer are read, and how many of the endpoints that a description names are tried."""

ENDPOINT: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")


@dataclass(frozen=True)
class Target:
    """What a store was found to have: a graph store, or else updates."""

    query: str
    graph_store: str | None = None
    update: str | None = None

    def __str__(self) -> str:
        way = (
            f"by the Graph Store Protocol at {printable(self.graph_store)}"
            if self.graph_store
            else f"by SPARQL Update at {printable(self.update or '')}"
        )
        return f"loads {way}, counts at {printable(self.query)}"


def detect(
    client: Client,
    url: str,
    update: str | None = None,
    query: str | None = None,
    *,
    by_updates: bool = False,
) -> Target:
    """Find where the store at the URL is written to and queried; what the user names is not checked.

    With `by_updates` the store is to take updates. Nothing is changed: a graph that no store has is asked for, and an
    update that adds nothing is sent.

    Raises:
        UsageError: the URL cannot be reached, or belongs to no store that can be written to.
    """
    first = client.ask(
        "GET", with_query(url, query="SELECT * { ?s ?p ?o } LIMIT 1"), {"Accept": ACCEPT_RESULTS}, most=PEEK
    )
    asked = query or (url if has_rows(first) else find_address(client, url, QUERIES, is_query))
    store = None if update or by_updates else find_address(client, url, GRAPH_STORES, is_graph_store)
    taking = update or (None if store else find_address(client, url, UPDATES, is_update))
    # What answers no query, and may be any server that says yes to everything, is no store by taking an update.
    if not (store or update or (taking and asked)):
        if has_rows(first):
            what = "updates" if by_updates else "data"
            raise UsageError(
                f"{printable(url)} answers queries and takes no {what}; give the address at which the store is "
                f"written to, and see whether it wants --user"
            )
        raise refusal(first, client.knows(url))
    if not asked:
        raise UsageError(
            f"{printable(url)} has no endpoint that azkz can find; give its address by --query URL"
        )
    return Target(asked, store, taking)


def find_address(
    client: Client, url: str, places: Iterable[str], is_it: Callable[[Client, str], bool]
) -> str | None:
    """Return the first address that fits: the URL itself, its neighbours, those that it describes."""
    tried = set()
    for candidate in candidates(client, url, places):
        if candidate not in tried and is_it(client, candidate):
            return candidate
        tried.add(candidate)
    return None


def candidates(client: Client, url: str, places: Iterable[str]) -> Iterator[str]:
    """Yield where it may be, likelier addresses first; only those of the URL's own host."""
    yield url
    yield from neighbours(url, places)
    yield from (each for each in find_described(client, url) if origin(each) == origin(url))


def find_described(client: Client, url: str) -> list[str]:
    """Yield the endpoints of a service description.

    Source: https://www.w3.org/TR/sparql11-service-description/.
    """
    reply = probe(client, url)
    try:
        ends = (quad.object for quad in quads_of(reply, url) if quad.predicate == ENDPOINT)
        return [end.value for end in islice(ends, DESCRIBED) if isinstance(end, NamedNode)]
    except (SyntaxError, ValueError, MemoryError, KeyError):
        return []


def is_query(client: Client, url: str) -> bool:
    """Return whether queries are answered there."""
    return has_rows(probe(client, with_query(url, query="SELECT * { ?s ?p ?o } LIMIT 1"), ACCEPT_RESULTS))


def has_rows(reply: Reply) -> bool:
    """Return whether it is an answer to SELECT."""
    if not reply.is_success or reply.media_type not in RESULTS:
        return False
    try:
        return isinstance(results(reply), QuerySolutions)
    except (SyntaxError, ValueError):
        return False


def is_graph_store(client: Client, url: str) -> bool:
    """Return whether graphs are kept there: an unknown one is missing, or empty, and no graph gives another answer.

    The statements of RDF4J and GraphDB, which ignore `graph`, would be replaced as a whole.
    """
    if url.rstrip("/").endswith("/statements"):
        return False
    reply = probe(client, with_query(url, graph=NOWHERE))
    if reply.status in (401, 403) and client.knows(url):
        raise refusal(reply, known=True)
    if reply.status == 404:
        return probe(client, url).status not in (404, 410)
    return reply.is_success and is_empty(reply)


def is_empty(reply: Reply) -> bool:
    """Return whether it is RDF without a triple, which no description of a service is."""
    try:
        return not any(True for _ in quads_of(reply, NOWHERE))
    except (SyntaxError, ValueError, MemoryError, KeyError):
        return False


def understands(client: Client, url: str, term: str) -> bool:
    """Return whether queries there may have a term, as SPARQL writes it.

    Raises:
        UsageError: no query is answered there.
    """
    asked = with_query(url, query=f"ASK {{ VALUES ?term {{ {term} }} }}")
    reply = client.ask("GET", asked, {"Accept": ACCEPT_RESULTS}, most=PEEK)
    if not reply.is_success and reply.status != 400:
        raise refusal(reply, client.knows(url))
    return reply.is_success and reply.media_type in RESULTS and bool(read_results(reply, is_ask=True))


def is_update(client: Client, url: str) -> bool:
    """Return whether updates are taken there."""
    reply = client.send("POST", url, UPDATE, b"INSERT DATA {}", most=PEEK)
    if reply.status in (401, 403) and client.knows(url):
        raise refusal(reply, known=True)
    return reply.is_success and not reply.is_page


def probe(client: Client, url: str, accept: str = ACCEPT_GRAPHS) -> Reply:
    """Return what is answered there; its beginning is enough."""
    return client.ask("GET", url, {"Accept": accept}, most=PEEK)

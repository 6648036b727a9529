"""RDF documents that clients may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pyoxigraph import NamedNode, Triple

from azkz_graph.ask.results import graph_bytes
from azkz_graph.graph.facts import Triples, is_fact, triples
from azkz_graph.mcp.argument_schemas import LONGEST
from azkz_graph.mcp.library import Library, record
from azkz_graph.mcp.reported_views import views_with
from azkz_graph.mcp.tool_lookup import Unknown, lookup
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import OBJECT, SUBJECT

DATASET: Final = "azkz://dataset"
ONTOLOGY: Final = "azkz://ontology"
THING: Final = "azkz://thing/"
TEMPLATE: Final = THING + "{slug}"


@dataclass(frozen=True)
class Readable:
    """A document that is always there; `content` is Turtle."""

    uri: str
    name: str
    title: str
    description: str
    content: str


def readables(library: Library) -> dict[str, Readable]:
    """Return the documents by URI: the ontology, and the dataset's own record if there is one."""
    found = [
        Readable(
            ONTOLOGY,
            "ontology",
            "The ontology",
            "The classes and properties of the data, with names in five languages, definitions and examples.",
            library.ontology,
        )
    ]
    own = record(library)
    if own is not None:
        turtle = graph_bytes((quad.triple for quad in triples(library.store, own)), "ttl").decode()
        description = "Title, version, licence, publisher and source of the data."
        found.append(Readable(DATASET, "dataset", "The dataset's record", description, turtle))
    return {each.uri: each for each in found}


def write_thing_turtle(library: Library, uri: str) -> str:
    """Return the Turtle of the thing that the URI names, with the facts and claims in which it stands.

    Raises:
        UsageError: nothing is called so, or more than one thing.
    """
    name = unquote(uri.removeprefix(THING))
    if not uri.startswith(THING) or not name or len(name) > LONGEST:
        raise UsageError("Not stated: there is no such resource; list them, or use the template")
    node = lookup(library.store, name)
    if isinstance(node, Unknown):
        raise UsageError(node.says.rstrip("."))
    return graph_bytes(dict.fromkeys(around(library.store, node)), "ttl").decode()


def around(store: Triples, node: NamedNode) -> Iterator[Triple]:
    """Return the triples on the node, and all on each fact of which it is an end, and on each view by or about it."""
    yield from (quad.triple for quad in triples(store, node))
    ends = {quad.subject for part in (SUBJECT, OBJECT) for quad in triples(store, None, part, node)}
    for other in sorted(ends, key=str):
        if isinstance(other, NamedNode) and is_fact(store, other):
            yield from (quad.triple for quad in triples(store, other))
    for claim in views_with(store, node):
        yield from (quad.triple for quad in triples(store, claim))

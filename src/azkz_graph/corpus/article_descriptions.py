"""Tables of what articles say of things, which show whether two say the same."""

import hashlib
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyoxigraph import Quad

from azkz_graph.corpus.arrow_tables import QUADS, TEXT, file_name, nquads, quad_table
from azkz_graph.corpus.fixed_values import Said
from azkz_graph.corpus.shared_project import Placed
from azkz_graph.dataset.project import Project
from azkz_graph.problem import Place

DIGEST = pa.binary()

THINGS = pa.schema(
    [
        ("part", pa.int32()),
        ("article", TEXT),
        ("thing", DIGEST),
        ("said", DIGEST),
        ("aspect", TEXT),
        ("subject", TEXT),
        ("file", TEXT),
        ("line", pa.int32()),
    ]
)
"""A row for each thing that an article, or a rule on it, describes in a graph, and for each property of which a thing
has a fixed number of values: the digests of this aspect and the thing, and of all that is said there; and where that
begins."""

DESCRIPTIONS = pa.schema([*QUADS, ("thing", DIGEST), ("quad", TEXT)])
"""A row for each of these quads: behind the columns of `QUADS` the digest of the thing, and the quad as a line."""


def tabulate_things(said: Iterable[Said], article: str | None, part: int, project: Project) -> pa.Table:
    """Build the table `THINGS` of what is said, each aspect of a thing where it first occurs."""
    texts: dict[tuple[str, str], list[str]] = {}
    starts: dict[tuple[str, str], Place] = {}
    for thing, text, place in said:
        texts.setdefault(thing, []).append(text)
        starts.setdefault(thing, place)
    files = {path: file_name(path, project) for path in {place.path for place in starts.values()}}
    rows = [
        (part, article, key(*thing), digest("\n".join(sorted(own))), *thing, files[place.path], place.line)
        for (thing, own), place in zip(texts.items(), starts.values(), strict=True)
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(THINGS)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, THINGS, strict=True)], THINGS
    )


def said_in_graphs(statements: Iterable[Placed]) -> Iterator[Said]:
    """Yield what the statements say, each in the aspect of its graph."""
    placed = list(statements)
    lines = nquads(quad for quad, _ in placed).decode().splitlines()
    for (quad, place), line in zip(placed, lines, strict=True):
        yield graph_and_subject(quad), line, place


def description_table(descriptions: Iterable[Quad], article: str) -> pa.Table:
    """Build the table `DESCRIPTIONS` of these quads, in their order."""
    quads = list(descriptions)
    things = [graph_and_subject(quad) for quad in quads]
    keys = {thing: key(*thing) for thing in set(things)}
    lines = nquads(quads).decode().splitlines(keepends=True)
    table = quad_table(quads, article)
    table = table.append_column(
        DESCRIPTIONS.field("thing"), pa.array([keys[thing] for thing in things], DIGEST)
    )
    return table.append_column(DESCRIPTIONS.field("quad"), pa.array(lines, TEXT))


def graph_and_subject(quad: Quad) -> tuple[str, str]:
    """Return what a quad describes; neither is a blank node or the default graph."""
    return quad.graph_name.value, quad.subject.value  # type: ignore[union-attr]


def key(aspect: str, subject: str) -> bytes:
    """Return the key of a thing in an aspect: the graph that describes it, or a property."""
    return digest(f"{aspect} {subject}")


def digest(text: str) -> bytes:
    """Return the first 128 bits of the SHA-256."""
    return hashlib.sha256(text.encode()).digest()[:16]

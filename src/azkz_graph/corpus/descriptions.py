"""What articles say apart from their passages in; a table that tells whether two say the same of a thing, out."""

import hashlib
from collections.abc import Iterable

import pyarrow as pa

from azkz_graph.corpus.shared import Placed
from azkz_graph.corpus.tables import TEXT, file_name, nquads, quad_table
from azkz_graph.problem import Place
from azkz_graph.project import Project

DIGEST = pa.binary()

COLUMNS = [
    ("part", pa.int32()),
    ("thing", DIGEST),
    ("said", DIGEST),
    ("file", TEXT),
    ("line", pa.int32()),
    ("quad", TEXT),
]
"""Behind the columns of `QUADS`: the part that the article is in; the digest of the graph and the subject, and that of
all quads that the article has of the subject in the graph; where its description begins; the quad as a line.
"""


def described(descriptions: Iterable[Placed], article: str | None, part: int, project: Project) -> pa.Table:
    """A row a quad, in the order of the quads."""
    placed = list(descriptions)
    quads = [quad for quad, _ in placed]
    lines = nquads(quads).splitlines(keepends=True)
    things = [f"{quad.graph_name} {quad.subject}" for quad in quads]
    said: dict[str, list[bytes]] = {}
    starts: dict[str, Place] = {}
    for thing, line, (_, place) in zip(things, lines, placed, strict=True):
        said.setdefault(thing, []).append(line)
        starts.setdefault(thing, place)
    digests = {thing: digest(b"".join(sorted(own))) for thing, own in said.items()}
    keys = {thing: digest(thing.encode()) for thing in said}
    files = {place.path: file_name(place.path, project) for place in starts.values()}
    table = quad_table(quads, article)
    columns = (
        [part] * len(quads),
        [keys[thing] for thing in things],
        [digests[thing] for thing in things],
        [files[starts[thing].path] for thing in things],
        [starts[thing].line for thing in things],
        [line.decode() for line in lines],
    )
    for (name, kind), column in zip(COLUMNS, columns, strict=True):
        table = table.append_column(name, pa.array(column, kind))
    return table


def digest(data: bytes) -> bytes:
    """The first 128 bits of the SHA-256."""
    return hashlib.sha256(data).digest()[:16]

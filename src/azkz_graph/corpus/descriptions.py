"""What articles say apart from their passages in; tables that tell whether two say the same of a thing, out."""

import hashlib
from collections.abc import Iterable

import pyarrow as pa

from azkz_graph.corpus.shared import Placed
from azkz_graph.corpus.tables import QUADS, TEXT, file_name, nquads, quad_table
from azkz_graph.problem import Place
from azkz_graph.project import Project

DIGEST = pa.binary()

THINGS = pa.schema(
    [
        ("part", pa.int32()),
        ("article", TEXT),
        ("thing", DIGEST),
        ("said", DIGEST),
        ("subject", TEXT),
        ("file", TEXT),
        ("line", pa.int32()),
    ]
)
"""A row for each thing that an article describes in a graph: the digests of the graph and the subject, and of all
quads that the article has of it there; and where its description begins.
"""

DESCRIPTIONS = pa.schema([*QUADS, ("thing", DIGEST), ("quad", TEXT)])
"""A row for each of these quads: behind the columns of `QUADS` the digest of the thing, and the quad as a line."""


def described(
    descriptions: Iterable[Placed], article: str | None, part: int, project: Project
) -> tuple[pa.Table, pa.Table]:
    """The tables `THINGS` and `DESCRIPTIONS` of an article, in the order of its quads."""
    said: dict[str, list[str]] = {}
    starts: dict[str, tuple[str, Place]] = {}
    placed = list(descriptions)
    things = []
    lines = nquads(quad for quad, _ in placed).decode().splitlines(keepends=True)
    for (quad, place), line in zip(placed, lines, strict=True):
        subject = quad.subject.value  # type: ignore[union-attr]
        thing = f"{quad.graph_name.value} {subject}"  # type: ignore[union-attr]
        things.append(thing)
        said.setdefault(thing, []).append(line)
        starts.setdefault(thing, (subject, place))
    digests = {thing: digest(thing) for thing in said}
    files = {path: file_name(path, project) for path in {place.path for _, place in starts.values()}}
    rows = [
        (part, article, digests[thing], digest("".join(sorted(own))), subject, files[place.path], place.line)
        for (thing, own), (subject, place) in zip(said.items(), starts.values(), strict=True)
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(THINGS)
    table = quad_table([quad for quad, _ in placed], article)
    table = table.append_column(
        DESCRIPTIONS.field("thing"), pa.array([digests[thing] for thing in things], DIGEST)
    )
    return (
        pa.table(
            [pa.array(column, field.type) for column, field in zip(columns, THINGS, strict=True)], THINGS
        ),
        table.append_column(DESCRIPTIONS.field("quad"), pa.array(lines, TEXT)),
    )


def digest(text: str) -> bytes:
    """The first 128 bits of the SHA-256."""
    return hashlib.sha256(text.encode()).digest()[:16]

"""Finished parts: what a staged part describes, and its problems, once all other parts are known."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from azkz_graph.corpus.arrow_tables import PROBLEMS, QUADS, TEXT
from azkz_graph.corpus.build_job import Job, Part
from azkz_graph.corpus.checkpoints import WORK, Made, do_once
from azkz_graph.corpus.collisions import COLLISIONS, REPEATED, of_part
from azkz_graph.corpus.graph_files import Entry, QuadFiles, table_bytes, write_file
from azkz_graph.corpus.staged_part import restate_part
from azkz_graph.dataset.statement_lines import RULES as DERIVED
from azkz_graph.problem import Severity
from azkz_graph.vocabulary import TYPE, shorten

PROBLEM_TABLES = "problems"

MADE = "made"
"""The kind of collision in which rules draw different conclusions."""


def finish(job: Job, staged: tuple[Part, Made]) -> Made:
    """Write what of a part had to wait, unless that was done before; `stage` returned `part`.

    Returns the `part`, the names of all articles that are `left_out`, and the number of `problems` of each
    severity.
    """
    part, made = staged
    collisions, repeated = (of_part(job.target, name, part.number) for name in (COLLISIONS, REPEATED))
    told = hashlib.sha256(made["fingerprint"].encode() + table_bytes(collisions) + table_bytes(repeated))
    return do_once(
        job.target,
        f"{part.name}-finished",
        told.hexdigest(),
        lambda: finish_part(job, part, made, collisions, repeated),
    )


def finish_part(job: Job, part: Part, made: Made, collisions: pa.Table, repeated: pa.Table) -> Made:
    """Write what of the part had to wait."""
    things, problems = (
        pa.concat_tables(read_staged_table(job, part, name)) for name in ("things", "problems")
    )
    clashes = clash_rows(things, collisions)
    colliding = frozenset(row["article"] for row in clashes if row["kind"] != MADE)
    files = [file for file in made["files"] if not file["path"].startswith(WORK)]
    if clashes:
        contested: dict[str, set[str]] = defaultdict(set)
        for row in clashes:
            contested[row["article"]].add(row["subject"])
        files = restate_part(job, part, colliding | frozenset(made["broken"]), contested)
    files += descriptions(job, part, colliding, repeated)
    problems = pa.concat_tables([problems, pa.Table.from_pylist(list(map(collision, clashes)), PROBLEMS)])
    problems = problems.sort_by([("article", "ascending")])
    files.append(
        write_file(job, f"{PROBLEM_TABLES}/{part.name}.parquet", table_bytes(problems), len(problems))
    )
    counts = {each["values"]: each["counts"] for each in pc.value_counts(problems["severity"]).to_pylist()}
    return {
        "part": part.number,
        "left_out": sorted({*made["broken"], *colliding}),
        "problems": counts,
        "files": files,
    }


def read_staged_table(job: Job, part: Part, name: str) -> Iterator[pa.Table]:
    """Yield the pieces of a waiting table: first one without rows, then one for each article that has any."""
    with job.target.files.open_input_file(f"{WORK}/{part.name}-{name}.parquet") as file:
        table = pq.ParquetFile(file)
        yield table.schema_arrow.empty_table()
        yield from map(table.read_row_group, range(table.num_row_groups))


def descriptions(job: Job, part: Part, colliding: frozenset[str], repeated: pa.Table) -> list[Entry]:
    """Write each description that no earlier article has written."""
    files = QuadFiles(job, f"{part.name}-descriptions")
    colliders, elsewhere = pa.array(sorted(colliding), TEXT), keys(repeated)
    for quads in read_staged_table(job, part, "descriptions"):
        left_out = pc.or_(pc.is_in(quads["article"], colliders), pc.is_in(keys(quads), elsewhere))
        kept = quads.filter(pc.invert(left_out))
        files.add("".join(kept["quad"].to_pylist()).encode(), kept.select(QUADS.names))
    return files.close()


def keys(table: pa.Table) -> pa.ChunkedArray:
    """Return what tells the article and the thing of each row from all others."""
    return pc.binary_join_element_wise(table["article"].cast(pa.binary()), table["thing"], b"\0")


def clash_rows(things: pa.Table, collisions: pa.Table) -> list[dict[str, Any]]:
    """Return the aspects in which an article contradicts others, in the order of their lines.

    Of a thing that is described differently, the values in the description are not told again.
    """
    rows = things.drop_columns("part").join(collisions, ["article", "thing"], join_type="inner").to_pylist()
    rows.sort(key=lambda row: (row["article"], row["file"], row["line"], row["subject"], row["aspect"]))
    described = {(row["article"], row["file"], row["subject"]) for row in rows if row["kind"] == "described"}
    return [
        row
        for row in rows
        if row["kind"] != "stated" or (row["article"], row["file"], row["subject"]) not in described
    ]


def collision(row: Mapping[str, Any]) -> dict[str, Any]:
    """Build the problem of an article that says something else of a thing, at the line where it says so."""
    there = others(row["other"], f"{row['other_file']}:{row['other_line']}", row["others"])
    subject, aspect = shorten(row["subject"]), row["aspect"]
    severity, code = Severity.ERROR, "slug-collision"
    if row["kind"] == MADE:
        rule = aspect.removeprefix(DERIVED)
        what = f"the rule {rule} draws another conclusion about {subject} than from {there}"
        mend = "compare the figures; where both are right, this conclusion is left out, and the other one published"
        severity, code = Severity.WARNING, "conclusion-collision"
    elif row["kind"] == "described":
        what = f"{subject} is described differently in {there}"
        mend = "say the same of it, or give what is something else a slug of its own"
    else:
        said = "is of another kind" if aspect == TYPE.value else f"has another {shorten(aspect)}"
        what = f"{subject} {said} than in {there}"
        mend = "correct the wrong one; where the articles disagree, give each a figure, event or other thing of its own"
    return {
        **{name: row[name] for name in ("article", "file", "line")},
        "severity": severity.name.lower(),
        "code": code,
        "what": what,
        "mend": mend,
    }


def others(first: str, place: str, count: int) -> str:
    """Say which articles they are, by their number and the place in the first one; "" is what all articles share.

    >>> others("a", "facts.trig:7", 3), others("", "entities/places.ttl:7", 1)
    ('a/facts.trig:7 and 2 other articles', 'entities/places.ttl:7, which all articles share')
    """
    if first == "":
        return f"{place}, which all articles share"
    more = {1: "", 2: " and another article"}.get(count, f" and {count - 1} other articles")
    return f"{first}/{place}{more}"

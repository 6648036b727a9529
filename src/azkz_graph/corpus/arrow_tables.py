"""Quads and problems as Arrow tables and lines of N-Quads."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyoxigraph import Literal, Quad, RdfFormat, serialize

from azkz_graph.dataset.project import Project
from azkz_graph.problem import Problem

TEXT: Final = pa.string()

QUADS: Final = pa.schema(
    [
        ("article", TEXT),
        ("graph", TEXT),
        ("subject", TEXT),
        ("predicate", TEXT),
        ("object", TEXT),
        ("datatype", TEXT),
        ("language", TEXT),
    ]
)
"""A quad a row, in the words of RDF: IRIs, and lexical forms, whose datatype is null where the object is an IRI.

The article is the name of its folder; null for what all articles share.
"""

PROBLEMS: Final = pa.schema(
    [
        ("article", TEXT),
        ("file", TEXT),
        ("line", pa.int32()),
        ("severity", TEXT),
        ("code", TEXT),
        ("what", TEXT),
        ("mend", TEXT),
        ("note", TEXT),
    ]
)
"""A problem a row; the file is named from the article's folder, or from the corpus's if it is outside of that."""


def nquads(quads: Iterable[Quad]) -> bytes:
    """Write the quads, a line each, in their order. Source: https://www.w3.org/TR/rdf12-n-quads/."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None, "serialize returns the bytes where no file is given"
    return written


def quad_table(quads: Sequence[Quad], article: str | None) -> pa.Table:
    """Build the table of the quads, none of which has a blank node, in their order."""
    columns: tuple[list[str | None], ...] = ([], [], [], [], [], [])
    graphs, subjects, predicates, objects, datatypes, languages = columns
    for subject, predicate, object, graph in quads:
        graphs.append(graph.value)
        subjects.append(subject.value)
        predicates.append(predicate.value)
        objects.append(object.value)
        is_literal = isinstance(object, Literal)
        datatypes.append(object.datatype.value if is_literal else None)
        languages.append(object.language if is_literal else None)
    articles = pa.repeat(pa.scalar(article, TEXT), len(quads))
    return pa.table([articles, *(pa.array(column, TEXT) for column in columns)], schema=QUADS)


def problem_table(problems: Iterable[Problem], article: str | None, project: Project) -> pa.Table:
    """Build the table of one article's problems, in their order."""
    rows = [
        {"article": article, "file": file_name(problem.place.path, project), **problem.row()}
        for problem in problems
    ]
    return pa.Table.from_pylist(rows, schema=PROBLEMS)


def file_name(path: Path, project: Project) -> str:
    """Return the path from the article's folder, or from the corpus or the ontology's parent if it is outside.

    >>> root = Path("corpus")
    >>> file_name(root / "a" / "facts.trig", Project(root, root / "a", root / "ontology", root / "queries"))
    'facts.trig'
    """
    for folder in (project.data, project.root, project.ontology.parent):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name

"""The project that articles share in; its ontology, rules, shapes and entities, each read once, out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from azkz_graph.check import data_problems
from azkz_graph.dataset import Dataset, authored_files
from azkz_graph.problem import Place, Problem
from azkz_graph.project import Project
from azkz_graph.query_text import query_problems
from azkz_graph.shapes import Shapes, read_shapes
from azkz_graph.turtle import Parsed, read_turtle
from azkz_graph.vocabulary import GRAPH

ENTITIES: Final = NamedNode(GRAPH + "entities")

NO_DATASET: Final = "dataset"
"""The code of the problem that no dataset is described: each article describes its own."""

Placed = tuple[Quad, Place]
"""A quad and the line that states it."""


@dataclass(frozen=True)
class Shared:
    """What is the same for all articles: the files of the ontology, the entities by IRI, the shapes.

    `dataset` is all of it together.
    """

    project: Project
    files: Mapping[Path, Parsed]
    entities: Mapping[object, tuple[Placed, ...]]
    shapes: Shapes
    dataset: Dataset


def read_shared(project: Project) -> Shared:
    """Read what articles share; faults in it are problems of its dataset."""
    files = {
        path: read_turtle(path, graph)
        for path, graph in authored_files(project).items()
        if path.parent == project.ontology
    }
    entities = [read_turtle(path, ENTITIES) for path in sorted((project.root / "entities").glob("*.ttl"))]
    parsed = [*files.values(), *entities]
    dataset = Dataset(
        project,
        {quad: place for each in parsed for quad, place in each.quads},
        (),
        {prefix: space for each in parsed for prefix, space in each.prefixes.items()},
        tuple(problem for each in parsed for problem in each.problems),
    )
    described: dict[object, list[Placed]] = defaultdict(list)
    for each in entities:
        for quad, place in each.quads:
            described[quad.subject].append((quad, place))
    by_subject = {subject: tuple(quads) for subject, quads in described.items()}
    return Shared(project, files, by_subject, read_shapes(project.ontology / "shapes.ttl"), dataset)


def shared_problems(shared: Shared) -> frozenset[Problem]:
    """What is wrong with what all articles share, whatever they state."""
    found = {*data_problems(shared.dataset, shared.shapes), *query_problems(shared.dataset)}
    return frozenset(problem for problem in found if problem.code != NO_DATASET)

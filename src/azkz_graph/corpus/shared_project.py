"""What articles share: ontology, rules, shapes and entities, each read once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from azkz_graph.check.compiled.compiled_shapes import choose_validation
from azkz_graph.check.dataset_check import find_source_problems, query_problems
from azkz_graph.check.shape_problems import Validation
from azkz_graph.check.shapes import Shapes, read_shapes
from azkz_graph.corpus.fixed_values import FixedProperties, fixed_properties
from azkz_graph.dataset.dataset import Dataset, list_authored_files
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.rules import Rule, read_rules
from azkz_graph.dataset.source_file import find_second_copies, turtle_paths
from azkz_graph.dataset.turtle_reader import Parsed, read_turtle
from azkz_graph.problem import Place, Problem
from azkz_graph.vocabulary import GRAPH

ENTITIES: Final = NamedNode(GRAPH + "entities")

Placed = tuple[Quad, Place]
"""A quad and the line that states it."""


@dataclass(frozen=True)
class Shared:
    """What is the same for all articles: the files of the ontology, the entities by IRI, the shapes, the rules.

    `dataset` is all of it together, `paths` the files that it was read from.
    """

    project: Project
    files: Mapping[Path, Parsed]
    entities: Mapping[object, tuple[Placed, ...]]
    shapes: Shapes
    validated: Validation
    dataset: Dataset
    paths: frozenset[Path]

    @cached_property
    def fixed(self) -> FixedProperties:
        """Return the properties of which things have a fixed number of values."""
        return fixed_properties(self.dataset.places, self.shapes)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules; they must have no problems."""
        return read_rules(self.project.ontology / "rules")


def read_shared(project: Project) -> Shared:
    """Read what articles share; faults in it are problems of its dataset."""
    files = {
        path: read_turtle(path, graph)
        for path, graph in list_authored_files(project).items()
        if path.parent == project.ontology
    }
    entities = [read_turtle(path, ENTITIES) for path in turtle_paths(project.root / "entities")]
    parsed = [*files.values(), *entities]
    dataset = Dataset(
        project,
        {quad: place for each in parsed for quad, place in each.quads},
        (),
        {prefix: space for each in parsed for prefix, space in each.prefixes.items()},
        (
            *(problem for each in parsed for problem in each.problems),
            *find_second_copies(project.root / "entities", "*", (".ttl",)),
        ),
    )
    described: dict[object, list[Placed]] = defaultdict(list)
    for each in entities:
        for quad, place in each.quads:
            described[quad.subject].append((quad, place))
    by_subject = {subject: tuple(quads) for subject, quads in described.items()}
    shapes = read_shapes(project.ontology / "shapes.ttl")
    paths = frozenset(place.path for place in dataset.places.values())
    return Shared(project, files, by_subject, shapes, choose_validation(shapes), dataset, paths)


def check_shared(shared: Shared) -> frozenset[Problem]:
    """Return the problems of what all articles share; shapes see it together with each article."""
    written = find_source_problems(shared.dataset, shared.shapes)
    return frozenset([*written, *shared.shapes.problems, *query_problems(shared.dataset)])

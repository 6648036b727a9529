"""What TopBraid's validator finds, whose SPARQL is Jena's, is what the compiled shapes find.

`compiled/test_compiled_shapes.py` compares these with pySHACL, on the same data.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from java_engines import topbraid_report
from mutation import SUBCLASS
from pyoxigraph import BlankNode, Quad, RdfFormat, serialize
from small_dataset import dataset_of

from azkz_graph.check.compiled.compiled_shapes import compile_shapes, validate_targets
from azkz_graph.check.shacl_results import DATASET_CLASS, Result, read_report
from azkz_graph.check.shapes import Shapes, read_shapes
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.turtle_reader import read_turtle

pytestmark = pytest.mark.second_engine

Key = tuple[str, ...]


@pytest.fixture(scope="module")
def shapes(project: Project) -> Shapes:
    return read_shapes(project.ontology / "shapes.ttl")


def keys(results: Iterable[Result]) -> set[Key]:
    """Focus, path, value, shape and severity of each result; blank nodes have no names that last."""
    found = ((each.focus, each.path, each.value, each.shape, each.severity) for each in results)
    return {tuple("[]" if isinstance(part, BlankNode) else str(part) for part in parts) for parts in found}


def topbraid(dataset: Dataset, shapes: Shapes, folder: Path) -> set[Key]:
    data = folder / "data.nt"
    serialize((Quad(*triple) for triple in dataset.triples()), data, format=RdfFormat.N_TRIPLES)
    rdflib.NORMALIZE_LITERALS = False
    report = rdflib.Graph().parse(data=topbraid_report(data, shapes.path), format="turtle")
    return keys(read_report(report, dataset))


def compiled(dataset: Dataset, shapes: Shapes) -> set[Key]:
    return keys(validate_targets(compile_shapes(shapes).targets, dataset))


def test_it_finds_the_same_in_the_data(dataset: Dataset, shapes: Shapes, tmp_path: Path) -> None:
    found = compiled(dataset, shapes)
    assert found
    assert topbraid(dataset, shapes, tmp_path) == found


@pytest.mark.parametrize("with_dataset", [True, False], ids=["the graph as a whole", "things"])
def test_it_finds_the_same_in_the_fixtures(
    with_dataset: bool, project: Project, shapes: Shapes, tmp_path: Path
) -> None:
    files = sorted((Path(__file__).parent / "shapes").glob("*.ttl"))
    fixtures = [[quad for quad, _ in read_turtle(path).quads] for path in files]
    ontology = [quad for quad, _ in read_turtle(project.ontology / "azkz.ttl").quads]
    quads = [quad for quad in ontology if quad.predicate == SUBCLASS]
    for fixture in fixtures:
        if any(quad.object == DATASET_CLASS for quad in fixture) == with_dataset:
            quads += fixture
    found = compiled(dataset_of(quads), shapes)
    assert len(found) > 100
    assert topbraid(dataset_of(quads), shapes, tmp_path) == found

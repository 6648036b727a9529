"""Compiled shapes find what pySHACL finds, no more and no less: in faulty projects, and in what chance makes of
fixtures; `test_shapes.py` looks at the fixtures themselves.
"""

import random
from functools import cache
from pathlib import Path

import pytest
from fault_projects import FAULTS
from mutation import SUBCLASS, mutated
from pyoxigraph import Quad
from small_dataset import dataset_of, quads_of

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.check.compiled.compiled_shape import CompiledShape
from azkz_graph.check.compiled.compiled_shapes import (
    CompiledShapes,
    compile_shapes,
    validate_compiled,
    validate_targets,
)
from azkz_graph.check.compiled.literal_value import UndecidedError
from azkz_graph.check.shacl_results import Result, UnusableShapesError, validate
from azkz_graph.check.shapes import Shapes, read_shapes
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.dataset.turtle_reader import read_turtle
from azkz_graph.vocabulary import XSD

pytestmark = pytest.mark.usefixtures("prepared_queries")

FOLDER = Path(__file__).parents[1] / "shapes"
FILES = sorted(path.name for path in FOLDER.glob("*.ttl"))
assert FILES


@cache
def own() -> CompiledShapes:
    return compile_shapes(read_shapes(open_project().ontology / "shapes.ttl"))


@cache
def quads_in(path: Path) -> list[Quad]:
    return [quad for quad, _ in read_turtle(path).quads]


@cache
def subclasses() -> list[Quad]:
    return [quad for quad in quads_in(open_project().ontology / "azkz.ttl") if quad.predicate == SUBCLASS]


def judged(dataset: Dataset, shapes: Shapes) -> set[Result] | str:
    """What pySHACL finds, or why it cannot."""
    try:
        return set(validate(dataset, shapes))
    except UnusableShapesError as fault:
        return str(fault)


def found(dataset: Dataset, compiled: CompiledShapes) -> set[Result] | None:
    """What the compiled shapes find by themselves; None if pySHACL has to judge."""
    try:
        return set(validate_targets(compiled.targets, dataset))
    except UndecidedError:
        return None


@pytest.mark.second_engine
def test_own_project(dataset: Dataset) -> None:
    results = found(dataset, own())
    assert results
    assert results == judged(dataset, own().shapes)


@pytest.mark.second_engine
def test_small_project(small: Project) -> None:
    dataset = checkable(small)
    assert found(dataset, own()) == judged(dataset, own().shapes)


def components(shape: CompiledShape) -> set[tuple[str, str]]:
    """Every way in which a shape, or a part of it, may report a result."""
    own = {(shape.iri, component) for component, _ in shape.checks}
    own |= {(constraint.iri, "SPARQLConstraintComponent") for constraint in shape.constraints}
    return own.union(*(components(part) for part in shape.properties))


def test_the_fixtures_trip_every_constraint() -> None:
    wanted = set().union(*(components(target.shape) for target in own().targets))
    tripped = {
        (result.shape, result.component)
        for name in FILES
        for result in found(dataset_of([*quads_in(FOLDER / name), *subclasses()]), own()) or ()
    }
    assert len(wanted) > 200
    assert wanted == tripped


NOT_VALIDATED = [
    "empty-folder-of-entities",
    "empty-folder-of-queries",
    "empty-folder-of-rules",
    "file-that-is-a-folder",
    "invalid-utf8-in-turtle",
    "iri-with-a-brace",
    "iri-with-a-space",
    "iri-without-scheme",
    "lone-surrogate-as-bytes",
    "lone-surrogate-as-escape",
    "many-faults-and-a-syntax-error",
    "missing-facts",
    "missing-file",
    "missing-ontology",
    "missing-shapes",
    "nul-outside-of-text",
    "pipe",
    "rule-that-asks-another-server",
    "rule-that-constructs-nothing",
    "rule-whose-name-is-no-address",
    "statement-without-dot",
    "symlink-loop",
    "syntax-error-in-constraint",
    "syntax-error-in-rule",
    "syntax-error-in-shapes",
    "syntax-error-in-trig",
    "syntax-error-in-turtle",
    "text-without-end",
    "undefined-prefix",
    "utf16",
]
"""The faults by which a file cannot be read, so that no shape is applied."""


@pytest.mark.parametrize("faulty", NOT_VALIDATED, indirect=True)
def test_shapes_are_applied_only_to_what_was_read_whole(faulty: Path) -> None:
    project = open_project(Path())
    assert checkable(project).unread() or read_shapes(project.ontology / "shapes.ttl").problems


@pytest.mark.second_engine
@pytest.mark.parametrize(
    "faulty",
    [
        name
        for name in FAULTS
        if name not in {*NOT_VALIDATED, "shapes-that-cannot-be-applied", "unreadable-file"}
    ],
    indirect=True,
)
def test_faults(faulty: Path) -> None:
    dataset = checkable(open_project(Path()))
    assert not dataset.unread()
    expected = known_judgement(frozenset(dataset.quads()), dataset)
    assert found(dataset, own()) == (None if faulty.name in LEFT_TO_PYSHACL else expected)
    assert set(own().validate(dataset)) == expected


LEFT_TO_PYSHACL = {
    "day-that-never-was",
    "ill-formed-literal",
    "number-beyond-the-engine",
    "undefined-datatype",
}
"""The faults with a literal that Oxigraph reads otherwise than rdflib, or rewrites."""

judgements: dict[frozenset[Quad], set[Result] | str] = {}
"""What pySHACL has found in the faults, many of which are not in the dataset."""


def known_judgement(key: frozenset[Quad], dataset: Dataset) -> set[Result] | str:
    if key not in judgements:
        judgements[key] = judged(dataset, own().shapes)
    return judgements[key]


@pytest.mark.second_engine
@pytest.mark.parametrize("seed", range(40))
def test_what_chance_makes_of_the_fixtures(seed: int) -> None:
    names = random.Random(seed).sample(FILES, 3)
    quads = [*subclasses(), *(quad for name in names for quad in quads_in(FOLDER / name))]
    dataset = dataset_of(mutated(quads, seed, changes=2 + seed))
    expected = judged(dataset, own().shapes)
    assert found(dataset, own()) in (expected, None)
    if not isinstance(expected, str):
        assert set(own().validate(dataset)) == expected


@pytest.mark.second_engine
@pytest.mark.parametrize("seed", range(4))
def test_what_chance_makes_of_a_project(small: Project, seed: int) -> None:
    quads = [quad for quad in checkable(small).quads() if "example" not in quad.predicate.value]
    dataset = dataset_of(mutated(quads, seed, changes=60))
    assert found(dataset, own()) in (judged(dataset, own().shapes), None)


def test_chance_leaves_little_to_pyshacl() -> None:
    undecided = 0
    for seed in range(40):
        names = random.Random(seed).sample(FILES, 3)
        quads = [*subclasses(), *(quad for name in names for quad in quads_in(FOLDER / name))]
        undecided += found(dataset_of(mutated(quads, seed, changes=2 + seed)), own()) is None
    assert undecided <= 10


@pytest.mark.second_engine
def test_what_is_not_decided_is_left_to_pyshacl() -> None:
    parts = "id:a schema:isPartOf id:b . id:b schema:isPartOf id:c . id:d a dcat:Dataset ."
    dataset = dataset_of(quads_of(f'{parts} id:a schema:position "01"^^xsd:integer .'))
    assert found(dataset, own()) is None
    assert set(own().validate(dataset)) == judged(dataset, own().shapes)


@pytest.mark.second_engine
def test_what_pyshacl_cannot_judge_is_told_in_its_words() -> None:
    dataset = dataset_of(quads_of("id:a a oa:TextPositionSelector ; oa:start _:b ; oa:end 7 ."))
    with pytest.raises(UnusableShapesError) as fault:
        own().validate(dataset)
    assert str(fault.value) == judged(dataset, own().shapes)


def test_lexical_forms_are_told_as_they_are_written() -> None:
    dataset = dataset_of(quads_of('id:a a azkz:State ; azkz:m49 "031"^^xsd:integer , "1.50"^^xsd:decimal .'))
    told = {result.value for result in own().validate(dataset) if result.shape.endswith("State-m49")}
    assert {str(value) for value in told} == {"None", f'"1.50"^^<{XSD}decimal>'}


@pytest.mark.parametrize(
    "asked", [f'sh:pattern "{"(" * 5000}{")" * 5000}"', f"sh:minCount {'9' * 5000}"], ids=["pattern", "count"]
)
def test_what_python_cannot_take_are_unusable_shapes(asked: str, small: Project, tmp_path: Path) -> None:
    own_shapes = (open_project().ontology / "shapes.ttl").read_text(encoding="utf-8")
    added = f"""
    shape:a a sh:NodeShape ; sh:targetClass azkz:Place ; sh:property shape:b .
    shape:b a sh:PropertyShape ; sh:path rdfs:label ; {asked} .
    """
    (tmp_path / "shapes.ttl").write_text(own_shapes + added, encoding="utf-8")
    shapes = read_shapes(tmp_path / "shapes.ttl")
    assert shapes.problems == ()
    with pytest.raises(UnusableShapesError):
        validate_compiled(checkable(small), shapes)

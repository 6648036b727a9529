"""The shapes, each by what it does not take: `shapes/invalid.<Shape>.ttl` and the report beside it.

The report has a line a result: shape, severity, focus, path, value. It holds the results of the shape that the file is
named after (Graph stands for the constraints of shape:Dataset on the graph as a whole); `shapes/valid.<Shape>.ttl` has
none.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.term import Node

from azkz_graph.check.compiled.compiled_shapes import CompiledShapes, compile_shapes, validate_targets
from azkz_graph.check.rdflib_graph import rdflib_graph
from azkz_graph.check.shacl_results import Result, validate
from azkz_graph.check.shape_problems import FAULTS, format_term
from azkz_graph.check.shapes import read_shapes, shapes_graph
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import open_project
from azkz_graph.dataset.turtle_reader import read_turtle
from azkz_graph.vocabulary import PREFIXES, SHAPES, shorten

pytestmark = pytest.mark.usefixtures("prepared_queries")

FOLDER = Path(__file__).parent / "shapes"
INVALID = sorted(path.stem.removeprefix("invalid.") for path in FOLDER.glob("invalid.*.ttl"))
VALID = sorted(path.stem.removeprefix("valid.") for path in FOLDER.glob("valid.*.ttl"))
assert INVALID
assert VALID

COMPONENTS: Mapping[URIRef, str] = {
    SH["class"]: "ClassConstraintComponent",
    SH.datatype: "DatatypeConstraintComponent",
    SH.disjoint: "DisjointConstraintComponent",
    SH.hasValue: "HasValueConstraintComponent",
    SH["in"]: "InConstraintComponent",
    SH.languageIn: "LanguageInConstraintComponent",
    SH.lessThan: "LessThanConstraintComponent",
    SH.maxCount: "MaxCountConstraintComponent",
    SH.maxInclusive: "MaxInclusiveConstraintComponent",
    SH.minCount: "MinCountConstraintComponent",
    SH.minExclusive: "MinExclusiveConstraintComponent",
    SH.minInclusive: "MinInclusiveConstraintComponent",
    SH.minLength: "MinLengthConstraintComponent",
    SH.nodeKind: "NodeKindConstraintComponent",
    SH["or"]: "OrConstraintComponent",
    SH.pattern: "PatternConstraintComponent",
    SH.qualifiedMinCount: "QualifiedMinCountConstraintComponent",
    SH.uniqueLang: "UniqueLangConstraintComponent",
}
"""The constraint component of each parameter that the shapes use."""

TOLD = {SH.path, SH.name, SH.message, SH.severity, SH.qualifiedValueShape, RDF.type}
"""What else a property shape may say."""


@cache
def shapes() -> Graph:
    return Graph().parse(open_project().ontology / "shapes.ttl")


@cache
def ontology() -> Graph:
    return Graph().parse(open_project().ontology / "azkz.ttl")


def named(kind: Node) -> list[URIRef]:
    """The shapes or constraints of a kind that stand by themselves."""
    return sorted(node for node in shapes().subjects(RDF.type, kind) if isinstance(node, URIRef))


def parts(name: str) -> set[str]:
    """The IRIs by which results tell of a node shape: its own, its property shapes', its constraints'."""
    node = URIRef(SHAPES + {"Graph": "Dataset"}.get(name, name))
    predicates = (SH.sparql,) if name == "Graph" else (SH.property, SH.sparql)
    return {str(node), *(str(part) for predicate in predicates for part in shapes().objects(node, predicate))}


@cache
def compiled() -> CompiledShapes:
    return compile_shapes(read_shapes(open_project().ontology / "shapes.ttl"))


@cache
def dataset_in(file: str) -> Dataset:
    """What a file holds, with the ontology."""
    project = open_project()
    quads = dict([*read_turtle(FOLDER / file).quads, *read_turtle(project.ontology / "azkz.ttl").quads])
    return Dataset(project, quads, (), {}, ())


@cache
def results(file: str) -> tuple[Result, ...]:
    """What the compiled shapes find in a file."""
    return tuple(validate_targets(compiled().targets, dataset_in(file)))


def line(result: Result) -> str:
    path = shorten(result.path.value) if result.path else "-"
    value = format_term(result.value, PREFIXES) if result.value else "-"
    focus = format_term(result.focus, PREFIXES)
    return f"{shorten(result.shape)} {result.severity.name.lower()} {focus} {path} {value}\n"


def found(file: str, name: str) -> list[str]:
    return sorted(line(result) for result in results(file) if result.shape in parts(name))


@pytest.mark.parametrize("name", INVALID)
def test_invalid(name: str, golden: Callable[[Path, bytes], None]) -> None:
    report = "".join(found(f"invalid.{name}.ttl", name))
    assert report
    golden(FOLDER / f"invalid.{name}.txt", report.encode())


@pytest.mark.second_engine
@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.ttl")))
def test_pyshacl_finds_the_same(file: str) -> None:
    assert set(validate(dataset_in(file), compiled().shapes)) == set(results(file))


@pytest.mark.parametrize("name", VALID)
def test_valid(name: str) -> None:
    assert found(f"valid.{name}.ttl", name) == []


def test_every_constraint_is_tripped() -> None:
    tripped = {
        (result.shape, result.component) for name in INVALID for result in results(f"invalid.{name}.ttl")
    }
    wanted = {
        (str(shape), COMPONENTS[predicate])
        for shape in named(SH.PropertyShape)
        for predicate in shapes().predicates(shape)
        if isinstance(predicate, URIRef) and predicate not in TOLD
    }
    constraints = {(str(node), "SPARQLConstraintComponent") for node in named(SH.SPARQLConstraint)}
    assert constraints
    assert sorted((wanted | constraints) - tripped) == []


def test_every_constraint_has_its_words() -> None:
    used = {COMPONENTS[predicate] for predicate in COMPONENTS if (None, predicate, None) in shapes()}
    assert used == set(COMPONENTS.values())
    assert used <= set(FAULTS)


def test_every_shape_tells_its_name_and_what_to_do() -> None:
    graph = shapes()
    for node in (*named(SH.NodeShape), *named(SH.PropertyShape)):
        assert graph.value(node, SH.name), node
    for node in (*named(SH.PropertyShape), *named(SH.SPARQLConstraint)):
        assert str(graph.value(node, SH.message)).endswith("."), node
    for node in named(SH.SPARQLConstraint):
        assert ": " in str(graph.value(node, SH.message)), node


def test_every_severity_is_deliberate() -> None:
    graph = shapes()
    severities = {SH.Violation, SH.Warning, SH.Info}
    for node in named(SH.PropertyShape):
        assert graph.value(node, SH.severity) in severities, node
    for holder in set(graph.subjects(SH.sparql)):
        assert graph.value(holder, SH.severity) in severities, holder


def test_every_shape_has_an_iri() -> None:
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    nodes = {node for kind in kinds for node in shapes().subjects(RDF.type, kind)}
    used = {node for predicate in (SH.sparql, SH.property) for node in shapes().objects(None, predicate)}
    both_or_neither = ("Unit-multiple", "Unit-single", "Place-located", "Place-unlocated")
    inside = {
        node for name in both_or_neither for node in shapes().objects(URIRef(SHAPES + name), SH.property)
    }
    assert [node for node in nodes | (used - inside) if not isinstance(node, URIRef)] == []
    assert used - inside <= nodes


def test_every_class_has_a_shape() -> None:
    targets = set(shapes().objects(None, SH.targetClass))
    classes = set(ontology().subjects(RDF.type, OWL.Class))
    covered = {
        kind for kind in classes if targets & set(ontology().transitive_objects(kind, RDFS.subClassOf))
    }
    assert classes
    assert classes - covered == set()


def test_every_shape_speaks_of_known_terms() -> None:
    predicates = (SH.path, SH["class"], SH.targetClass, SH.disjoint, SH.lessThan)
    terms = {term for predicate in predicates for term in shapes().objects(None, predicate)}
    ours = {term for term in terms if str(term).startswith(PREFIXES["azkz"])}
    assert ours
    assert [term for term in ours if (term, RDF.type, None) not in ontology()] == []


@pytest.mark.second_engine
def test_targets_of_node_shapes_may_be_those_of_their_property_shapes() -> None:
    """pySHACL finds the same in the shapes as they are written, and as they are applied."""
    import pyshacl

    rdflib.NORMALIZE_LITERALS = False
    data = [quad.triple for name in INVALID for quad, _ in read_turtle(FOLDER / f"invalid.{name}.ttl").quads]
    applied = shapes_graph(read_shapes(open_project().ontology / "shapes.ttl"))
    reports = [pyshacl.validate(rdflib_graph(data), shacl_graph=graph)[1] for graph in (shapes(), applied)]
    written, quick = ({told(report, node) for node in report.objects(None, SH.result)} for report in reports)
    assert written
    assert written == quick


def told(report: Graph, node: Node) -> tuple[str, ...]:
    """A result of a report, by what it says of nodes with an IRI and of literals."""
    predicates = (
        SH.sourceShape,
        SH.sourceConstraint,
        SH.focusNode,
        SH.resultPath,
        SH.value,
        SH.resultSeverity,
    )
    values = (report.value(node, predicate) for predicate in predicates)
    return tuple("" if isinstance(value, BNode) else str(value) for value in values)


def test_a_constraint_that_asks_another_server_is_refused_unasked(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    text = "SELECT $this { $this ?p ?o .SERVICE <http://127.0.0.1:9/> { ?o ?q ?r } }"
    path.write_text(f'<http://x.test/c> <http://www.w3.org/ns/shacl#select> "{text}" .\n', encoding="utf-8")
    (problem,) = read_shapes(path).problems
    assert "asks another server" in problem.what

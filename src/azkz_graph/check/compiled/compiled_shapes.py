"""Shapes compiled once, which give pySHACL's results for any number of datasets in a fraction of its time.

The checks run on an index of the dataset's own quads, whose literals stay as they are written. Where a dataset has what
only pySHACL can judge, such as a text that is compared with a number, pySHACL judges it.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

import rdflib
from pyoxigraph import NamedNode

from azkz_graph.check.compiled.compiled_constraint import COMPONENT
from azkz_graph.check.compiled.compiled_shape import shape_results
from azkz_graph.check.compiled.literal_value import UndecidedError
from azkz_graph.check.compiled.quad_index import QuadIndex, quad_index
from azkz_graph.check.compiled.shape_compiler import Target, targets
from azkz_graph.check.compiled.shape_description import UncompiledShapesError, describe_shapes
from azkz_graph.check.shacl_results import DATASET_CLASS, Result, Term, silence_logging, validate
from azkz_graph.check.shape_problems import Validation
from azkz_graph.check.shapes import Shapes
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.garbage_collection import pause_collection


@dataclass(frozen=True)
class CompiledShapes:
    """Shapes that any number of datasets can be validated against."""

    shapes: Shapes
    targets: tuple[Target, ...]

    def validate(self, dataset: Dataset) -> list[Result]:
        """Return what pySHACL reports on every triple of the dataset, in all graphs; each result once.

        Raises:
            UnusableShapesError: pySHACL had to judge the dataset, and cannot apply the shapes to it.
        """
        with silence_logging(), pause_collection():
            try:
                return list(dict.fromkeys(validate_targets(self.targets, dataset)))
            except UndecidedError:
                return validate(dataset, self.shapes)


def compile_shapes(shapes: Shapes) -> CompiledShapes:
    """Compile shapes that could be read. Subclasses are those of each dataset, as in SHACL.

    Raises:
        UncompiledShapesError: they say something that only pySHACL can apply.
    """
    rdflib.NORMALIZE_LITERALS = False
    return CompiledShapes(shapes, tuple(targets(describe_shapes(shapes.places))))


def validate_targets(targets: Iterable[Target], dataset: Dataset) -> Iterator[Result]:
    """Yield what the targets' shapes report of the dataset.

    Raises:
        UndecidedError: pySHACL has to judge the data.
    """
    index = quad_index(dataset.quads())
    wholes: Set[Term] | None = None
    for target in targets:
        for result in shape_results(target.shape, index, focus_nodes(target, index)):
            if result.component == COMPONENT:
                wholes = datasets(dataset) if wholes is None else wholes
                yield of_the_whole(result, wholes)
            else:
                yield result


def focus_nodes(target: Target, index: QuadIndex) -> Set[Term]:
    """Return the focus nodes of a target. Source: https://www.w3.org/TR/shacl/#targets."""
    found: set[Term] = set()
    for kind in target.classes:
        found |= index.instances(kind)
    for predicate in target.predicates:
        found |= index.joined(predicate).keys()
    return found


def datasets(dataset: Dataset) -> Set[Term]:
    """Return the nodes that are authored as records of the whole."""
    return {quad.subject for quad in dataset.places if quad.object == DATASET_CLASS}  # type: ignore[misc]


def of_the_whole(result: Result, wholes: Set[Term]) -> Result:
    """Return the result with the node at fault as focus, if its focus stands for the graph as a whole."""
    if isinstance(result.focus, NamedNode) and result.focus in wholes and isinstance(result.value, NamedNode):
        return replace(result, focus=result.value, value=None)
    return result


def validate_compiled(dataset: Dataset, shapes: Shapes) -> Sequence[Result]:
    """Validate one dataset by compiled shapes.

    Raises:
        UnusableShapesError: pySHACL had to judge the dataset, and cannot apply the shapes to it.
    """
    return choose_validation(shapes)(dataset, shapes)


def choose_validation(shapes: Shapes) -> Validation:
    """Return the fastest validation by these shapes: compiled, unless only pySHACL can apply them."""
    try:
        compiled = compile_shapes(shapes)
    except (UncompiledShapesError, RecursionError, ValueError):
        # The latter two: an expression that is nested too deep, a number of thousands of digits.
        return validate
    return lambda dataset, _: compiled.validate(dataset)

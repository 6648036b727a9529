"""The validation of one article in several ways, side by side in one process, into benchmarks/README.md.

Each way gets the derived dataset of the project; what can be made once for many articles is made beforehand: parsed or
compiled shapes, texts of queries. The ways take turns, round after round, and what they find is compared with pySHACL.
"""

import gc
import importlib
import importlib.util
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median

from measure import rewritten, table
from pyoxigraph import RdfFormat, Store, Variable, serialize
from select_queries import queries

from azkz_graph.check.compiled.compiled_constraint import COMPONENT
from azkz_graph.check.compiled.compiled_shapes import compile_shapes, validate_targets
from azkz_graph.check.compiled.shape_description import describe_shapes
from azkz_graph.check.shacl_results import DATASET_CLASS, Result, validate
from azkz_graph.check.shape_problems import shape_problems
from azkz_graph.check.shapes import SELECT, SH, Shapes, declare_prefixes, read_shapes
from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import open_project
from azkz_graph.vocabulary import RDFS, TYPE

ROUNDS = 15
RDFS_PREFIX = f"PREFIX rdfs: <{RDFS}>\n"
Found = set[tuple[str, str]]
"""Results by what every way tells: the component, and the node at fault."""


def union(dataset: Dataset) -> Store:
    """A store with every triple in its default graph."""
    store = Store()
    lines = serialize(dataset.triples(), format=RdfFormat.N_TRIPLES)
    store.load(lines or b"", format=RdfFormat.N_TRIPLES, lenient=True)
    return store


def constraints_on(store: Store, shapes: Shapes) -> Found:
    """What the SPARQL constraints find in a store, for the one dataset that it describes."""
    header = "".join(
        f"PREFIX {prefix}: <{space}>\n" for prefix, space in declare_prefixes(shapes.places).items()
    )
    (this,) = {quad.subject for quad in store.quads_for_pattern(None, TYPE, DATASET_CLASS)}
    rows = (
        store.query(header + quad.object.value, substitutions={Variable("this"): this})  # type: ignore[union-attr]
        for quad in shapes.places
        if quad.predicate == SELECT
    )
    return {(COMPONENT, row["value"].value) for each in rows for row in each}  # type: ignore[union-attr]


def found(results: Iterable[Result]) -> Found:
    """The results of pySHACL, or of what finds the same."""
    return {(each.component, each.focus.value) for each in results}


def by_selects(dataset: Dataset, shapes: Shapes) -> Callable[[], Found]:
    """Shapes compiled to queries."""
    core = [(component, RDFS_PREFIX + text) for component, text in queries(describe_shapes(shapes.places))]

    def find() -> Found:
        store = union(dataset)
        rows = ((component, store.query(text)) for component, text in core)
        named = {(component, row["focus"].value) for component, each in rows for row in each}  # type: ignore[union-attr]
        return named | constraints_on(store, shapes)

    return find


def by_both(dataset: Dataset, shapes: Shapes) -> Callable[[], Found]:
    """Shapes compiled to Python, but for the SPARQL constraints."""
    targets = compile_shapes(shapes).targets
    core = [replace(target, shape=replace(target.shape, constraints=())) for target in targets]
    return lambda: found(validate_targets(core, dataset)) | constraints_on(union(dataset), shapes)


def by_rudof(dataset: Dataset, shapes: Shapes) -> Callable[[], Found] | None:
    """pyrudof, if it is installed; it reads the dataset as N-Triples."""
    if importlib.util.find_spec("pyrudof") is None:
        return None
    rudof = importlib.import_module("pyrudof")
    session = rudof.Rudof(rudof.RudofConfig())
    session.read_shacl(shapes.path.read_text(encoding="utf-8"))

    def find() -> Found:
        lines = serialize(dataset.triples(), format=RdfFormat.N_TRIPLES) or b""
        session.read_data(lines.decode(), rudof.RDFFormat.NTriples)
        results = [(each, each.constraint_component.removeprefix(SH)) for each in session.validate_shacl()]
        return {(name, each.value if name == COMPONENT else each.focus_node) for each, name in results}

    return find


def ways(dataset: Dataset, shapes: Shapes) -> dict[str, Callable[[], Found] | None]:
    """Every way, as a function that finds what is wrong; None if it is not installed."""
    compiled = compile_shapes(shapes)
    return {
        "pySHACL": lambda: found(validate(dataset, shapes)),
        "pyrudof (PyPI)": by_rudof(dataset, shapes),
        "SELECTs on pyoxigraph": by_selects(dataset, shapes),
        "core compiled to Python, SPARQL constraints on pyoxigraph": by_both(dataset, shapes),
        "the compiled shapes of azkz": lambda: found(compiled.validate(dataset)),
    }


def timed(way: Callable[[], object]) -> float:
    """Milliseconds of one run, with no garbage of others to collect."""
    gc.collect()
    start = time.perf_counter()
    way()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Measure and write the tables."""
    project = open_project()
    dataset, shapes = derive(read(project)), read_shapes(project.ontology / "shapes.ttl")
    present = {name: way for name, way in ways(dataset, shapes).items() if way}
    results = {name: way() for name, way in present.items()}
    times: dict[str, list[float]] = {name: [] for name in present}
    for _ in range(ROUNDS):
        for name, way in present.items():
            times[name].append(timed(way))
    first = median(times["pySHACL"])
    rows = [
        [
            name,
            f"{median(taken):.1f}",
            f"{min(taken):.1f}–{max(taken):.1f}",
            f"{first / median(taken):.0f}",
            "the same" if results[name] == results["pySHACL"] else f"{len(results[name])} others",
        ]
        for name, taken in times.items()
    ]
    rows += [[name, "not installed", "", "", ""] for name in ways(dataset, shapes) if name not in present]
    head = ["way", "median ms", "range ms", "times as fast", "finds"]
    compiling = [timed(lambda: compile_shapes(shapes)) for _ in range(5)]
    compiled = compile_shapes(shapes)
    telling = [
        timed(lambda: list(shape_problems(dataset, shapes, lambda each, _: compiled.validate(each))))
        for _ in range(ROUNDS)
    ]
    once = [
        ["compiling the shapes, once a process", f"{median(compiling):.0f}"],
        ["an article's results as problems with their lines, validation included", f"{median(telling):.1f}"],
    ]
    rewritten({"validation": table(head, rows), "validation beside": table(["", "median ms"], once)})


if __name__ == "__main__":
    main()

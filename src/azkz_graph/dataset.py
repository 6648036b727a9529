"""The authored files in; all their quads, each in its named graph and with its place, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.project import Project
from azkz_graph.turtle import Parsed, read_turtle
from azkz_graph.vocabulary import GRAPH


@dataclass(frozen=True)
class Dataset:
    """The quads of a project.

    `places` has every authored quad with the line that states it, in the order of the files; `derived` the quads
    that the program added. A graph whose IRI is not below `graph/` is a passage's: it holds what the passage states.
    """

    project: Project
    places: Mapping[Quad, Place]
    derived: tuple[Quad, ...]
    prefixes: Mapping[str, str]
    problems: tuple[Problem, ...]

    def quads(self) -> Iterable[Quad]:
        """Every quad, the authored ones first."""
        yield from self.places
        yield from self.derived

    def with_derived(self, quads: Iterable[Quad]) -> "Dataset":
        """The same with more derived quads."""
        return replace(self, derived=(*self.derived, *quads))


def is_passage(graph: object) -> bool:
    """Whether the graph holds what one passage states."""
    return isinstance(graph, NamedNode) and not graph.value.startswith(GRAPH)


def authored_files(project: Project) -> dict[Path, NamedNode | None]:
    """Every authored RDF file of the dataset with the named graph that it fills (None: the file names its graphs)."""
    data = project.data
    named: dict[Path, str | None] = {
        data / "dataset.ttl": "dataset",
        data / "article.ttl": "article",
        data / "facts.trig": None,
        data / "notes.ttl": "notes",
        **{path: "entities" for path in sorted((data / "entities").glob("*.ttl"))},
        project.ontology / "azkz.ttl": "ontology",
        project.ontology / "alignments.ttl": "alignments",
    }
    return {path: NamedNode(GRAPH + name) if name else None for path, name in named.items()}


def read(project: Project) -> Dataset:
    """Read all authored files; faults in them are the dataset's problems."""
    places: dict[Quad, Place] = {}
    prefixes: dict[str, str] = {}
    problems: list[Problem] = list(empty_folders(project))
    for path, graph in authored_files(project).items():
        parsed = read_turtle(path, graph)
        problems.extend(parsed.problems)
        problems.extend(conflicting_prefixes(parsed, path, prefixes))
        prefixes.update(parsed.prefixes)
        for quad, place in parsed.quads:
            places.setdefault(quad, place)
    return Dataset(project, places, (), prefixes, tuple(problems))


def empty_folders(project: Project) -> Iterable[Problem]:
    """A problem for each folder that must hold files and holds none."""
    for folder, pattern in (
        (project.data / "entities", "*.ttl"),
        (project.ontology / "rules", "*.rq"),
        (project.queries, "*.rq"),
    ):
        if not any(folder.glob(pattern)):
            what = f"the folder holds no {pattern} file"
            yield Problem(Place(folder, 1), Severity.ERROR, "folder", what, f"add the {pattern} files")


def conflicting_prefixes(parsed: Parsed, path: Path, known: Mapping[str, str]) -> Iterable[Problem]:
    """A problem for each prefix that stands for something else in another file."""
    for prefix, namespace in parsed.prefixes.items():
        if known.get(prefix, namespace) != namespace:
            what = f"the prefix {prefix}: stands for <{namespace}> here and for <{known[prefix]}> elsewhere"
            yield Problem(Place(path, 1), Severity.ERROR, "prefix", what, "use one namespace for a prefix everywhere")

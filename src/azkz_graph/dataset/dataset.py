"""A project's quads, each in its named graph and with the line that states it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import find_second_copies, source_paths, stored_path, turtle_paths
from azkz_graph.dataset.turtle_reader import Parsed, prefix_places, read_turtle
from azkz_graph.disk.compressed_file import without_compression
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.vocabulary import GRAPH, PREFIXES, shorten

SUFFIXES: Final = frozenset({".ttl", ".turtle", ".trig", ".nt", ".nq", ".n3", ".rdf", ".owl", ".jsonld"})
"""What the names of files of RDF end in, before the suffix of a compression."""

UNREAD: Final = frozenset({"file", "folder", "encoding", "syntax"})
"""The codes of problems that keep a part of a file from being known."""


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
        """Return every quad, the authored ones first, without the alignments, which are published as a file apart."""
        alignments = self.project.ontology / "alignments.ttl"
        yield from (quad for quad, place in self.places.items() if place.path != alignments)
        yield from self.derived

    def triples(self) -> Iterable[Triple]:
        """Return every triple once, whatever graphs hold it, in the order of the quads."""
        return dict.fromkeys(quad.triple for quad in self.quads())

    def unread(self) -> frozenset[Path]:
        """Return the files and folders that could not be read in full, and the rules that could not be applied."""
        return frozenset(
            problem.place.path
            for problem in self.problems
            if problem.code in UNREAD or problem.place.path.suffix == ".rq"
        )

    def names(self) -> Mapping[str, str]:
        """Return the prefixes that people read problems with: the authors' own, and those of the program."""
        return {**PREFIXES, **self.prefixes}

    def with_derived(self, quads: Iterable[Quad]) -> "Dataset":
        """Return the same dataset with more derived quads."""
        return replace(self, derived=(*self.derived, *quads))


def is_passage(graph: object) -> bool:
    """Return whether the graph holds what one passage states."""
    return isinstance(graph, NamedNode) and not graph.value.startswith(GRAPH)


def list_authored_files(project: Project) -> dict[Path, NamedNode | None]:
    """List every authored RDF file with the named graph that it fills (None: the file names its graphs).

    The alignments may be left out, and what was withdrawn; files of the data folder may be compressed.
    """
    data, alignments = project.data, project.ontology / "alignments.ttl"
    withdrawn = stored_path(data / "withdrawn.ttl")
    named: dict[Path, str | None] = {
        stored_path(data / "dataset.ttl"): "dataset",
        stored_path(data / "article.ttl"): "article",
        stored_path(data / "facts.trig"): None,
        stored_path(data / "notes.ttl"): "notes",
        **dict.fromkeys(turtle_paths(data / "entities"), "entities"),
        **({withdrawn: "withdrawn"} if withdrawn.exists() else {}),
        project.ontology / "azkz.ttl": "ontology",
        **({alignments: "alignments"} if alignments.exists() else {}),
    }
    return {path: NamedNode(GRAPH + name) if name else None for path, name in named.items()}


def read(project: Project, known: Mapping[Path, Parsed] = MappingProxyType({})) -> Dataset:
    """Read all authored files except those whose content is known; faults in them are the dataset's problems.

    Faults in them are the dataset's problems.
    """
    places: dict[Quad, Place] = {}
    prefixes: dict[str, tuple[str, Place]] = {}
    problems: list[Problem] = [*empty_folders(project), *unread_files(project)]
    for path, graph in list_authored_files(project).items():
        parsed = known.get(path) or read_turtle(path, graph)
        problems.extend(parsed.problems)
        problems.extend(find_conflicting_prefixes(parsed, path, prefixes, project))
        for quad, place in parsed.quads:
            if places.setdefault(quad, place) != place:
                problems.append(describe_repetition(quad, place, format_place(places[quad], project)))
    spaces = {prefix: space for prefix, (space, _) in prefixes.items()}
    return Dataset(project, places, (), spaces, tuple(problems))


def format_place(place: Place, project: Project) -> str:
    """Return the place as a problem shows it: its path from the project's folder, and its line."""
    path = place.path.relative_to(project.root) if place.path.is_relative_to(project.root) else place.path
    return f"{path.as_posix()}:{place.line}"


def empty_folders(project: Project) -> Iterable[Problem]:
    """Yield a problem for each folder that must hold files and holds none."""
    for folder, suffix, paths in (
        (project.data / "entities", ".ttl", turtle_paths(project.data / "entities")),
        *(
            (folder, ".rq", source_paths(folder, "*.rq"))
            for folder in (project.ontology / "rules", project.queries)
        ),
    ):
        if not paths:
            what = f"the folder holds no *{suffix} file" if folder.is_dir() else "the folder is missing"
            yield Problem(Place(folder, 1), Severity.ERROR, "folder", what, f"add the *{suffix} files")


def unread_files(project: Project) -> Iterable[Problem]:
    """Yield a problem for each RDF file in the data folder that is not part of the dataset."""
    known = list_authored_files(project)
    yield from find_second_copies(project.data, "**/*", SUFFIXES)
    for path in source_paths(project.data, "**/*"):
        is_rdf = without_compression(path).suffix.lower() in SUFFIXES
        if is_rdf and path not in known and not path.is_dir():
            mend = "move it to data/entities, as Turtle with the suffix .ttl, or remove it"
            yield Problem(Place(path, 1), Severity.WARNING, "unread-file", "the file is not read", mend)


def describe_repetition(quad: Quad, place: Place, first: str) -> Problem:
    """Build the problem that one graph states a triple twice."""
    what = f"{shorten(quad.predicate.value)} repeats what {first} says"
    return Problem(place, Severity.WARNING, "repeated", what, "remove one of the two")


def find_conflicting_prefixes(
    parsed: Parsed, path: Path, known: dict[str, tuple[str, Place]], project: Project
) -> Iterable[Problem]:
    """Yield a problem for each prefix that means something else in another file; `known` collects the others.

    `known` collects the others.
    """
    lines: dict[Path, Mapping[str, Place]] = {}
    for prefix, space in parsed.prefixes.items():
        other, first = known.setdefault(prefix, (space, Place(path, 1)))
        if other != space:
            for each in {path, first.path} - lines.keys():
                lines[each] = prefix_places(each)
            there = format_place(lines[first.path].get(prefix, first), project)
            what = f"the prefix {prefix}: stands for <{space}> here and for <{other}> at {there}"
            mend = "use one namespace for a prefix everywhere"
            here = lines[path].get(prefix, Place(path, 1))
            yield Problem(here, Severity.ERROR, "prefix", what, mend)

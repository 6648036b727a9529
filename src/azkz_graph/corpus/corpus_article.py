"""One article of a corpus: what it adds to the graph, or what is wrong with it."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from azkz_graph.check.dataset_check import data_problems, order, stops
from azkz_graph.check.shape_problems import is_fact
from azkz_graph.corpus.fixed_values import Said, fixed_values
from azkz_graph.corpus.shared_project import ENTITIES, Placed, Shared
from azkz_graph.dataset.dataset import Dataset, is_passage, read
from azkz_graph.dataset.derivation import FACTS, derive
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import stored_path
from azkz_graph.dataset.statement_lines import PARTS
from azkz_graph.dataset.statement_lines import RULES as DERIVED
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.vocabulary import DERIVED_FROM, DESCRIPTION, SUBJECT, TYPE


@dataclass(frozen=True)
class Article:
    """A checked article.

    `statements` are what its passages state, with the facts, and what follows from them; `made` those of them that
    are about things which rules made, with the line of a premise. `descriptions` are what the article says apart from
    its passages, of things that other articles may describe too; `values` what it says of them in properties that have
    a fixed number of values. A broken article has none of these.
    """

    problems: tuple[Problem, ...]
    statements: tuple[Quad, ...]
    made: tuple[Placed, ...]
    descriptions: tuple[Placed, ...]
    values: tuple[Said, ...]

    @property
    def is_broken(self) -> bool:
        """Return whether a problem keeps the article from being published."""
        return any(stops(problem) for problem in self.problems)

    def statements_without(self, things: Set[str]) -> tuple[Quad, ...]:
        """Return the statements without what rules conclude about some things."""
        if not things:
            return self.statements
        gone: set[object] = {NamedNode(thing) for thing in things}
        concluded = [quad for quad in self.statements if is_conclusion(quad)]
        gone |= {quad.subject for quad in concluded if quad.predicate == SUBJECT and quad.object in gone}
        return tuple(quad for quad in self.statements if quad.subject not in gone or not is_conclusion(quad))


def check_article(project: Project, shared: Shared, known: frozenset[Problem]) -> Article:
    """Read, derive and check one article; the problems of what is shared, `known`, are not repeated.

    Nothing is read of an article that links out of the corpus: its author must not choose which other files
    of the machine are published, or shown in messages.
    """
    if links := tuple(links_out(project)):
        return Article(links, (), (), (), ())
    dataset = with_entities(without_folder(read(project, shared.files), shared), shared)
    dataset = derive(dataset, shared.rules)
    # Conclusions may speak of more than the passages do.
    dataset = with_entities(dataset, shared)
    problems = tuple(sorted({*data_problems(dataset, shared.shapes, shared.validated)} - known, key=order))
    if any(stops(problem) for problem in problems):
        return Article(problems, (), (), (), ())
    own = {quad: place for quad, place in dataset.places.items() if place.path not in shared.paths}
    derived = tuple(quad for quad in dataset.derived if quad.graph_name == FACTS or is_conclusion(quad))
    described = {quad: place for quad, place in own.items() if not is_passage(quad.graph_name)}
    compared = ((quad, place) for quad, place in own.items() if is_compared(quad))
    return Article(
        problems,
        (*(quad for quad in own if is_passage(quad.graph_name)), *derived),
        tuple(
            find_derived_things(derived, dataset.places, Place(stored_path(project.data / "facts.trig"), 1))
        ),
        (*described.items(), *derived_descriptions(dataset.derived, described)),
        tuple(fixed_values(compared, classes_of(dataset.places), shared.fixed)),
    )


def derived_descriptions(derived: Iterable[Quad], described: Mapping[Quad, Place]) -> Iterator[Placed]:
    """Yield what is derived about the things that are described, and of what that leads to, in the same graph.

    The place is where the description begins. What is derived of a thing comes before what that leads to.
    """
    starts: dict[tuple[object, object], Place] = {}
    for quad, place in described.items():
        starts.setdefault((quad.graph_name, quad.subject), place)
    for quad in derived:
        if start := starts.get((quad.graph_name, quad.subject)):
            yield quad, start
            starts.setdefault((quad.graph_name, quad.object), start)


def is_compared(quad: Quad) -> bool:
    """Return whether values in the quad's graph may clash with those of other graphs.

    A passage states no description: the texts of two are compared as parts of the whole descriptions.
    """
    graph = quad.graph_name
    return is_passage(graph) or (graph == ENTITIES and quad.predicate != DESCRIPTION)


def classes_of(quads: Iterable[Quad]) -> Mapping[object, Set[object]]:
    """Return the classes of every thing that has any."""
    found: dict[object, set[object]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == TYPE:
            found[quad.subject].add(quad.object)
    return found


def links_out(project: Project) -> Iterator[Problem]:
    """Yield a problem for each link in the article's folder, or the folder itself, that leads out of the corpus."""
    corpus = project.root.resolve()
    for path in (project.data, *sorted(project.data.rglob("*"))):
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(corpus):
            mend = "replace it with a copy of what it leads to"
            yield Problem(
                Place(path, 1), Severity.ERROR, "link", "this is a link that leads out of the corpus", mend
            )


def find_derived_things(
    derived: Iterable[Quad], authored: Mapping[Quad, Place], start: Place
) -> Iterator[Placed]:
    """Yield what rules conclude about things that no author mentions, without the nodes of facts.

    The place is that of the first fact that the conclusions on the thing rest on, `start` if it is not known.
    """
    quads = tuple(derived)
    mentioned = {quad.subject for quad in authored}
    made = [
        quad
        for quad in quads
        if is_conclusion(quad) and quad.subject not in mentioned and not is_fact(quad.subject)  # type: ignore[arg-type]
    ]
    places = premise_places(quads, authored)
    yield from ((quad, places.get(quad.subject, start)) for quad in made)


def premise_places(derived: Iterable[Quad], authored: Mapping[Quad, Place]) -> Mapping[object, Place]:
    """Return the first line of the stated facts that the conclusions on each thing rest on."""
    parts: dict[object, dict[object, list[object]]] = defaultdict(lambda: defaultdict(list))
    for fact, predicate, value, _ in derived:
        if predicate in (*PARTS, DERIVED_FROM):
            parts[fact][predicate].append(value)
    lines = {(quad.subject, quad.predicate, quad.object): place for quad, place in authored.items()}
    found: dict[object, Place] = {}
    for about in list(parts.values()):
        premises = (
            tuple(parts[fact][part][0] for part in PARTS) for fact in about[DERIVED_FROM] if fact in parts
        )
        places = [lines[premise] for premise in premises if premise in lines]
        for thing in about[SUBJECT] if places else ():
            found[thing] = min([*places, found.get(thing, places[0])])
    return found


def is_conclusion(quad: Quad) -> bool:
    """Return whether a rule concluded the quad, or describes a conclusion by it."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(DERIVED)


def without_folder(dataset: Dataset, shared: Shared) -> Dataset:
    """Return the dataset without the problem that it has no entities of its own, if there are shared ones."""
    if not shared.entities:
        return dataset
    own = Place(dataset.project.data / "entities", 1)
    return replace(dataset, problems=tuple(each for each in dataset.problems if each.place != own))


def with_entities(dataset: Dataset, shared: Shared) -> Dataset:
    """Return the dataset with the shared entities that it mentions, and those that these mention."""
    if not shared.entities:
        return dataset
    return replace(
        dataset, places={**dict(select_descriptions(dataset.quads(), shared.entities)), **dataset.places}
    )


def select_descriptions(
    quads: Iterable[Quad], entities: Mapping[object, tuple[Placed, ...]]
) -> Iterator[Placed]:
    """Return the descriptions of the entities that the quads mention, directly or through each other.

    What the quads themselves describe is left out: of two descriptions that differ, none is right for both.
    """
    met: set[object] = set()
    waiting: set[object] = set()
    for subject, predicate, value, graph in quads:
        waiting |= {subject, predicate, value}
        met |= {subject} if graph == ENTITIES else set()
    while waiting:
        term = waiting.pop()
        if term in entities and term not in met:
            met.add(term)
            yield from entities[term]
            waiting.update(quad.object for quad, _ in entities[term])

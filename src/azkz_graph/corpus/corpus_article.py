"""One article of a corpus: what it adds to the graph, or what is wrong with it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Quad

from azkz_graph.check.dataset_check import data_problems, order, stops
from azkz_graph.check.shape_problems import is_fact
from azkz_graph.corpus.shared_project import ENTITIES, Placed, Shared
from azkz_graph.dataset.dataset import Dataset, is_passage, read
from azkz_graph.dataset.derivation import FACTS, RULES, derive
from azkz_graph.dataset.project import Project
from azkz_graph.problem import Place, Problem, Severity


@dataclass(frozen=True)
class Article:
    """A checked article.

    `statements` are what its passages state, with the facts, and what follows from them; `made` those of them that
    are about things which rules made. `descriptions` are what the article says apart from its passages, of things
    that other articles may describe too. A broken article has none of these.
    """

    problems: tuple[Problem, ...]
    statements: tuple[Quad, ...]
    made: tuple[Quad, ...]
    descriptions: tuple[Placed, ...]

    @property
    def is_broken(self) -> bool:
        """Return whether a problem keeps the article from being published."""
        return any(stops(problem) for problem in self.problems)


def check_article(project: Project, shared: Shared, known: frozenset[Problem]) -> Article:
    """Read, derive and check one article; the problems of what is shared, `known`, are not repeated.

    Nothing is read of an article that links out of the corpus: its author must not choose which other files
    of the machine are published, or shown in messages.
    """
    if links := tuple(links_out(project)):
        return Article(links, (), (), ())
    dataset = with_entities(without_folder(read(project, shared.files), shared), shared)
    dataset = derive(dataset, shared.rules)
    # Conclusions may speak of more than the passages do.
    dataset = with_entities(dataset, shared)
    problems = tuple(sorted({*data_problems(dataset, shared.shapes, shared.validated)} - known, key=order))
    if any(stops(problem) for problem in problems):
        return Article(problems, (), (), ())
    own = {quad: place for quad, place in dataset.places.items() if place.path not in shared.paths}
    derived = tuple(quad for quad in dataset.derived if quad.graph_name != RULES)
    return Article(
        problems,
        (*(quad for quad in own if is_passage(quad.graph_name)), *derived),
        tuple(find_derived_things(derived, {quad.subject for quad in dataset.places})),
        tuple((quad, place) for quad, place in own.items() if not is_passage(quad.graph_name)),
    )


def links_out(project: Project) -> Iterator[Problem]:
    """Yield a problem for each link in the article's folder, or the folder itself, that leads out of the corpus."""
    corpus = project.root.resolve()
    for path in (project.data, *sorted(project.data.rglob("*"))):
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(corpus):
            mend = "replace it with a copy of what it leads to"
            yield Problem(
                Place(path, 1), Severity.ERROR, "link", "this is a link that leads out of the corpus", mend
            )


def find_derived_things(derived: Iterable[Quad], authored: Set[object]) -> Iterator[Quad]:
    """Return what rules conclude about things that no author mentions, without the nodes of facts."""
    for quad in derived:
        subject = quad.subject
        if quad.graph_name != FACTS and subject not in authored and not is_fact(subject):  # type: ignore[arg-type]
            yield quad


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

"""Corpus builds: N-Quads and Parquet, a table of all problems, and a manifest.

The target is whole when it has its manifest, which is written last.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Final

from azkz_graph.check.dataset_check import stops
from azkz_graph.corpus.arrow_tables import nquads, problem_table, quad_table
from azkz_graph.corpus.article_descriptions import said_in_graphs, tabulate_things
from azkz_graph.corpus.build_job import Common, Job, Part, common, parts
from azkz_graph.corpus.build_target import only_build
from azkz_graph.corpus.checkpoints import WORK, Made
from azkz_graph.corpus.collisions import share
from azkz_graph.corpus.corpus_article import classes_of, derived_descriptions
from azkz_graph.corpus.engine import Run
from azkz_graph.corpus.finished_part import PROBLEM_TABLES, finish
from azkz_graph.corpus.fixed_values import fixed_values
from azkz_graph.corpus.graph_files import NQUADS, PARQUET, Entry, QuadFiles, table_bytes, write_file
from azkz_graph.corpus.shared_project import ENTITIES
from azkz_graph.corpus.staged_part import stage
from azkz_graph.dataset.derivation import derive
from azkz_graph.disk.atomic_folder import MANIFEST
from azkz_graph.problem import Problem
from azkz_graph.text.counts import counted

PART: Final = 50
"""The articles of a part: some MB, in some seconds."""

SHARED: Final = "shared"
"""What the names of the files with what all articles share are."""


@dataclass(frozen=True)
class Built:
    """The result of a build: the number of articles, those left out, and the problems by severity."""

    articles: int
    left_out: tuple[str, ...]
    problems: dict[str, int]
    files: tuple[Entry, ...]


class BrokenCorpusError(Exception):
    """What all articles share has errors, so that none can be checked."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(counted(len(problems), "problem"))
        self.problems = problems


def build_corpus(job: Job, run: Run, size: int = PART) -> Built:
    """Build the corpus, in parts of `size` articles.

    Raises:
        UsageError: the source has no articles, or the target holds something else.
        BrokenCorpusError: what all articles share has errors.
    """
    own = common(job.source)
    if errors := sorted(problem for problem in own.problems if stops(problem)):
        raise BrokenCorpusError(errors)
    articles = job.source.articles()
    all_parts = parts(articles, size)
    with only_build(job.target, job.source.storage):
        shared_files = write_shared(job, own)
        staged = {made["part"]: made for made in run("checked", partial(stage, job), all_parts)}
        share(job.target, things_tables(all_parts))
        pairs = [(part, staged[part.number]) for part in all_parts]
        finished = {made["part"]: made for made in run("written", partial(finish, job), pairs)}
        built = sum_parts(len(articles), shared_files, [finished[part.number] for part in all_parts])
        conclude(job, built)
    return built


def things_tables(all_parts: Iterable[Part]) -> list[str]:
    """Return the names of the tables that say which things are described."""
    return [f"{WORK}/{name}-things.parquet" for name in (SHARED, *(part.name for part in all_parts))]


def write_shared(job: Job, own: Common) -> list[Entry]:
    """Write what all articles share, and its problems."""
    dataset = derive(own.shared.dataset, own.shared.rules)
    quads, project = list(dataset.quads()), dataset.project
    files = QuadFiles(job, SHARED)
    files.add(nquads(quads), quad_table(quads, None))
    entities = {quad: place for quad, place in dataset.places.items() if quad.graph_name == ENTITIES}
    said = (
        *said_in_graphs((*entities.items(), *derived_descriptions(dataset.derived, entities))),
        *fixed_values(entities.items(), classes_of(dataset.places), own.shared.fixed),
    )
    things = table_bytes(tabulate_things(said, None, -1, project))
    job.target.write(f"{WORK}/{SHARED}-things.parquet", things)
    problems = problem_table(sorted(own.problems), None, project)
    return [
        *files.close(),
        write_file(job, f"{PROBLEM_TABLES}/{SHARED}.parquet", table_bytes(problems), len(problems)),
    ]


def sum_parts(articles: int, shared_files: Sequence[Entry], finished: Sequence[Made]) -> Built:
    """Add up the results of the parts."""
    problems: Counter[str] = Counter()
    for made in finished:
        problems.update(made["problems"])
    return Built(
        articles,
        tuple(name for made in finished for name in made["left_out"]),
        dict(sorted(problems.items())),
        (*shared_files, *(file for made in finished for file in made["files"])),
    )


def conclude(job: Job, built: Built) -> None:
    """Remove what is not part of the finished build, and write its manifest."""
    listed = {file["path"] for file in built.files}
    for folder in (NQUADS, PARQUET, PROBLEM_TABLES):
        for entry in job.target.entries(folder):
            if entry.path not in listed:
                job.target.files.delete_file(entry.path)
    job.target.remove(WORK)
    content = {**asdict(built), "format": job.compression}
    job.target.write(MANIFEST, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())

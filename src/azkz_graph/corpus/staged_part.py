"""Staged parts: articles checked, and what they state written.

What they describe waits until it is known what other articles say of the same things.
"""

import hashlib
from collections.abc import Iterator, Mapping, Set
from typing import Any

from azkz_graph.corpus.arrow_tables import PROBLEMS, nquads, problem_table, quad_table
from azkz_graph.corpus.article_descriptions import (
    DESCRIPTIONS,
    THINGS,
    description_table,
    said_in_graphs,
    tabulate_things,
)
from azkz_graph.corpus.build_job import Common, Job, Part, common
from azkz_graph.corpus.checkpoints import WORK, Made, do_once
from azkz_graph.corpus.corpus_article import Article, check_article
from azkz_graph.corpus.fixed_values import Said
from azkz_graph.corpus.graph_files import QuadFiles, TableFile
from azkz_graph.dataset.garbage_collection import pause_collection
from azkz_graph.dataset.project import Project


def stage(job: Job, part: Part) -> Made:
    """Build the part as far as possible without the others, unless that was done before.

    Returns the `part`, and the names of its `broken` articles, which are left out, beside the `files`.
    """
    shared = common(job.source)
    return do_once(
        job.target,
        f"{part.name}-staged",
        fingerprint(job, part, shared),
        lambda: stage_part(job, part, shared),
    )


def stage_part(job: Job, part: Part, shared: Common) -> Made:
    """Build the part as far as possible without the others."""
    statements = QuadFiles(job, f"{part.name}-statements")
    waiting = {
        "things": TableFile(THINGS),
        "descriptions": TableFile(DESCRIPTIONS),
        "problems": TableFile(PROBLEMS),
    }
    broken = []
    for name, project, article in check_articles(job, part, shared):
        statements.add(nquads(article.statements), quad_table(article.statements, name))
        waiting["things"].add(tabulate_things(said(article), name, part.number, project))
        waiting["descriptions"].add(description_table((quad for quad, _ in article.descriptions), name))
        waiting["problems"].add(problem_table(article.problems, name, project))
        broken += [name] if article.is_broken else []
    files = [table.close(job, f"{WORK}/{part.name}-{name}.parquet") for name, table in waiting.items()]
    return {"part": part.number, "broken": broken, "files": [*statements.close(), *files]}


def said(article: Article) -> Iterator[Said]:
    """Yield what other articles may say differently: descriptions, what rules conclude, and fixed values."""
    yield from said_in_graphs((*article.descriptions, *article.made))
    yield from article.values


def restate_part(
    job: Job, part: Part, left_out: frozenset[str], contested: Mapping[str, Set[str]]
) -> list[dict[str, Any]]:
    """Write the part's statements again, without those of some articles.

    Of the others, what rules conclude about the things in `contested`, by the article, is left out.
    """
    statements = QuadFiles(job, f"{part.name}-statements")
    kept = Part(part.number, tuple(name for name in part.articles if name not in left_out))
    for name, _, article in check_articles(job, kept, common(job.source)):
        kept_quads = article.statements_without(contested.get(name, frozenset()))
        statements.add(nquads(kept_quads), quad_table(kept_quads, name))
    return statements.close()


def check_articles(job: Job, part: Part, shared: Common) -> Iterator[tuple[str, Project, Article]]:
    """Yield each article by its name, with its project, checked."""
    with pause_collection():
        for name in part.articles:
            with job.source.article(name, shared.shared.project) as project:
                yield name, project, check_article(project, shared.shared, shared.problems)


def fingerprint(job: Job, part: Part, shared: Common) -> str:
    """Return a digest of what the part is built from: names, sizes and times of files, and the shared bytes."""
    found = hashlib.sha256(f"{shared.digest} {job.compression}".encode())
    for name in part.articles:
        found.update(f"\n{name}".encode())
        for entry in job.source.storage.entries(name, recursive=True):
            found.update(f"\n{entry.path} {entry.size} {entry.mtime_ns}".encode())
    return found.hexdigest()

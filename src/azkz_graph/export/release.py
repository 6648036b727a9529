"""Every file of a dataset's release."""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import dataset_record
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.export.catalogue.catalogue_files import catalogue_files
from azkz_graph.export.catalogue.temporal_coverage import temporal_coverage
from azkz_graph.export.dataset_files import (
    AUTHORED_FILES,
    CSV,
    DatasetContents,
    triple_count,
    written_files,
)
from azkz_graph.export.graph_digest import graph_digest
from azkz_graph.export.reading_order import arrange
from azkz_graph.export.release_files import Release, ReleaseFile
from azkz_graph.sparql.query_file import read_query_file

MEDIA_TYPES = {".ttl": "text/turtle", ".jsonld": "application/ld+json", ".rq": "application/sparql-query"}


def release(dataset: Dataset, bom: bool = False) -> Release:
    """Build every file of a dataset's release; the same dataset gives the same bytes.

    With `bom`, tables of CSV begin with a byte order mark, by which Excel knows that they are UTF-8.
    """
    contents = DatasetContents(arrange(dataset))
    files = (*write_dataset_files(contents, bom), *copy_authored_files(dataset.project))
    digest = graph_digest(contents.arrangement.triples())
    period = temporal_coverage(contents.facts)
    made = Release(dataset_record(dataset), contents.counts, digest, files, period)
    return replace(made, files=(*files, *catalogue_files(made)))


def write_dataset_files(contents: DatasetContents, bom: bool = False) -> Iterator[ReleaseFile]:
    """Yield the dataset in every format; CSV with a byte order mark if `bom`."""
    for name, file in written_files().items():
        data = file.write(contents)
        counts = file.counts(contents, data)
        if bom and file.media_type == CSV:
            data = codecs.BOM_UTF8 + data
        yield ReleaseFile(
            PurePosixPath(name), data, file.media_type, file.description, counts, is_distribution=True
        )


def copy_authored_files(project: Project) -> Iterator[ReleaseFile]:
    """Yield the ontology, shapes, alignments (which are removable), context, rules and queries, unchanged."""
    for name, file in AUTHORED_FILES.items():
        if (project.ontology / name).is_file():
            yield copy_file(project.ontology / name, PurePosixPath("ontology", name), file.description)
    for folder, place in ((project.ontology / "rules", "ontology/rules"), (project.queries, "queries")):
        for path in source_paths(folder, "*.rq"):
            yield copy_file(path, PurePosixPath(place, path.name), read_query_file(path).summary)


def copy_file(path: Path, place: PurePosixPath, description: str) -> ReleaseFile:
    """Return an authored file unchanged."""
    data = path.read_bytes()
    counts = triple_count(data) if path.suffix == ".ttl" else {}
    return ReleaseFile(place, data, MEDIA_TYPES[path.suffix], description, counts)

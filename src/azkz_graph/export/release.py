"""Every file of a dataset's release."""

import codecs
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from pyoxigraph import RdfFormat, parse

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import dataset_record
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.source_file import source_paths
from azkz_graph.export.catalogue.catalogue_files import catalogue_files
from azkz_graph.export.catalogue.temporal_coverage import temporal_coverage
from azkz_graph.export.fact_table import FactRow, fact_rows, facts_csv, facts_parquet
from azkz_graph.export.formats import nquads, ntriples, rdfxml
from azkz_graph.export.graph_digest import graph_digest
from azkz_graph.export.jsonld import jsonld
from azkz_graph.export.rdf12 import turtle_with_triple_terms
from azkz_graph.export.readable_turtle import trig, turtle
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.export.release_files import Counts, Release, ReleaseFile
from azkz_graph.sparql.query_file import read_query_file

DATASET_FILES: Mapping[str, tuple[Callable[[Arrangement], bytes], str, str]] = {
    "azkz.ttl": (turtle, "text/turtle", "All triples, by subject, to read and to load"),
    "azkz.trig": (trig, "application/trig", "All triples in their named graphs, to read and to load"),
    "azkz.nq": (nquads, "application/n-quads", "All triples in their named graphs, one line each"),
    "azkz.nt": (ntriples, "application/n-triples", "All triples, one line each"),
    "azkz.jsonld": (jsonld, "application/ld+json", "All triples as JSON, with the context inside"),
    "azkz.rdf": (rdfxml, "application/rdf+xml", "All triples as RDF/XML"),
    "azkz-rdf12.ttl": (
        turtle_with_triple_terms,
        "text/turtle; version=1.2",
        "All triples, with facts about triple terms in place of statements, for RDF 1.2",
    ),
}
"""What is written from the dataset: by whom, its media type, and what it is."""

TABLES: Mapping[str, tuple[Callable[[list[FactRow]], bytes], str, str]] = {
    "facts.csv": (
        facts_csv,
        "text/csv; charset=utf-8; header=present",
        "One row for each fact, with labels, passages, footnotes, rules and premises",
    ),
    "facts.parquet": (
        facts_parquet,
        "application/vnd.apache.parquet",
        "The same rows, with lists as lists",
    ),
}
"""What is written of the facts, likewise."""

AUTHORED_FILES: Mapping[str, str] = {
    "azkz.ttl": "The ontology: classes and properties",
    "shapes.ttl": "The SHACL shapes that the dataset conforms to",
    "alignments.ttl": "What corresponds to the ontology's terms in other vocabularies",
    "context.jsonld": "The JSON-LD context",
}
"""What is copied from the ontology's folder."""

MEDIA_TYPES = {".ttl": "text/turtle", ".jsonld": "application/ld+json", ".rq": "application/sparql-query"}


def release(dataset: Dataset, bom: bool = False) -> Release:
    """Build every file of a dataset's release; the same dataset gives the same bytes.

    With `bom`, facts.csv begins with a byte order mark, by which Excel knows that it is UTF-8.
    """
    arrangement = arrange(dataset)
    quads, triples = len(set(dataset.quads())), sum(1 for _ in arrangement.triples())
    rows = list(fact_rows(arrangement))
    counts = {"triples": triples, "quads": quads, "facts": len(rows)}
    files = (*dataset_files(arrangement, counts), *tables(rows, bom), *copy_authored_files(dataset.project))
    digest = graph_digest(arrangement.triples())
    made = Release(dataset_record(dataset), counts, digest, files, temporal_coverage(rows))
    return replace(made, files=(*files, *catalogue_files(made)))


def dataset_files(arrangement: Arrangement, counts: Counts) -> Iterator[ReleaseFile]:
    """Yield the dataset in every format."""
    for name, (write, media_type, description) in DATASET_FILES.items():
        data = write(arrangement)
        words = ("triples", "quads") if write in (trig, nquads) else ("triples",)
        own = {word: counts[word] for word in words}
        if write is turtle_with_triple_terms:
            own = triple_count(data)
        yield ReleaseFile(PurePosixPath(name), data, media_type, description, own, is_distribution=True)


def list_distributions() -> dict[str, str]:
    """Return the media type, without parameters, of each file that holds the whole dataset."""
    formats = {**DATASET_FILES, **TABLES}
    return {
        name: media_type.partition(";")[0]
        for name, (write, media_type, _) in formats.items()
        if write is not facts_parquet or can_write_parquet()
    }


def can_write_parquet() -> bool:
    """Return whether the package that writes Parquet is installed; an extra brings it."""
    return find_spec("pyarrow") is not None


def tables(rows: list[FactRow], bom: bool) -> Iterator[ReleaseFile]:
    """Yield the facts as tables, and as Parquet only if it can be written; CSV with a byte order mark if `bom`."""
    for name, (write, media_type, description) in TABLES.items():
        if write is facts_parquet and not can_write_parquet():
            continue
        data = codecs.BOM_UTF8 + write(rows) if bom and write is facts_csv else write(rows)
        own = {"rows": len(rows)}
        yield ReleaseFile(PurePosixPath(name), data, media_type, description, own, is_distribution=True)


def copy_authored_files(project: Project) -> Iterator[ReleaseFile]:
    """Yield the ontology, shapes, alignments (which are removable), context, rules and queries, unchanged."""
    for name, description in AUTHORED_FILES.items():
        if (project.ontology / name).is_file():
            yield copy_file(project.ontology / name, PurePosixPath("ontology", name), description)
    for folder, place in ((project.ontology / "rules", "ontology/rules"), (project.queries, "queries")):
        for path in source_paths(folder, "*.rq"):
            yield copy_file(path, PurePosixPath(place, path.name), read_query_file(path).summary)


def copy_file(path: Path, place: PurePosixPath, description: str) -> ReleaseFile:
    """Return an authored file unchanged."""
    data = path.read_bytes()
    counts = triple_count(data) if path.suffix == ".ttl" else {}
    return ReleaseFile(place, data, MEDIA_TYPES[path.suffix], description, counts)


def triple_count(data: bytes) -> Counts:
    """Count the triples of a Turtle file."""
    return {"triples": sum(1 for _ in parse(data, format=RdfFormat.TURTLE))}

"""The files that a dataset is published in: how each is made, what it is, what for, and what reads it.

This is the one list of them: release, catalogues, download page and README follow it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Final

from pyoxigraph import RdfFormat, parse

from azkz_graph.export.direct_facts import direct_facts
from azkz_graph.export.entity_table import ENTITIES, EntityRow, entity_rows
from azkz_graph.export.fact_table import FACTS, FactRow, fact_rows
from azkz_graph.export.formats import nquads, ntriples, rdfxml
from azkz_graph.export.jsonld import jsonld
from azkz_graph.export.network_graphml import network_graphml
from azkz_graph.export.places_geojson import places_geojson
from azkz_graph.export.rdf12 import turtle_with_triple_terms
from azkz_graph.export.readable_turtle import trig, turtle
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.reifier_shapes import reifier_shapes
from azkz_graph.export.release_files import Counts, Release, ReleaseFile
from azkz_graph.export.same_as_links import same_as_links
from azkz_graph.export.table_format import Table, csv_of, parquet_of


@dataclass(frozen=True)
class DatasetContents:
    """What the files of a dataset are made from."""

    arrangement: Arrangement

    @cached_property
    def facts(self) -> list[FactRow]:
        """Return the table of facts."""
        return list(fact_rows(self.arrangement))

    @cached_property
    def entities(self) -> list[EntityRow]:
        """Return the table of entities."""
        return list(entity_rows(self.arrangement, self.facts))

    @cached_property
    def counts(self) -> Counts:
        """Return how much there is in all."""
        triples = sum(1 for _ in self.arrangement.triples())
        quads = len(set(self.arrangement.dataset.quads()))
        return {"triples": triples, "quads": quads, "facts": len(self.facts)}


@dataclass(frozen=True)
class DatasetFile:
    """A file that is made from a dataset.

    `purpose` is one of `PURPOSES`. `has_all_facts` is true if it holds every fact with what states it. `table` is what
    its rows are described by.
    """

    write: Callable[[DatasetContents], bytes]
    media_type: str
    description: str
    purpose: str
    counts: Callable[[DatasetContents, bytes], Counts] = lambda _, __: {}
    has_all_facts: bool = False
    table: Table | None = None

    @property
    def is_parquet(self) -> bool:
        """Return whether it is written by a package that an extra brings."""
        return self.media_type == PARQUET

    @property
    def type(self) -> str:
        """Return the media type without parameters."""
        return self.media_type.partition(";")[0]


@dataclass(frozen=True)
class AuthoredFile:
    """A file of the ontology's folder that is published as it is."""

    description: str
    purpose: str


CSV: Final = "text/csv; charset=utf-8; header=present"
PARQUET: Final = "application/vnd.apache.parquet"
STORES: Final = "RDFLib, Jena, RDF4J, GraphDB, Virtuoso, Oxigraph"

PURPOSES: Final[Mapping[str, str]] = {
    "direct_facts": STORES,
    "everything": STORES,
    "named_graphs": STORES,
    "rdf12": "Jena 6, Oxigraph 0.5, N3.js 2",
    "rdf12_shapes": "pyrudof",
    "tables": "LibreOffice, Excel, pandas, R",
    "parquet": "DuckDB, Polars, pandas, R",
    "map": "QGIS, GeoPandas, Leaflet",
    "merging": STORES,
    "network": "Gephi, NetworkX, igraph, Cytoscape",
    "ontology": "Protégé",
    "alignments": "Protégé",
    "shapes": "pySHACL, TopBraid, Jena",
    "context": "jsonld.js, PyLD",
}
"""What the files are for, with programs that read them; what each means is in the messages, as `purpose_…`."""


def in_triples(contents: DatasetContents, _: bytes) -> Counts:
    """Count the triples of all graphs."""
    return {"triples": contents.counts["triples"]}


def in_quads(contents: DatasetContents, _: bytes) -> Counts:
    """Count the triples and in how many graphs they are."""
    return {word: contents.counts[word] for word in ("triples", "quads")}


def in_own_triples(_: DatasetContents, data: bytes) -> Counts:
    """Count the triples of the file itself."""
    return triple_count(data)


def triple_count(data: bytes) -> Counts:
    """Count the triples of a file of Turtle."""
    return {"triples": sum(1 for _ in parse(data, format=RdfFormat.TURTLE))}


DATASET_FILES: Final[Mapping[str, DatasetFile]] = {
    "azkz.ttl": DatasetFile(
        lambda contents: turtle(contents.arrangement),
        "text/turtle",
        "All triples, by subject, to read and to load",
        "everything",
        in_triples,
        has_all_facts=True,
    ),
    "azkz.nt": DatasetFile(
        lambda contents: ntriples(contents.arrangement),
        "application/n-triples",
        "All triples, one line each",
        "everything",
        in_triples,
        has_all_facts=True,
    ),
    "azkz.jsonld": DatasetFile(
        lambda contents: jsonld(contents.arrangement),
        "application/ld+json",
        "All triples as JSON, with the context inside",
        "everything",
        in_triples,
        has_all_facts=True,
    ),
    "azkz.rdf": DatasetFile(
        lambda contents: rdfxml(contents.arrangement),
        "application/rdf+xml",
        "All triples as RDF/XML",
        "everything",
        in_triples,
        has_all_facts=True,
    ),
    "azkz-facts.ttl": DatasetFile(
        lambda contents: direct_facts(contents.arrangement),
        "text/turtle",
        "Only what the article states, one triple each, with names; no views, derived facts or notes",
        "direct_facts",
        in_own_triples,
    ),
    "azkz.trig": DatasetFile(
        lambda contents: trig(contents.arrangement),
        "application/trig",
        "All triples in their named graphs, to read and to load",
        "named_graphs",
        in_quads,
        has_all_facts=True,
    ),
    "azkz.nq": DatasetFile(
        lambda contents: nquads(contents.arrangement),
        "application/n-quads",
        "All triples in their named graphs, one line each",
        "named_graphs",
        in_quads,
        has_all_facts=True,
    ),
    "azkz-rdf12.ttl": DatasetFile(
        lambda contents: turtle_with_triple_terms(contents.arrangement),
        "text/turtle; version=1.2",
        "All triples, with facts about triple terms in place of statements, for RDF 1.2",
        "rdf12",
        in_own_triples,
        has_all_facts=True,
    ),
    "azkz-rdf12-shapes.ttl": DatasetFile(
        lambda contents: reifier_shapes(contents.arrangement),
        "text/turtle",
        "SHACL 1.2 shapes that want a passage or a rule behind every fact of azkz-rdf12.ttl",
        "rdf12_shapes",
        in_own_triples,
    ),
    "facts.csv": DatasetFile(
        lambda contents: csv_of(FACTS, contents.facts),
        CSV,
        "One row for each fact: stated, derived or part of a view, with names, numbers and sources",
        "tables",
        lambda contents, _: {"rows": len(contents.facts)},
        has_all_facts=True,
        table=FACTS,
    ),
    "entities.csv": DatasetFile(
        lambda contents: csv_of(ENTITIES, contents.entities),
        CSV,
        "One row for each thing, source, view, section, passage and footnote, with names in five languages",
        "tables",
        lambda contents, _: {"rows": len(contents.entities)},
        table=ENTITIES,
    ),
    "facts.parquet": DatasetFile(
        lambda contents: parquet_of(FACTS, contents.facts),
        PARQUET,
        "The rows of facts.csv, with numbers as numbers and lists as lists",
        "parquet",
        lambda contents, _: {"rows": len(contents.facts)},
        has_all_facts=True,
        table=FACTS,
    ),
    "entities.parquet": DatasetFile(
        lambda contents: parquet_of(ENTITIES, contents.entities),
        PARQUET,
        "The rows of entities.csv, likewise",
        "parquet",
        lambda contents, _: {"rows": len(contents.entities)},
        table=ENTITIES,
    ),
    "places.geojson": DatasetFile(
        lambda contents: places_geojson(contents.arrangement.record, contents.entities, contents.facts),
        "application/geo+json",
        "The places that have coordinates, with the facts that name them",
        "map",
    ),
    "azkz-sameas.ttl": DatasetFile(
        lambda contents: same_as_links(contents.arrangement),
        "text/turtle",
        "The identifiers in other datasets as owl:sameAs, for stores that are to merge things with them",
        "merging",
        in_own_triples,
    ),
    "network.graphml": DatasetFile(
        lambda contents: network_graphml(contents.entities, contents.facts),
        "application/xml",
        "Things as nodes and the facts between them as edges, with year, status and passages; no views",
        "network",
    ),
}
"""What is written from the dataset, by the name of the file."""

AUTHORED_FILES: Final[Mapping[str, AuthoredFile]] = {
    "azkz.ttl": AuthoredFile("The ontology: classes and properties", "ontology"),
    "shapes.ttl": AuthoredFile("The SHACL shapes that the dataset conforms to", "shapes"),
    "alignments.ttl": AuthoredFile(
        "What corresponds to the ontology's terms in other vocabularies", "alignments"
    ),
    "context.jsonld": AuthoredFile("The JSON-LD context", "context"),
}
"""What is copied from the ontology's folder."""


def can_write_parquet() -> bool:
    """Return whether the package that writes Parquet is installed; an extra brings it."""
    return find_spec("pyarrow") is not None


def written_files() -> dict[str, DatasetFile]:
    """Return the files that are written: those of Parquet only if they can be."""
    return {name: file for name, file in DATASET_FILES.items() if not file.is_parquet or can_write_parquet()}


def tables_of(release: Release) -> list[tuple[ReleaseFile, Table]]:
    """Return the tables of CSV in a release, each with what describes its rows."""
    described = {name: file.table for name, file in DATASET_FILES.items() if file.media_type == CSV}
    found = ((file, described.get(str(file.path))) for file in release.files)
    return [(file, table) for file, table in found if table is not None]


def files_by_purpose(names: Collection[str]) -> dict[str, list[str]]:
    """Return the files among `names`, which are paths in a release, by what they are for."""
    given = {
        **{name: file.purpose for name, file in DATASET_FILES.items()},
        **{f"ontology/{name}": file.purpose for name, file in AUTHORED_FILES.items()},
    }
    found = {
        purpose: [name for name, its in given.items() if its == purpose and name in names]
        for purpose in PURPOSES
    }
    return {purpose: files for purpose, files in found.items() if files}

"""Description of a release for catalogues and crawlers, by DCAT and VoID.

It is a file of the release, and stands at /.well-known/void of a site. Source: https://www.w3.org/TR/void/.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from azkz_graph.dataset.dataset_record import DATASET
from azkz_graph.export.catalogue.dataset_description import FOAF, VCARD, dataset_description
from azkz_graph.export.catalogue.distributions import DCATAP, SPDX, VOID, about, distribution, number
from azkz_graph.export.catalogue.link_sets import link_sets
from azkz_graph.export.catalogue.void_statistics import Census, census
from azkz_graph.export.current_version import CurrentVersion
from azkz_graph.export.dataset_files import DATASET_FILES
from azkz_graph.export.formats import serialize_statements
from azkz_graph.export.release_files import Release
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import BASE, ONTOLOGY, PREFIXES, TYPE, shorten

FORMAT: Final = "http://www.w3.org/ns/formats/"
FORMATS: Final[Mapping[str, str]] = {
    "text/turtle": "Turtle",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}
"""What the syntaxes of RDF are called below https://www.w3.org/ns/formats/, by media type."""

OTHERS: Final = {"foaf": FOAF, "vcard": VCARD, "spdx": SPDX, "dcatap": DCATAP, "void": VOID}
"""Prefixes of the description that the data do not need."""

EXAMPLES: Final = 5
"""How many things are named as examples, one of each of the largest classes."""


def void(release: Release, base: str, version: CurrentVersion | None = None) -> bytes:
    """Return the description of the dataset, as Turtle; `base` is the URL of the site, which ends in `/`.

    `version` is which this is.

    Everything in it has an IRI: the description's parts are fragments of its place.
    """
    place = base + ".well-known/void"
    (data,) = (file.data for file in release.files if str(file.path) == "azkz.nt")
    lines = data.splitlines(keepends=True)
    record = b"".join(line for line in lines if line.startswith(f"{DATASET} ".encode()))
    triples = [
        Triple(NamedNode(place), TYPE, NamedNode(VOID + "DatasetDescription")),
        Triple(NamedNode(place), NamedNode(FOAF + "primaryTopic"), DATASET),
        *(quad.triple for quad in parse(record, format=RdfFormat.N_TRIPLES)),
        *(version.of_dataset() if version else ()),
        *dataset(census(lines), release, base, place),
        *dataset_description(release, base, place),
        *link_sets(lines, place),
        *(triple for file in release.distributions for triple in distribution(file, release, base, place)),
    ]
    # A node's triples must stand together to be written together.
    together: dict[object, dict[Triple, None]] = {}
    for triple in triples:
        together.setdefault(triple.subject, {})[triple] = None
    ordered = [triple for said in together.values() for triple in said]
    names = {part for triple in ordered for part in str(triple).split()}
    used = {
        prefix: space
        for prefix, space in {**PREFIXES, **OTHERS}.items()
        if any(name.startswith(f"<{space}") for name in names)
    }
    return serialize_statements(ordered, RdfFormat.TURTLE, used)


def dataset(counts: Census, release: Release, base: str, place: str) -> Iterator[Triple]:
    """Yield what the dataset is, how large, made of what, and where."""
    kinds = [name for name in counts.classes if name.startswith(ONTOLOGY)]
    examples: list[str | Term] = [counts.examples[kind] for kind in kinds if kind in counts.examples]
    types = {file.media_type.partition(";")[0] for file in release.distributions}
    said: dict[str, list[str | Term]] = {
        TYPE.value: [VOID + "Dataset"],
        FOAF + "homepage": [base],
        VOID + "uriSpace": [Literal(BASE)],
        VOID + "triples": [number(counts.triples)],
        VOID + "entities": [number(counts.entities)],
        VOID + "distinctSubjects": [number(counts.subjects)],
        VOID + "distinctObjects": [number(counts.objects)],
        VOID + "classes": [number(len(counts.classes))],
        VOID + "properties": [number(len(counts.properties))],
        VOID + "exampleResource": examples[:EXAMPLES],
        VOID + "vocabulary": sorted(vocabularies(counts)),
        VOID + "feature": sorted(FORMAT + name for type, name in FORMATS.items() if type in types),
        VOID + "dataDump": [
            f"{base}download/{file.path}"
            for file in release.distributions
            if file.media_type.partition(";")[0] in FORMATS and DATASET_FILES[str(file.path)].has_all_facts
        ],
    }
    yield from about(DATASET, said)
    yield from partitions("class", "entities", counts.classes, place)
    yield from partitions("property", "triples", counts.properties, place)


def vocabularies(counts: Census) -> set[str]:
    """Return the namespaces of the classes and properties."""
    return {
        space
        for space in PREFIXES.values()
        if any(name.startswith(space) for name in (*counts.classes, *counts.properties))
    }


def partitions(kind: str, measure: str, counts: Mapping[str, int], place: str) -> Iterator[Triple]:
    """Yield how many entities each class has, or how many triples each property."""
    for name, count in counts.items():
        part = NamedNode(f"{place}#{kind}-{shorten(name).strip('<>').replace(':', '-')}")
        yield from about(DATASET, {f"{VOID}{kind}Partition": [part]})
        yield from about(part, {VOID + kind: [name], VOID + measure: [number(count)]})

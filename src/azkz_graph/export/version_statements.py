"""What a dataset and its ontology say of their versions: which this is, which came before, and which there are.

Sources: https://www.w3.org/TR/owl2-syntax/#Ontology_IRI_and_Version_IRI, https://www.w3.org/TR/vocab-dcat-3/#dataset-versions.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.dataset.dataset_record import DATASET
from azkz_graph.routes.version_paths import ontology_version_iri, version_iri
from azkz_graph.vocabulary import BASE, PREFIXES, TYPE, XSD

ONTOLOGY: Final = NamedNode(BASE + "ontology")

CLASS, VERSION, PREVIOUS, HAS_VERSION = (
    NamedNode(PREFIXES["dcat"] + name) for name in ("Dataset", "version", "previousVersion", "hasVersion")
)
VERSION_IRI, PRIOR, INFO = (
    NamedNode(PREFIXES["owl"] + name) for name in ("versionIRI", "priorVersion", "versionInfo")
)
VERSION_OF, ISSUED = (NamedNode(PREFIXES["dct"] + name) for name in ("isVersionOf", "issued"))

Dated = tuple[str, str]
"""A version and the date of its release."""


def describe_versions(current: str, versions: Sequence[Dated]) -> Iterator[Triple]:
    """Yield what is said of all versions, the oldest first, and of the dataset, which is the current one of them."""
    for version, issued in versions:
        node = NamedNode(version_iri(version))
        yield Triple(DATASET, HAS_VERSION, node)
        yield Triple(node, TYPE, CLASS)
        yield Triple(node, VERSION_OF, DATASET)
        yield Triple(node, VERSION, Literal(version))
        yield Triple(node, INFO, Literal(version))
        yield Triple(node, ISSUED, Literal(issued, datatype=NamedNode(XSD + "date")))
    for (earlier, _), (later, _) in pairwise(versions):
        yield from follow(NamedNode(version_iri(later)), NamedNode(version_iri(earlier)))
    if current in [version for version, _ in versions]:
        yield Triple(DATASET, VERSION_IRI, NamedNode(version_iri(current)))
        yield Triple(DATASET, VERSION, Literal(current))
        if earlier := before(current, versions):
            yield from follow(DATASET, NamedNode(version_iri(earlier)))


def describe_ontology_version(current: str, versions: Sequence[Dated]) -> Iterator[Triple]:
    """Yield what the header of the ontology says of its version; nothing if the current one is not among all."""
    if current in [version for version, _ in versions]:
        yield Triple(ONTOLOGY, VERSION_IRI, NamedNode(ontology_version_iri(current)))
        if earlier := before(current, versions):
            yield Triple(ONTOLOGY, PRIOR, NamedNode(ontology_version_iri(earlier)))


def follow(later: NamedNode, earlier: NamedNode) -> Iterator[Triple]:
    """Yield that one version follows another, as ontologies and as catalogues say it."""
    yield Triple(later, PRIOR, earlier)
    yield Triple(later, PREVIOUS, earlier)


def before(current: str, versions: Sequence[Dated]) -> str:
    """Return the version before one; empty if it is the first."""
    names = [version for version, _ in versions]
    place = names.index(current)
    return names[place - 1] if place else ""

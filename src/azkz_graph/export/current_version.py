"""What the dataset and its ontology say of their own version: which this is, which came before, and which there are.

Sources: https://www.w3.org/TR/owl2-syntax/#Ontology_IRI_and_Version_IRI,
https://www.w3.org/TR/vocab-dcat-3/#dataset-versions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.dataset.dataset_record import DATASET
from azkz_graph.routes.version_paths import ontology_version_iri, version_iri
from azkz_graph.vocabulary import ONTOLOGY, PREFIXES

HEADER: Final = NamedNode(ONTOLOGY.removesuffix("#"))

VERSION, PREVIOUS, HAS_VERSION = (
    NamedNode(PREFIXES["dcat"] + name) for name in ("version", "previousVersion", "hasVersion")
)
VERSION_IRI, PRIOR = (NamedNode(PREFIXES["owl"] + name) for name in ("versionIRI", "priorVersion"))


@dataclass(frozen=True)
class CurrentVersion:
    """The version that the record gives, empty if it gives none, and the `released` ones, the oldest first.

    While it differs from what was released, or is not released, it has no IRI.
    """

    version: str = ""
    released: Sequence[str] = ()
    differs: bool = False

    @property
    def before(self) -> str:
        """Return the released version before it; empty if there is none."""
        if self.version in self.released:
            place = self.released.index(self.version)
            return self.released[place - 1] if place else ""
        return self.released[-1] if self.released else ""

    @property
    def is_released(self) -> bool:
        """Return whether it is what was released."""
        return self.version in self.released and not self.differs

    def of_dataset(self) -> Iterator[Triple]:
        """Yield what the dataset says; nothing where no version was ever released."""
        if not self.released:
            return
        if self.version:
            yield Triple(DATASET, VERSION, Literal(self.version))
        for version in self.released:
            yield Triple(DATASET, HAS_VERSION, NamedNode(version_iri(version)))
        if self.is_released:
            yield Triple(DATASET, VERSION_IRI, NamedNode(version_iri(self.version)))
        if self.before:
            yield Triple(DATASET, PRIOR, NamedNode(version_iri(self.before)))
            yield Triple(DATASET, PREVIOUS, NamedNode(version_iri(self.before)))

    def of_ontology(self) -> Iterator[Triple]:
        """Yield what the header of the ontology says."""
        if self.is_released:
            yield Triple(HEADER, VERSION_IRI, NamedNode(ontology_version_iri(self.version)))
        if self.before:
            yield Triple(HEADER, PRIOR, NamedNode(ontology_version_iri(self.before)))

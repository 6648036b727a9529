"""What a catalogue says of a release's files: content, size, digest, licence.

Sources: https://www.w3.org/TR/vocab-dcat-3/#Class:Distribution, https://spdx.org/rdf/terms/.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.export.catalogue.authority_tables import AVAILABLE, FILE_TYPES
from azkz_graph.export.release_files import Release, ReleaseFile
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import PREFIXES, TYPE, XSD

VOID: Final = "http://rdfs.org/ns/void#"
SPDX: Final = "http://spdx.org/rdf/terms#"
DCATAP: Final = "http://data.europa.eu/r5r/"
MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"


def distribution(file: ReleaseFile, release: Release, base: str, place: str) -> Iterator[Triple]:
    """Yield what is said of a file; its checksum is a fragment of `place`."""
    dcat, dct = PREFIXES["dcat"], PREFIXES["dct"]
    url, checksum = f"{base}download/{file.path}", NamedNode(f"{place}#sha256-{file.path}")
    type = file.media_type.partition(";")[0]
    said: dict[str, list[str | Term]] = {
        TYPE.value: [dcat + "Distribution"],
        dct + "title": [Literal(str(file.path))],
        dct + "description": [Literal(file.description, language="en")],
        # Nothing stands between the reader and the file, so that both are one.
        dcat + "accessURL": [url],
        dcat + "downloadURL": [url],
        dcat + "mediaType": [MEDIA_TYPE + type],
        dct + "format": [FILE_TYPES.get(type, MEDIA_TYPE + type)],
        dcat + "byteSize": [Literal(str(len(file.data)), datatype=NamedNode(XSD + "nonNegativeInteger"))],
        SPDX + "checksum": [checksum],
        DCATAP + "availability": [AVAILABLE],
        **({VOID + "triples": [number(file.counts["triples"])]} if "triples" in file.counts else {}),
        **({dct + "license": [release.record.license]} if release.record.license else {}),
    }
    yield from about(NamedNode(url), said)
    digest = Literal(str(file.entry()["sha256"]), datatype=NamedNode(XSD + "hexBinary"))
    algorithm = SPDX + "checksumAlgorithm_sha256"
    yield from about(
        checksum,
        {TYPE.value: [SPDX + "Checksum"], SPDX + "algorithm": [algorithm], SPDX + "checksumValue": [digest]},
    )


def number(count: int) -> Literal:
    """Return the count as an integer."""
    return Literal(str(count), datatype=NamedNode(XSD + "integer"))


def about(subject: NamedNode, said: Mapping[str, Sequence[str | Term]]) -> Iterator[Triple]:
    """Yield the triples that say of the subject, by predicate, these objects; a text is an IRI."""
    for predicate, objects in said.items():
        for term in objects:
            yield Triple(subject, NamedNode(predicate), NamedNode(term) if isinstance(term, str) else term)

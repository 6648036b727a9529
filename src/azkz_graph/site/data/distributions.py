"""What a catalogue says of a release's files: content, size, digest, licence.

Sources: https://www.w3.org/TR/vocab-dcat-3/#Class:Distribution, https://spdx.org/rdf/terms/.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.export.release import Release, ReleaseFile
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import PREFIXES, TYPE, XSD

VOID: Final = "http://rdfs.org/ns/void#"
SPDX: Final = "http://spdx.org/rdf/terms#"
MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"


def downloads(release: Release) -> list[ReleaseFile]:
    """Return the files that hold the whole dataset, each in its format."""
    return [file for file in release.files if len(file.path.parts) == 1]


def distribution(file: ReleaseFile, release: Release, base: str, place: str) -> Iterator[Triple]:
    """Yield what is said of a file; its checksum is a fragment of `place`."""
    dcat, dct = PREFIXES["dcat"], PREFIXES["dct"]
    url, checksum = f"{base}download/{file.path}", NamedNode(f"{place}#sha256-{file.path}")
    said: dict[str, list[str | Term]] = {
        TYPE.value: [dcat + "Distribution"],
        dct + "title": [Literal(str(file.path))],
        dct + "description": [Literal(file.description, language="en")],
        dcat + "downloadURL": [url],
        dcat + "mediaType": [MEDIA_TYPE + file.media_type.partition(";")[0]],
        dcat + "byteSize": [Literal(str(len(file.data)), datatype=NamedNode(XSD + "nonNegativeInteger"))],
        SPDX + "checksum": [checksum],
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

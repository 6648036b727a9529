"""What is said in RDF of a version, and of what was withdrawn.

Sources: https://www.w3.org/TR/vocab-dcat-3/#dataset-versions, https://www.w3.org/TR/owl2-syntax/#Ontology_IRI_and_Version_IRI,
and for identifiers that are gone https://www.w3.org/TR/owl2-syntax/#Deprecation.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.dataset.dataset_record import DATASET, DatasetRecord
from azkz_graph.export.catalogue.distributions import MEDIA_TYPE, SPDX, about
from azkz_graph.graph.facts import Term
from azkz_graph.register.published_contents import REPLACED_BY
from azkz_graph.register.shortened_terms import iri_node, term_of
from azkz_graph.register.withdrawals import DATE, REASON, Withdrawal
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.routes.version_paths import download_path, ontology_version_iri, version_iri
from azkz_graph.site.data.version_history import PublishedVersion, VersionHistory
from azkz_graph.vocabulary import (
    LABEL,
    OBJECT,
    ONTOLOGY,
    PREDICATE,
    PREFIXES,
    STATEMENT,
    SUBJECT,
    TYPE,
    WITHDRAWN_IN,
    XSD,
    shorten,
)

DCAT, DCT, OWL = (PREFIXES[prefix] for prefix in ("dcat", "dct", "owl"))
NOTES: Final = "http://www.w3.org/ns/adms#versionNotes"
ARCHIVE_TYPE: Final = "application/zip"
DEPRECATED: Final = NamedNode(OWL + "deprecated")
ONTOLOGY_NODE: Final = NamedNode(ONTOLOGY.removesuffix("#"))


def describe_version(version: PublishedVersion, record: DatasetRecord, base: str) -> Iterator[Triple]:
    """Yield what a released version is, what it follows, and its files if the site at `base` has them."""
    iri, issued = version_iri(version.number), Literal(version.issued, datatype=NamedNode(XSD + "date"))
    files = list(listed_files(version))
    said: dict[str, Sequence[str | Term]] = {
        TYPE.value: [DCAT + "Dataset"],
        LABEL.value: [Literal(f"{record.title} {version.number}".strip(), language="en")],
        DCT + "title": [Literal(record.title, language="en")] if record.title else [],
        DCAT + "version": [Literal(version.number)],
        OWL + "versionInfo": [Literal(version.number)],
        DCT + "issued": [issued],
        DCT + "isVersionOf": [record.iri],
        DCAT + "previousVersion": [version_iri(version.before)] if version.before else [],
        NOTES: [Literal(version.difference.summary(), language="en")] if version.difference else [],
        DCT + "license": [record.license] if record.license else [],
        DCT + "hasPart": [ontology_version_iri(version.number)] if version.has_ontology else [],
        DCAT + "distribution": [f"{base}{path}" for path, _ in files],
    }
    yield from about(NamedNode(iri), said)
    yield Triple(DATASET, NamedNode(DCAT + "hasVersion"), NamedNode(iri))
    for path, entry in files:
        yield from describe_file(f"{base}{path}", entry)


def listed_files(version: PublishedVersion) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the path in the site, and the entry in a manifest, of the archive and of each file that has all data."""
    if version.stored is None or version.release is None:
        return
    if version.stored.path.is_file():
        archive = {
            "bytes": version.stored.path.stat().st_size,
            "sha256": version.release.sha256,
            "mediaType": ARCHIVE_TYPE,
        }
        yield download_path(version.number, version.release.archive), archive
    for entry in version.stored.manifest["files"]:
        if "/" not in entry["path"]:
            yield download_path(version.number, entry["path"]), entry


def describe_file(url: str, entry: Mapping[str, Any]) -> Iterator[Triple]:
    """Yield what is said of a file: its size, its digest, and what it is."""
    size, digest, kind = entry.get("bytes"), entry.get("sha256"), entry.get("mediaType")
    checksum = f"{url}#sha256"
    yield from about(
        NamedNode(url),
        {
            TYPE.value: [DCAT + "Distribution"],
            DCAT + "downloadURL": [url],
            DCAT + "mediaType": [MEDIA_TYPE + str(kind).partition(";")[0]] if kind else [],
            DCAT + "byteSize": [Literal(str(size), datatype=NamedNode(XSD + "nonNegativeInteger"))],
            SPDX + "checksum": [checksum],
        },
    )
    yield from about(
        NamedNode(checksum),
        {
            TYPE.value: [SPDX + "Checksum"],
            SPDX + "algorithm": [SPDX + "checksumAlgorithm_sha256"],
            SPDX + "checksumValue": [Literal(str(digest), datatype=NamedNode(XSD + "hexBinary"))],
        },
    )


def describe_ontology_version(version: PublishedVersion) -> Iterator[Triple]:
    """Yield what the ontology as of a version is; its terms are said beside this."""
    iri = NamedNode(ontology_version_iri(version.number))
    said: dict[str, Sequence[str | Term]] = {
        DCT + "isVersionOf": [ONTOLOGY_NODE],
        DCT + "isPartOf": [version_iri(version.number)],
        DCT + "issued": [Literal(version.issued, datatype=NamedNode(XSD + "date"))],
        OWL + "versionInfo": [Literal(version.number)],
        OWL + "priorVersion": [ontology_version_iri(version.before)] if version.before else [],
    }
    yield from about(iri, said)
    yield Triple(ONTOLOGY_NODE, NamedNode(OWL + "versionIRI"), iri)


def describe_withdrawal(withdrawal: Withdrawal, history: VersionHistory) -> Iterator[Triple]:
    """Yield what a withdrawn identifier was, since when and why it is gone, and what replaces it."""
    short = shorten(withdrawal.iri)
    known = history.past_identifiers.get(short)
    reasons = withdrawal.reasons or {LANGUAGES[0]: withdrawal.reason}
    said: dict[str, Sequence[str | Term]] = {
        DEPRECATED.value: [Literal(True)],
        LABEL.value: [
            Literal(label, language=language)
            for language, label in zip(LANGUAGES, known.labels if known else (), strict=False)
            if label
        ],
        WITHDRAWN_IN.value: [Literal(withdrawal.version)] if withdrawal.version else [],
        DATE.value: [Literal(withdrawal.date, datatype=NamedNode(XSD + "date"))] if withdrawal.date else [],
        REASON.value: [Literal(text, language=language) for language, text in reasons.items()],
        REPLACED_BY.value: list(withdrawal.replaced_by),
    }
    node = NamedNode(withdrawal.iri)
    yield from about(node, said)
    if fact := history.past_facts.get(short):
        parts = (iri_node(fact.subject), iri_node(fact.predicate), term_of(fact.object))
        yield Triple(node, TYPE, STATEMENT)
        for predicate, term in zip((SUBJECT, PREDICATE, OBJECT), parts, strict=True):
            if term is not None:
                yield Triple(node, predicate, term)

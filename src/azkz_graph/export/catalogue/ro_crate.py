"""The release as an RO-Crate, a folder of research data whose files are described in it.

Source: https://www.researchobject.org/ro-crate/specification/1.1/.
"""

from typing import Final

from azkz_graph.export.catalogue.license_names import spdx_license
from azkz_graph.export.catalogue.schema_org_dataset import (
    JsonObject,
    describe_agent,
    describe_place,
    describe_record,
    without_empty,
)
from azkz_graph.export.release_files import Release, ReleaseFile

CRATE: Final = "ro-crate-metadata.json"
VERSION: Final = "https://w3id.org/ro/crate/1.1"
CONTEXT: Final = (f"{VERSION}/context", {"sha256": "https://schema.org/sha256"})
"""The names of the crate; those of version 1.1 lack the checksum."""

INSIDE: Final = ("creator", "publisher", "spatialCoverage", "isBasedOn")
"""What is described in a place of its own, since a crate is flat."""


def ro_crate(release: Release) -> JsonObject:
    """Return the description of the crate, with each of the release's files."""
    record = release.record
    said = describe_record(record, release.period)
    said["about"] = []
    root = {
        "@id": "./",
        "@type": "Dataset",
        **said,
        "author": refer(said["creator"]),
        **{name: refer(said[name]) for name in INSIDE},
        "license": {"@id": record.license} if record.license else "",
        "contactPoint": [{"@id": f"#contact-{place}"} for place in range(1, 1 + len(record.contacts))],
        "hasPart": [{"@id": str(file.path)} for file in release.files],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": VERSION},
        "about": {"@id": "./"},
    }
    agents = dict.fromkeys((*record.creators, *record.publishers))
    contacts = [
        {
            "@id": f"#contact-{place}",
            "@type": "ContactPoint",
            "contactType": "maintainer",
            "name": agent.name,
            "url": agent.iri,
            "email": agent.email,
        }
        for place, agent in enumerate(record.contacts, 1)
    ]
    graph = [
        descriptor,
        root,
        *map(describe_file, release.files),
        *map(describe_agent, agents),
        *contacts,
        *map(describe_place, record.places),
        *said["isBasedOn"],
        *([describe_license(record.license)] if record.license else []),
    ]
    return {"@context": CONTEXT, "@graph": [single(without_empty(entity)) for entity in graph]}


def single(entity: JsonObject) -> JsonObject:
    """Return the entity, whose lists of one value are that value."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in entity.items()
    }


def refer(entities: list[JsonObject]) -> list[JsonObject]:
    """Return references to entities that are described elsewhere in the crate."""
    return [{"@id": entity["@id"]} for entity in entities]


def describe_file(file: ReleaseFile) -> JsonObject:
    """Return what a file is."""
    return {
        "@id": str(file.path),
        "@type": "File",
        "name": file.path.name,
        "description": file.description,
        "encodingFormat": file.media_type.partition(";")[0],
        "contentSize": str(len(file.data)),
        "sha256": file.entry()["sha256"],
    }


def describe_license(iri: str) -> JsonObject:
    """Return what a licence is called."""
    name = spdx_license(iri) or iri
    return {
        "@id": iri,
        "@type": "CreativeWork",
        "name": name,
        "description": f"The licence {name}",
        "url": iri,
    }

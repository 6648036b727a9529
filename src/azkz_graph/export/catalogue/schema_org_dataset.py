"""The dataset for search engines, as schema.org in JSON-LD.

Sources: https://schema.org/Dataset, https://developers.google.com/search/docs/appearance/structured-data/dataset.
"""

from collections.abc import Mapping
from typing import Any

from azkz_graph.dataset.dataset_record import DOI, Agent, DatasetRecord, Place
from azkz_graph.export.fact_table import FACTS
from azkz_graph.export.release_files import Period, Release

JsonObject = dict[str, Any]


def schema_org_dataset(release: Release, base: str) -> JsonObject:
    """Return the dataset with the files that hold it, for a site at the URL `base`."""
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": release.record.iri,
        "url": base,
        **describe_record(release.record, release.period),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column.name, "description": column.description}
            for column in FACTS.columns
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{base}download/{file.path}",
                "encodingFormat": file.media_type,
                "contentSize": f"{len(file.data)} B",
                "sha256": file.entry()["sha256"],
                "description": file.description,
            }
            for file in release.distributions
        ],
    }
    return without_empty(described)


def describe_record(record: DatasetRecord, period: Period | None) -> JsonObject:
    """Return what the record says, in terms of schema.org; what it does not say is empty."""
    return {
        "name": record.title,
        "description": record.description,
        "version": record.version,
        "datePublished": record.issued,
        "license": record.license,
        "isAccessibleForFree": True,
        "identifier": DOI + record.doi if record.doi else record.iri,
        "inLanguage": list(record.languages),
        "keywords": list(record.keywords),
        "about": [{"@id": theme} for theme in record.themes],
        "creator": [describe_agent(agent) for agent in record.creators],
        "publisher": [describe_agent(agent) for agent in record.publishers],
        "spatialCoverage": [describe_place(place) for place in record.places],
        "temporalCoverage": f"{period.start}/{period.end}" if period else "",
        "isBasedOn": [
            {"@type": "Article", "@id": source.iri, "name": source.name} for source in record.sources
        ],
    }


def describe_agent(agent: Agent) -> JsonObject:
    """Return who somebody is."""
    described = {
        "@type": "Person" if agent.is_person else "Organization",
        "@id": agent.iri,
        "name": agent.name,
        "url": agent.iri,
        "email": agent.email,
        "sameAs": list(agent.same_as),
    }
    return without_empty(described)


def describe_place(place: Place) -> JsonObject:
    """Return where something is."""
    kind = "Country" if place.country else "Place"
    return without_empty({"@type": kind, "@id": place.iri, "name": place.name, "sameAs": list(place.same_as)})


def without_empty(said: Mapping[str, Any]) -> JsonObject:
    """Return what is known, in its order."""
    return {name: value for name, value in said.items() if value not in ("", [], None)}

"""What hosts of repositories and archives read of the dataset: CITATION.cff, codemeta.json, .zenodo.json.

Sources: https://citation-file-format.github.io/, https://codemeta.github.io/terms/,
https://developers.zenodo.org/#representation.
"""

from datetime import date
from html import escape
from typing import Any, Final

import yaml

from azkz_graph.dataset.dataset_record import DOI, ORCID, Agent, DatasetRecord
from azkz_graph.export.catalogue.license_names import spdx_license
from azkz_graph.export.catalogue.schema_org_dataset import JsonObject, describe_agent, without_empty
from azkz_graph.export.release_files import Release

CONTEXT: Final = "https://w3id.org/codemeta/3.0"


def citation_file(release: Release) -> str:
    """Return how the dataset is cited, as YAML by the Citation File Format."""
    record = release.record
    license = spdx_license(record.license)
    said = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it.",
        "type": "dataset",
        "title": record.title,
        "abstract": record.description,
        "authors": [name_author(agent) for agent in record.creators],
        "contact": [name_author(agent) for agent in record.contacts],
        "keywords": list(record.keywords),
        "version": record.version,
        "date-released": read_date(record.issued),
        "license": license,
        "license-url": "" if license else record.license,
        "doi": record.doi,
        "url": record.iri,
        "repository-code": record.repository,
    }
    head = "# Made from data/dataset.ttl; change it there.\n"
    return head + yaml.safe_dump(without_empty(said), allow_unicode=True, sort_keys=False, width=1000)


def name_author(agent: Agent) -> JsonObject:
    """Return an author; which part of a person's name is which, the record does not say."""
    return without_empty({"name": agent.name, "orcid": agent.orcid, "email": agent.email})


def read_date(text: str) -> date | None:
    """Return the date that a text is; None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def codemeta(release: Release) -> JsonObject:
    """Return the project, its data, rules and queries, as the source from which the dataset is made."""
    record = release.record
    said = {
        "@context": CONTEXT,
        "type": "SoftwareSourceCode",
        "id": record.iri,
        "name": record.title,
        "description": record.description,
        "version": record.version,
        "datePublished": record.issued,
        "license": record.license,
        "identifier": DOI + record.doi if record.doi else record.iri,
        "url": record.iri,
        "codeRepository": record.repository,
        "keywords": list(record.keywords),
        "author": [rename_keywords(describe_agent(agent)) for agent in record.creators],
        # For CodeMeta, only people maintain.
        "maintainer": [
            rename_keywords(describe_agent(agent)) for agent in record.contacts if agent.is_person
        ],
        "publisher": [rename_keywords(describe_agent(agent)) for agent in record.publishers],
        "programmingLanguage": ["Turtle", "SPARQL"],
        "softwareRequirements": ["azkz-graph"],
    }
    return without_empty(said)


def rename_keywords(described: JsonObject) -> JsonObject:
    """Return a description with the names that CodeMeta has for JSON-LD's keywords."""
    return {name.removeprefix("@"): value for name, value in described.items()}


def zenodo(release: Release) -> JsonObject:
    """Return what Zenodo fills its form with."""
    record = release.record
    said = {
        "upload_type": "dataset",
        "title": record.title,
        "description": f"<p>{escape(record.description)}</p>" if record.description else "",
        "creators": [name_creator(agent) for agent in record.creators],
        "contributors": [{**name_creator(agent), "type": "ContactPerson"} for agent in record.contacts],
        "publication_date": record.issued,
        "version": record.version,
        "access_right": "open",
        "license": spdx_license(record.license).lower(),
        "doi": record.doi,
        "keywords": list(record.keywords),
        "locations": [{"place": place.name} for place in record.places],
        "related_identifiers": relate(record),
    }
    return without_empty(said)


def name_creator(agent: Agent) -> JsonObject:
    """Return a creator by name and ORCID."""
    return without_empty({"name": agent.name, "orcid": agent.orcid.removeprefix(ORCID)})


def relate(record: DatasetRecord) -> list[dict[str, Any]]:
    """Return what else is the dataset, and what it was made from."""
    sources = (source.iri for source in record.sources)
    return [
        {"identifier": record.iri, "relation": "isIdenticalTo", "resource_type": "dataset"},
        *({"identifier": iri, "relation": "isDerivedFrom"} for iri in sources),
    ]

"""The columns of the tables, as CSV on the Web and as a Data Package describe them.

Sources: https://www.w3.org/TR/tabular-metadata/, https://specs.frictionlessdata.io/tabular-data-package/.
"""

from typing import Final

from azkz_graph.dataset.dataset_record import DOI, Agent
from azkz_graph.export.catalogue.license_names import spdx_license
from azkz_graph.export.catalogue.schema_org_dataset import JsonObject, without_empty
from azkz_graph.export.dataset_files import tables_of
from azkz_graph.export.release_files import Release, ReleaseFile
from azkz_graph.export.table_format import SEPARATOR, Column, Table

PACKAGE: Final = "azkz"


def csvw(release: Release, name: str) -> JsonObject:
    """Return the description of the table in the file `name` that readers of CSV on the Web look for beside it."""
    record = release.record
    ((file, table),) = ((file, table) for file, table in tables_of(release) if str(file.path) == name)
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": record.title,
        "dc:description": file.description,
        "dc:creator": [agent.name for agent in record.creators],
        "dc:publisher": [agent.name for agent in record.publishers],
        "dc:subject": list(record.keywords),
        "dc:issued": {"@value": record.issued, "@type": "xsd:date"} if record.issued else "",
        "dc:license": {"@id": record.license} if record.license else "",
        "dc:isPartOf": {"@id": record.iri},
        "owl:versionInfo": record.version,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [describe_csvw_column(column) for column in table.columns],
            "primaryKey": table.key,
            "aboutUrl": f"{{+{table.key}}}",
        },
    }
    return without_empty(described)


def describe_csvw_column(column: Column) -> JsonObject:
    """Return a column for CSV on the Web."""
    described = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.meaning,
        "datatype": "double" if column.is_number else "anyURI" if column.is_iri else "string",
        "separator": SEPARATOR if column.is_list else "",
        "required": column.is_required,
    }
    return without_empty(described)


def data_package(release: Release) -> JsonObject:
    """Return the release's tables as a Data Package."""
    record = release.record
    described = {
        "profile": "tabular-data-package",
        "name": PACKAGE,
        "id": DOI + record.doi if record.doi else record.iri,
        "title": record.title,
        "description": record.description,
        "version": record.version,
        "created": f"{record.issued}T00:00:00Z" if record.issued else "",
        "homepage": record.iri,
        "keywords": list(record.keywords),
        "licenses": [without_empty({"name": spdx_license(record.license), "path": record.license})]
        if record.license
        else [],
        "contributors": [
            *(describe_contributor(agent, "author") for agent in record.creators),
            *(describe_contributor(agent, "publisher") for agent in record.publishers),
            *(describe_contributor(agent, "contact") for agent in record.contacts),
        ],
        "sources": [{"title": source.name, "path": source.iri} for source in record.sources],
        "resources": [describe_resource(file, table) for file, table in tables_of(release)],
    }
    return without_empty(described)


def describe_contributor(agent: Agent, role: str) -> JsonObject:
    """Return who made, publishes or answers for the dataset."""
    described = {"title": agent.name, "path": agent.orcid or agent.iri, "email": agent.email, "role": role}
    return without_empty(described)


def describe_resource(file: ReleaseFile, table: Table) -> JsonObject:
    """Return a table of CSV as a resource of a Data Package."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": str(file.path),
        "title": table.title,
        "description": file.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{file.entry()['sha256']}",
        "schema": {
            "fields": [describe_field(column, table) for column in table.columns],
            "primaryKey": table.key,
        },
    }


def describe_field(column: Column, table: Table) -> JsonObject:
    """Return a column for a Data Package."""
    is_uri = column.is_iri and not column.is_list
    constraints = {"required": True, "unique": column.name == table.key}
    return {
        "name": column.name,
        "title": column.title,
        "description": column.meaning,
        "type": "number" if column.is_number else "string",
        "format": "uri" if is_uri else "default",
        **({"constraints": constraints} if column.is_required else {}),
    }

"""The tables for machine learning, as Croissant.

Source: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html.
"""

from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.about.citation_styles import Citation, plain
from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.export.catalogue.schema_org_dataset import JsonObject, describe_record, without_empty
from azkz_graph.export.dataset_files import tables_of
from azkz_graph.export.release_files import Release, ReleaseFile
from azkz_graph.export.table_format import Column, Table

CONFORMS_TO: Final = "http://mlcommons.org/croissant/1.0"

OWN_NAMES: Final = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet"),
    *("format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet"),
    *("references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField"),
    "transform",
)
CONTEXT: Final[Mapping[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in OWN_NAMES},
}
"""The context that the standard prescribes."""


def croissant(release: Release) -> JsonObject:
    """Return the dataset with its tables as records, one field for each column."""
    record = release.record
    said = describe_record(record, release.period)
    tables = tables_of(release)
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "@id": record.iri,
        "conformsTo": CONFORMS_TO,
        **said,
        "url": record.iri,
        "citeAs": cite_whole(record),
        "isLiveDataset": False,
        "distribution": [describe_file(file) for file, _ in tables],
        "recordSet": [describe_records(table, file) for file, table in tables],
    }
    return without_empty(described)


def describe_file(file: ReleaseFile) -> JsonObject:
    """Return the file that the records are in, which lies beside this description."""
    return {
        "@type": "cr:FileObject",
        "@id": str(file.path),
        "name": str(file.path),
        "description": file.description,
        "contentUrl": str(file.path),
        "contentSize": f"{len(file.data)} B",
        "encodingFormat": file.media_type.partition(";")[0],
        "sha256": file.entry()["sha256"],
    }


def describe_records(table: Table, file: ReleaseFile) -> JsonObject:
    """Return the records that a table holds."""
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": file.description,
        "key": {"@id": f"{table.name}/{table.key}"},
        "field": [describe_field(column, table, file) for column in table.columns],
    }


def describe_field(column: Column, table: Table, file: ReleaseFile) -> JsonObject:
    """Return what a column holds."""
    kind = "sc:Float" if column.is_number else "sc:URL" if column.is_iri else "sc:Text"
    extract = {"fileObject": {"@id": str(file.path)}, "extract": {"column": column.name}}
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": "sc:Text" if column.is_list else kind,
        "source": extract,
    }


def cite_whole(record: DatasetRecord) -> str:
    """Return the line by which the dataset is cited."""
    makers = tuple(agent.name for agent in record.creators)
    publishers = " and ".join([agent.name for agent in record.publishers] or makers)
    return plain(
        Citation(
            key="",
            title=record.title,
            creators=makers,
            publisher=publishers,
            version=record.version,
            issued=record.issued,
            accessed=None,
            uri=record.iri,
            container=None,
            view=None,
            note=None,
        )
    )

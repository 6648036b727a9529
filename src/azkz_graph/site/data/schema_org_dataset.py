"""The dataset for search engines, as schema.org in JSON-LD.

Source: https://schema.org/Dataset.
"""

from typing import Any

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.publication import Publication


def dataset_description(publication: Publication) -> dict[str, Any]:
    """Return the dataset with its files."""
    record = publication.record
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": record.iri,
        "url": publication.base,
        "name": record.title,
        "description": record.description,
        "version": record.version,
        "datePublished": record.issued,
        "license": record.license,
        "inLanguage": list(LANGUAGES),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{publication.base}download/{file.path}",
                "encodingFormat": file.media_type,
                "contentSize": f"{len(file.data)} B",
                "sha256": file.entry()["sha256"],
                "description": file.description,
            }
            for file in publication.release.files
        ],
    }

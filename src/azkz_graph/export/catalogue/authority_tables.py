"""IRIs of the Publications Office of the European Union, which catalogues there know countries and formats by.

Source: https://op.europa.eu/en/web/eu-vocabularies/authority-tables.
"""

from collections.abc import Mapping
from typing import Final

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
COUNTRY: Final = AUTHORITY + "country/"
LANGUAGES: Final[Mapping[str, str]] = {
    tag: f"{AUTHORITY}language/{code}"
    for tag, code in {"en": "ENG", "he": "HEB", "az": "AZE", "kk": "KAZ", "ru": "RUS"}.items()
}
"""The languages of the site, by tag."""

FILE_TYPES: Final[Mapping[str, str]] = {
    type: f"{AUTHORITY}file-type/{code}"
    for type, code in {
        "text/turtle": "RDF_TURTLE",
        "application/trig": "RDF_TRIG",
        "application/n-quads": "RDF_N_QUADS",
        "application/n-triples": "RDF_N_TRIPLES",
        "application/ld+json": "JSON_LD",
        "application/rdf+xml": "RDF_XML",
        "text/csv": "CSV",
        "application/geo+json": "GEOJSON",
        "application/xml": "XML",
        "application/vnd.apache.parquet": "PARQUET",
    }.items()
}
"""The formats of a release's files, by media type."""

AVAILABLE: Final = AUTHORITY + "planned-availability/AVAILABLE"

"""Addresses of versions: their IRIs, their files, and documents as of a version.

Every document has an address in each version: its path behind `version/NUMBER/`. That is a memento of it; its TimeGate
and TimeMap are its path behind `timegate/` and `timemap/`. Source: RFC 7089.
"""

import re
from typing import Final

from azkz_graph.routes.document_paths import VERSION_NUMBER
from azkz_graph.vocabulary import BASE

DOWNLOAD: Final = "download/"
MEMENTO: Final = "version/"
TIMEGATE: Final = "timegate/"
TIMEMAP: Final = "timemap/"
ONTOLOGIES: Final = "ontology/versions/"

LINK_FORMAT: Final = "application/link-format"
"""The media type of a TimeMap. Source: RFC 6690."""


def named_version(path: str) -> str | None:
    """Return the version of which a path is an IRI, a document, a file or a memento; None if of none.

    >>> [named_version(path) for path in ("dataset/1.0.0", "doc/dataset/1.0.0.he.html", "version/1.0.0/", "id/baku")]
    ['1.0.0', '1.0.0', '1.0.0', None]
    """
    found = NAMED.match(path)
    return found[1] if found else None


NAMED: Final = re.compile(
    rf"(?:{'|'.join(('dataset/', 'doc/dataset/', 'ontology/', ONTOLOGIES, DOWNLOAD, MEMENTO))})"
    rf"({VERSION_NUMBER})(?![^/.])"
)
"""What begins with the number of a version."""


def version_iri(version: str) -> str:
    """Return the IRI of a version of the dataset.

    >>> version_iri("1.0.0")
    'https://w3id.org/azkz/dataset/1.0.0'
    """
    return f"{BASE}dataset/{version}"


def ontology_version_iri(version: str) -> str:
    """Return the IRI of the ontology as of a version."""
    return f"{BASE}ontology/{version}"


def download_path(version: str, name: str) -> str:
    """Return the path in the site of a file of a version's archive."""
    return f"{DOWNLOAD}{version}/{name}"


def memento_path(version: str, path: str) -> str:
    """Return the path in the site of what is at another path, as of a version.

    >>> memento_path("1.0.0", "doc/baku.he.html")
    'version/1.0.0/doc/baku.he.html'
    """
    return f"{MEMENTO}{version}/{path}"


def split_version(path: str, start: str) -> tuple[str, str] | None:
    """Return the version and the rest of a path that begins with `start`; None if no version is there.

    >>> split_version("version/1.0.0/doc/baku.ttl", MEMENTO), split_version("download/facts.csv", DOWNLOAD)
    (('1.0.0', 'doc/baku.ttl'), None)
    """
    found = re.fullmatch(rf"({VERSION_NUMBER})(?:/(.*))?", path.removeprefix(start), re.DOTALL)
    return (found[1], found[2] or "") if found and path.startswith(start) else None

"""The files by which catalogues, search engines and archives know a release."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from azkz_graph.export.catalogue.croissant import croissant
from azkz_graph.export.catalogue.dataset_catalogue import void
from azkz_graph.export.catalogue.repository_files import citation_file, codemeta, zenodo
from azkz_graph.export.catalogue.ro_crate import CRATE, ro_crate
from azkz_graph.export.catalogue.table_descriptions import csvw, data_package
from azkz_graph.export.release_files import Release, ReleaseFile
from azkz_graph.vocabulary import BASE

REPOSITORY_FILES: Final[Mapping[str, tuple[Callable[[Release], bytes], str, str]]] = {
    "CITATION.cff": (
        lambda release: citation_file(release).encode(),
        "application/yaml",
        "How to cite the dataset, in the Citation File Format",
    ),
    "codemeta.json": (
        lambda release: json_file(codemeta(release)),
        "application/json",
        "The project for archives of software, by CodeMeta",
    ),
    ".zenodo.json": (
        lambda release: json_file(zenodo(release)),
        "application/json",
        "The dataset for Zenodo",
    ),
}
"""What hosts and archives look for at the top of a repository: by whom it is written, media type, description."""

DESCRIPTIONS: Final[Mapping[str, tuple[Callable[[Release], bytes], str, str]]] = {
    "catalogue.ttl": (
        lambda release: void(release, BASE),
        "text/turtle",
        "The dataset for catalogues and crawlers, by DCAT and VoID",
    ),
    "facts.csv-metadata.json": (
        lambda release: json_file(csvw(release, "facts.csv")),
        "application/json",
        "The columns of facts.csv, by CSV on the Web",
    ),
    "entities.csv-metadata.json": (
        lambda release: json_file(csvw(release, "entities.csv")),
        "application/json",
        "The columns of entities.csv, by CSV on the Web",
    ),
    "datapackage.json": (
        lambda release: json_file(data_package(release)),
        "application/json",
        "The columns of facts.csv and entities.csv, as a Data Package",
    ),
    "croissant.json": (
        lambda release: json_file(croissant(release)),
        "application/json",
        "The tables for machine learning, by Croissant",
    ),
    **REPOSITORY_FILES,
}
"""What describes the release, likewise."""


def catalogue_files(release: Release) -> Iterator[ReleaseFile]:
    """Yield the descriptions of a release, the last of which describes the others too."""
    made = []
    for name, (write, media_type, description) in DESCRIPTIONS.items():
        made.append(ReleaseFile(PurePosixPath(name), write(release), media_type, description))
    yield from made
    whole = replace(release, files=(*release.files, *made))
    description = "The release and each of its files, as an RO-Crate"
    yield ReleaseFile(PurePosixPath(CRATE), json_file(ro_crate(whole)), "application/json", description)


def json_file(content: Mapping[str, Any]) -> bytes:
    """Return the content as a file of JSON that people can read."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()

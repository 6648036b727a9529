"""Releases written into a folder."""

import os
import re
from pathlib import Path

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project
from azkz_graph.disk.atomic_folder import publish
from azkz_graph.export.release import release
from azkz_graph.export.release_files import Release
from azkz_graph.problem import UsageError


def build(dataset: Dataset, folder: Path, bom: bool = False) -> Release:
    """Write the release of a dataset into a folder, in the place of the release that it holds.

    The dataset must be derived and free of errors. SOURCE_DATE_EPOCH, if set, is the time of the files. With `bom`,
    tables of CSV begin with a byte order mark.
    Source: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        UsageError: the folder cannot be used, see `publish`, or SOURCE_DATE_EPOCH is no number.
    """
    refuse_authored_folders(dataset.project, folder)
    mtime = source_date(os.environ.get("SOURCE_DATE_EPOCH"))
    made = release(dataset, bom)
    publish(made.contents(), folder, mtime)
    return made


def refuse_authored_folders(project: Project, folder: Path) -> None:
    """Raise UsageError if the folder to build into lies among what the authors write."""
    for sources in (project.data, project.ontology, project.queries):
        if folder.resolve().is_relative_to(sources.resolve()):
            raise UsageError(f"{folder} is among the authored files of {sources}; name a folder outside them")


def source_date(text: str | None) -> int | None:
    """Read the seconds since 1970 from SOURCE_DATE_EPOCH.

    >>> source_date("1700000000")
    1700000000
    """
    if text and not re.fullmatch(r"[0-9]{1,11}", text):
        raise UsageError(f"SOURCE_DATE_EPOCH is {text!r}; make it a number of seconds since 1970")
    return int(text) if text else None

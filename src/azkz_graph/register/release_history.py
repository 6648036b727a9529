"""History of a dataset: what each release published, and what is to follow."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.dataset_record import dataset_record
from azkz_graph.register.comparison import Change, Renames, compare
from azkz_graph.register.published_contents import NOTHING, Contents, dataset_contents
from azkz_graph.register.release_register import read_entry, read_register


class Edition(NamedTuple):
    """What a version published; version and date are empty where none has been given yet."""

    version: str
    issued: str
    contents: Contents


class Step(NamedTuple):
    """A version with what has changed since the one before; the first has none before, and no changes."""

    before: Edition | None
    after: Edition
    changes: tuple[Change, ...]


def read_history(data: Path) -> tuple[Edition, ...]:
    """Read what each release published, the oldest first; nothing if a project has no register.

    Raises:
        UsageError: the register cannot be read.
    """
    releases = read_register(data)
    return tuple(Edition(each.version, each.issued, read_entry(data, each.version)) for each in releases)


def current_edition(dataset: Dataset, history: Sequence[Edition]) -> Edition:
    """Return what the derived dataset holds; while its version is that of a release, it has none of its own."""
    contents = dataset_contents(dataset, history[-1].contents if history else NOTHING)
    record = dataset_record(dataset)
    if any(edition.version == record.version for edition in history):
        return Edition("", "", contents)
    return Edition(record.version, record.issued, contents)


def compare_editions(editions: Sequence[Edition], renames: Renames) -> tuple[Step, ...]:
    """Return each version with what has changed since the one before, the oldest first."""
    return tuple(
        Step(before, after, compare(before.contents, after.contents, renames) if before else ())
        for before, after in zip((None, *editions), editions, strict=False)
    )


def last_editions(history: Sequence[Edition]) -> Mapping[str, Edition]:
    """Return the last release that published each identifier, by shortened IRI; facts are not among them."""
    return {iri: edition for edition in history for iri in edition.contents.identifiers}

"""Agreement of the register with the archives of its releases, as far as these are at hand."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from azkz_graph.check.earlier_releases import EarlierReleases
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.register.release_history import Edition
from azkz_graph.register.release_register import FOLDER, RegisteredRelease, read_register
from azkz_graph.versions.release_archive import open_release
from azkz_graph.versions.release_contents import release_contents

MOST_NAMED: Final = 3
"""How many lost identifiers a problem names."""


def register_disagreements(earlier: EarlierReleases, archives: Path) -> Iterator[Problem]:
    """Yield each entry of the register that lacks, or adds to, what the archive of its release holds.

    That is, its identifiers, and its facts with their triples. An archive that is not at hand is passed over.
    """
    data = earlier.dataset.project.data
    rows = {row.version: row for row in read_register(data)}
    for edition in earlier.history:
        row = rows[edition.version]
        path = archives / row.archive
        if path.is_file():
            yield from entry_disagreements(edition, row, path, data / FOLDER)


def entry_disagreements(
    edition: Edition, row: RegisteredRelease, path: Path, register: Path
) -> Iterator[Problem]:
    """Yield in what an entry disagrees with an archive."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != row.sha256:
        what = f"{path} is not the archive of {row.version} that the register has"
        yield error(
            register / "releases.tsv", what, "put back the archive that was released, or the register"
        )
        return
    held = release_contents(open_release(path))
    tables = (
        ("identifiers.tsv", edition.contents.identifiers, held.identifiers),
        ("facts.tsv", triples(edition), {iri: fact.triple for iri, fact in held.facts.items()}),
    )
    for name, stated, true in tables:
        differing = sorted(
            iri
            for iri in stated.keys() | true.keys()
            if (iri in stated) != (iri in true) or (name == "facts.tsv" and stated[iri] != true[iri])
        )
        if differing:
            more = f" and {len(differing) - MOST_NAMED} more" if len(differing) > MOST_NAMED else ""
            what = f"the entry differs from {path.name} in {', '.join(differing[:MOST_NAMED])}{more}"
            yield error(register / row.version / name, what, "put back the file as it was released")


def triples(edition: Edition) -> Mapping[str, tuple[str, str, str]]:
    """Return the triples of the facts by their IRIs."""
    return {iri: fact.triple for iri, fact in edition.contents.facts.items()}


def error(path: Path, what: str, mend: str) -> Problem:
    """Build the problem of a file of the register."""
    return Problem(Place(path, 1), Severity.ERROR, "register", what, mend)

"""Register of releases: what each published, as tables that people can review and that git can compare.

`data/releases/` has `releases.tsv`, a row for each release, and for each of them a folder with `identifiers.tsv` and
`facts.tsv`. Texts are escaped as in N-Triples: backslash, tab, line feed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from azkz_graph.disk.safe_path import fault
from azkz_graph.problem import UsageError
from azkz_graph.register.published_contents import Contents, Identifier, PublishedFact
from azkz_graph.routes.document_paths import LANGUAGES

FOLDER: Final = "releases"
"""The folder of the register, in that of the data."""

RELEASES: Final = ("version", "issued", "archive", "sha256")
IDENTIFIERS: Final = ("iri", "kind", "classes", "meaning", "definition", "digest", *LANGUAGES)
FACTS: Final = ("fact", "subject", "predicate", "object", "origin", "grounds")

VERSION: Final = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
"""A version's number: major, minor and patch. Source: https://semver.org."""


@dataclass(frozen=True)
class RegisteredRelease:
    """A release in the register: its version, its date, and its archive with the SHA-256 of that."""

    version: str
    issued: str
    archive: str
    sha256: str

    @property
    def number(self) -> tuple[int, ...]:
        """Return the version as numbers, by which releases are ordered."""
        return version_number(self.version)


def version_number(version: str) -> tuple[int, ...]:
    """Return the numbers of a version; none if it is no version.

    >>> version_number("1.10.0") > version_number("1.9.0")
    True
    """
    found = VERSION.fullmatch(version)
    return tuple(map(int, found.groups())) if found else ()


def read_register(data: Path) -> tuple[RegisteredRelease, ...]:
    """Read which releases there were, the oldest first; none if a project has no register.

    Raises:
        UsageError: a line cannot be understood.
    """
    path = data / FOLDER / "releases.tsv"
    if not path.is_file():
        return ()
    found: list[RegisteredRelease] = []
    for line, row in read_table(path, RELEASES):
        if not VERSION.fullmatch(row[0]):
            raise UsageError(f"{path}:{line}: {row[0]!r} is no version; write it as 1.0.0")
        if any(row[0] == release.version for release in found):
            raise UsageError(f"{path}:{line}: {row[0]} is there twice; remove the line that is wrong")
        if fault(row[2]) or "/" in row[2]:
            raise UsageError(f"{path}:{line}: {row[2]!a} is no name of an archive; write azkz-{row[0]}.zip")
        found.append(RegisteredRelease(*row))
    return tuple(sorted(found, key=lambda release: release.number))


def read_entry(data: Path, version: str) -> Contents:
    """Read what a release published.

    Raises:
        UsageError: a file is missing, or a line cannot be understood.
    """
    folder = data / FOLDER / version
    identifiers = (
        Identifier(iri, kind, words(classes), meaning, definition, digest, tuple(labels))
        for _, (iri, kind, classes, meaning, definition, digest, *labels) in read_table(
            folder / "identifiers.tsv", IDENTIFIERS
        )
    )
    facts = (
        PublishedFact(iri, subject, predicate, object, origin, words(grounds))
        for _, (iri, subject, predicate, object, origin, grounds) in read_table(folder / "facts.tsv", FACTS)
    )
    return Contents({each.iri: each for each in identifiers}, {each.iri: each for each in facts})


def entry_files(contents: Contents, release: RegisteredRelease) -> Mapping[PurePosixPath, bytes]:
    """Return the files of a release's entry, by their paths in the folder of the register."""
    identifiers = (
        (
            each.iri,
            each.kind,
            " ".join(each.classes),
            each.meaning,
            each.definition,
            each.digest,
            *each.labels,
        )
        for each in sorted(contents.identifiers.values(), key=lambda each: (each.kind, each.iri))
    )
    facts = (
        (each.iri, *each.triple, each.origin, " ".join(each.grounds))
        for each in sorted(contents.facts.values(), key=lambda each: (*each.triple, each.iri))
    )
    folder = PurePosixPath(release.version)
    return {
        folder / "identifiers.tsv": write_table(IDENTIFIERS, identifiers),
        folder / "facts.tsv": write_table(FACTS, facts),
    }


def releases_file(releases: Iterable[RegisteredRelease]) -> bytes:
    """Return the table of all releases."""
    rows = sorted(releases, key=lambda release: release.number)
    return write_table(RELEASES, ((each.version, each.issued, each.archive, each.sha256) for each in rows))


def words(text: str) -> tuple[str, ...]:
    """Return the parts of a list in one cell."""
    return tuple(text.split())


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table with a header line, its cells separated by tabs."""
    return "".join("\t".join(map(escape, row)) + "\n" for row in (header, *rows)).encode()


def read_table(path: Path, header: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with their line numbers.

    Raises:
        UsageError: the file cannot be read, has another header, or a row has another number of cells.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"{path} cannot be read ({fault}); take it from the release that it belongs to"
        ) from None
    lines = text.removesuffix("\n").split("\n")
    if lines[0].split("\t") != list(header):
        raise UsageError(f"{path}:1: the columns are not {', '.join(header)}; take the file from its release")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            what = f"{len(cells)} cells instead of {len(header)}"
            raise UsageError(f"{path}:{number}: {what}; take the file from its release")
        yield number, [unescape(cell) for cell in cells]


ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
ESCAPED: Final = re.compile(r"\\([\\tnr])")


def escape(text: str) -> str:
    r"""Return a text as a cell.

    >>> escape("a\tb\\n")
    'a\\tb\\\\n'
    """
    return text.translate(ESCAPES)


def unescape(cell: str) -> str:
    r"""Return the text of a cell.

    >>> unescape(escape("a\tb\\n")) == "a\tb\\n"
    True
    """
    return ESCAPED.sub(lambda match: {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}[match[1]], cell)

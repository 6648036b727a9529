"""Faults in the data as values, and faults in the use of the program as the one error."""

from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple


class UsageError(Exception):
    """The program was asked for something that it cannot do; one sentence says what, and what to ask instead.

    One sentence says what, and what to ask instead.
    """


def lack(user: str, package: str, extra: str) -> UsageError:
    """Say that a package is not installed that `user` needs, and how to install the extra that brings it.

    >>> print(lack("azkz site", "babel", "site"))
    azkz site needs babel, which is not installed; in a checkout of azkz-graph run pip install '.[site]'
    """
    return UsageError(
        f"{user} needs {package}, which is not installed; in a checkout of azkz-graph run pip install '.[{extra}]'"
    )


class Severity(IntEnum):
    """How bad a problem is; an error prevents any build."""

    ERROR = 0
    WARNING = 1
    INFO = 2


class Place(NamedTuple):
    """A line of an authored file; lines count from 1.

    A tuple, because there is one for every triple: it is made, compared and hashed far faster than a dataclass.
    """

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of the authored files.

    `code` names the check that found it: a shape's IRI, or a word such as `syntax`. `note` is the IRI of the
    editorial note that explains the problem, if there is one.
    """

    place: Place
    severity: Severity
    code: str
    what: str
    mend: str
    note: str | None = field(default=None)

    def row(self) -> dict[str, str | int | None]:
        """Return the columns of tables except the file, which each table names in its own way."""
        return {
            "line": self.place.line,
            "severity": self.severity.name.lower(),
            "code": self.code,
            "what": self.what,
            "mend": self.mend,
            "note": self.note,
        }

"""Mementos: a document's states in each version, by date, and the headers and lists that lead to them.

The date of a memento is that of its release, at midnight in Greenwich, for a release has a date and no time. Between
two releases the earlier one holds. Source: RFC 7089.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final

from azkz_graph.routes.version_paths import LINK_FORMAT

JSON: Final = "application/json"
DATE: Final = "%a, %d %b %Y %H:%M:%S GMT"
"""The one form of a date that clients may send. Source: RFC 7089, section 2.1.1; RFC 1123."""


@dataclass(frozen=True)
class Memento:
    """A state of a document: the version, when it was released, and the URL of the state."""

    version: str
    released: datetime
    url: str

    @property
    def date(self) -> str:
        """Return when it was released, as headers write it."""
        return format_datetime(self.released, usegmt=True)


@dataclass(frozen=True)
class Original:
    """A document as it is now, by its URL; its TimeGate, its TimeMap, and its mementos, the oldest first."""

    url: str
    timegate: str
    timemap: str
    mementos: Sequence[Memento]

    def at(self, when: datetime | None) -> Memento:
        """Return the state at a time, by default the latest; before all, the first."""
        past = [each for each in self.mementos if when is None or each.released <= when]
        return past[-1] if past else self.mementos[0]

    def links(self, chosen: Memento) -> str:
        """Return the header Link of a memento, or of the redirection to it. Source: RFC 7089, section 2.2."""
        return ", ".join([f'<{self.url}>; rel="original"', self.announcement(), *self.neighbours(chosen)])

    def announcement(self) -> str:
        """Return the items of the header Link that lead to the TimeGate and the TimeMap."""
        return f'<{self.timegate}>; rel="timegate", <{self.timemap}>; rel="timemap"; type="{LINK_FORMAT}"'

    def neighbours(self, chosen: Memento) -> Iterator[str]:
        """Yield links to the memento, and to those that are the first, the last, before and after it."""
        place, last = self.mementos.index(chosen), len(self.mementos) - 1
        for at, each in enumerate(self.mementos):
            places = {"first": 0, "last": last, "prev": place - 1, "next": place + 1}
            roles = [role for role, found in places.items() if found == at]
            if roles or at == place:
                yield f'<{each.url}>; rel="{" ".join([*roles, "memento"])}"; datetime="{each.date}"'

    def link_format(self) -> bytes:
        """Return the TimeMap. Source: RFC 7089, section 5."""
        first, last = self.mementos[0], self.mementos[-1]
        lines = [
            f'<{self.url}>; rel="original"',
            f'<{self.timemap}>; rel="self"; type="{LINK_FORMAT}"; from="{first.date}"; until="{last.date}"',
            f'<{self.timegate}>; rel="timegate"',
        ]
        for each in self.mementos:
            ends = [name for name, end in (("first", first), ("last", last)) if each is end]
            lines.append(f'<{each.url}>; rel="{" ".join([*ends, "memento"])}"; datetime="{each.date}"')
        return (",\n".join(lines) + "\n").encode()

    def json(self) -> dict[str, Any]:
        """Return the TimeMap as JSON, as https://github.com/oduwsdl/MemGator and others write it."""
        listed = [
            {"datetime": f"{each.released:%Y-%m-%dT%H:%M:%SZ}", "uri": each.url} for each in self.mementos
        ]
        return {
            "original_uri": self.url,
            "self": self.timemap,
            "mementos": {"first": listed[0], "last": listed[-1], "list": listed},
            "timegate_uri": self.timegate,
            "timemap_uri": {"link_format": self.timemap, "json_format": self.timemap},
        }


def read_date(text: str) -> datetime:
    """Read the value of Accept-Datetime.

    >>> read_date("Sun, 22 Nov 2026 12:30:00 GMT").isoformat()
    '2026-11-22T12:30:00+00:00'

    Raises:
        ValueError: it is no such date.
    """
    return datetime.strptime(text.strip(), DATE).replace(tzinfo=UTC)


def release_time(issued: str) -> datetime:
    """Return when a release of that date was made.

    >>> release_time("2026-11-22").isoformat()
    '2026-11-22T00:00:00+00:00'
    """
    return datetime.fromisoformat(issued).replace(tzinfo=UTC)

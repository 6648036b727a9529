"""Differences of versions for people and for programs: as an outline, Markdown, CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from azkz_graph.register.comparison import Change
from azkz_graph.text.markdown_table import markdown, markdown_cell
from azkz_graph.text.text_outline import Outline
from azkz_graph.versions.change_graph import change_graph
from azkz_graph.versions.version_difference import Difference, plural
from azkz_graph.vocabulary import expand

MOST_LINES: Final = 20
"""How many changes of one kind an outline has."""

COLUMNS: Final = ("kind", "change", "iri", "label", "before", "after", "replaced_by")


def outline(difference: Difference) -> Outline:
    """Return what changed, by kinds, for people; of a kind only the first changes."""
    title = f"{difference.old.name} → {difference.new.name}: {difference.summary()}"
    sections = []
    for (kind, alteration), changes in difference.groups().items():
        shown = [
            Outline(difference.words(change), origin=change.iri if change.kind == "fact" else "")
            for change in changes[:MOST_LINES]
        ]
        if more := len(changes) - len(shown):
            shown.append(Outline(f"… and {more:,} more; --format csv has them all"))
        heading = f"{plural(kind).capitalize()} {alteration} ({len(changes):,})"
        sections.append(Outline(heading, items=tuple(shown)))
    return Outline(title, items=tuple(sections))


def text(difference: Difference) -> bytes:
    """Return the outline in plain lines."""
    return f"{outline(difference)}\n".encode()


def markdown_page(difference: Difference) -> bytes:
    """Return what changed as Markdown, with a table for each kind of change."""
    title = f"# {markdown_cell(difference.old.name)} → {markdown_cell(difference.new.name)}"
    parts = [f"{title}\n\n{difference.summary().capitalize()}.\n", *change_tables(difference, "##")]
    return "\n".join(parts).encode()


def change_tables(difference: Difference, level: str) -> Iterator[str]:
    """Yield a table in Markdown for each kind of change, under a heading that begins with the signs of its level."""
    for (kind, alteration), changes in difference.groups().items():
        rows = [[change.iri, difference.words(change)] for change in changes]
        yield f"{level} {plural(kind).capitalize()} {alteration}\n\n{markdown(['identifier', 'change'], rows)}"


def records(difference: Difference) -> Iterator[Mapping[str, Any]]:
    """Yield each change with whole IRIs; `before` and `after` have shortened ones."""
    for change in difference.changes:
        yield {
            "kind": change.kind,
            "change": change.alteration.value,
            "iri": whole(change.iri),
            "label": label(difference, change),
            "before": change.before,
            "after": change.after,
            "replaced_by": [whole(iri) for iri in change.replaced_by],
        }


def label(difference: Difference, change: Change) -> str:
    """Return what people call what changed; for a fact its subject and predicate."""
    if change.kind != "fact":
        return difference.label(change.iri)
    fact = difference.old.contents.facts.get(change.iri) or difference.new.contents.facts[change.iri]
    return " · ".join(difference.label(term) or term for term in fact.triple[:2])


def csv_table(difference: Difference) -> bytes:
    """Return the changes as CSV in UTF-8, a row each; what replaces something is joined by spaces. Source: RFC 4180."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records(difference):
        writer.writerow({**record, "replaced_by": " ".join(record["replaced_by"])}.values())
    return sink.getvalue().encode()


def json_document(difference: Difference) -> bytes:
    """Return the versions, how many of what changed, and the changes, as JSON."""
    counts: dict[str, dict[str, int]] = {}
    for (kind, alteration), changes in difference.groups().items():
        counts.setdefault(kind, {})[alteration.value] = len(changes)
    content = {
        **{
            key: {"name": version.name, "iri": version.iri or None}
            for key, version in (("old", difference.old), ("new", difference.new))
        },
        "counts": counts,
        "changes": list(records(difference)),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def whole(iri: str) -> str:
    """Return the IRI that was shortened.

    >>> whole("id:baku"), whole("<mailto:a@example.org>")
    ('https://w3id.org/azkz/id/baku', 'mailto:a@example.org')
    """
    return expand(iri) or iri.removeprefix("<").removesuffix(">")


FORMATS: Final[Mapping[str, Callable[[Difference], bytes]]] = {
    "text": text,
    "markdown": markdown_page,
    "csv": csv_table,
    "json": json_document,
    "ttl": change_graph,
}
"""The formats, by name."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text",
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".ttl": "ttl",
}
"""The format that the suffix of a file means."""

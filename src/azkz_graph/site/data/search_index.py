"""Index that the search page loads, in MiniSearch's own form.

Source: the form that MiniSearch 7 writes as JSON, https://lucaong.github.io/minisearch/ (`toJSON`, version 2).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.data.ask_data import script
from azkz_graph.site.data.search_entries import SearchEntry
from azkz_graph.site.data.search_folding import fold_words
from azkz_graph.vocabulary import BASE

FIELDS: Final = (*LANGUAGES, "names", "text")
"""What is searched: the names by language, other names, and descriptions."""

BOOST: Final[Mapping[str, float]] = {**dict.fromkeys(LANGUAGES, 3.0), "names": 2.0, "text": 1.0}
"""How much more a word counts in each field."""


def search_index(
    entries: Iterable[SearchEntry], pages: Mapping[str, str], prefixes: Mapping[str, str]
) -> bytes:
    """Return the script with the index; `pages` are the paths by IRI.

    `azkzSearch` is a JSON text of {fields, boost, index, base, prefixes, pages}, which browsers read faster than a
    script. The IRIs of the last are those of the site without `base`, and others.
    """
    data = {
        "fields": FIELDS,
        "boost": BOOST,
        "index": minisearch(list(entries)),
        "base": BASE,
        "prefixes": dict(prefixes),
        "pages": {iri.removeprefix(BASE): path for iri, path in sorted(pages.items())},
    }
    return script("azkzSearch", json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def minisearch(entries: Sequence[SearchEntry]) -> dict[str, Any]:
    """Return the index of the entries, whose identifiers are their places in the sequence."""
    words = [[fold_words(field_text(entry, field)) for field in FIELDS] for entry in entries]
    lengths = [[len(set(field)) for field in fields] for fields in words]
    return {
        "documentCount": len(entries),
        "nextId": len(entries),
        "documentIds": {str(number): number for number in range(len(entries))},
        "fieldIds": {field: number for number, field in enumerate(FIELDS)},
        "fieldLength": {str(number): length for number, length in enumerate(lengths)},
        "averageFieldLength": averages(lengths),
        "storedFields": {str(number): select_stored(entry) for number, entry in enumerate(entries)},
        "dirtCount": 0,
        "index": invert(words),
        "serializationVersion": 2,
    }


def field_text(entry: SearchEntry, field: str) -> str:
    """Return what an entry has in a field."""
    return {"names": entry.names, "text": entry.texts.get(LANGUAGES[0], "")}.get(
        field, entry.labels.get(field, "")
    )


def select_stored(entry: SearchEntry) -> dict[str, Any]:
    """Return what the page shows of an entry."""
    texts = {"texts": dict(entry.texts)} if entry.texts else {}
    return {"path": entry.path, "kind": entry.kind, "labels": dict(entry.labels), **texts}


def averages(lengths: Sequence[Sequence[int]]) -> list[float]:
    """Return the mean number of different words in each field, of the entries that have any there."""
    columns = [[length for length in column if length] for column in zip(*lengths, strict=True)]
    return [sum(column) / len(column) if column else 0.0 for column in columns]


def invert(words: Sequence[Sequence[Sequence[str]]]) -> list[list[Any]]:
    """Return each word with how often it stands in each field of each entry: [word, {field: {entry: times}}]."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for number, fields in enumerate(words):
        for place, field in enumerate(fields):
            for word, times in Counter(field).items():
                found.setdefault(word, {}).setdefault(str(place), {})[str(number)] = times
    return [[word, found[word]] for word in sorted(found)]

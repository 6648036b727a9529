"""The part of the version that each change raises."""

import pytest

from azkz_graph.register.comparison import Alteration, Change
from azkz_graph.register.version_rule import Level, change_level, changes_meaning, level, shares_no_word

A = Alteration


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("thing", A.WITHDRAWN, "id:a"), Level.MAJOR),
        (Change("graph", A.WITHDRAWN, "graph:a"), Level.MAJOR),
        (Change("thing", A.RECLASSIFIED, "id:a", "azkz:Place", "azkz:State"), Level.MAJOR),
        (
            Change("term", A.REDEFINED, "azkz:a", "rdfs:range azkz:Place", "rdfs:range azkz:State"),
            Level.MAJOR,
        ),
        (Change("term", A.REDEFINED, "azkz:a", "", "rdfs:range azkz:State"), Level.MAJOR),
        (Change("note", A.REDEFINED, "id:a", "schema:about id:b", "schema:about id:c"), Level.MAJOR),
        (Change("query", A.REDEFINED, "query:a", "country year", "country"), Level.MAJOR),
        (Change("query", A.REDEFINED, "query:a", "country", "country year"), Level.MINOR),
        (Change("thing", A.RECLASSIFIED, "id:a", "azkz:Place", "azkz:Place azkz:Port"), Level.MINOR),
        (Change("note", A.REDEFINED, "id:a", "schema:about id:b", "schema:about id:a id:b"), Level.MINOR),
        (Change("thing", A.ADDED, "id:a"), Level.MINOR),
        (Change("fact", A.WITHDRAWN, "fact:a"), Level.MINOR),
        (Change("fact", A.CORRECTED, "fact:a"), Level.MINOR),
        (Change("fact", A.MOVED, "fact:a"), Level.MINOR),
        (Change("passage", A.MOVED, "id:a/b", "3-9", "3-10"), Level.MINOR),
        (Change("query", A.ALTERED, "query:a"), Level.MINOR),
        (Change("shape", A.ALTERED, "shape:a"), Level.MINOR),
        (Change("query", A.RELABELLED, "query:a"), Level.PATCH),
        (Change("thing", A.RELABELLED, "id:a"), Level.PATCH),
        (Change("term", A.REWORDED, "azkz:a"), Level.PATCH),
        (Change("dataset", A.ALTERED, "<https://w3id.org/azkz/dataset>"), Level.PATCH),
    ],
)
def test_levels(change: Change, expected: Level) -> None:
    assert change_level(change) is expected
    assert changes_meaning(change) is (expected is Level.MAJOR and change.alteration is not A.WITHDRAWN)


def test_the_greatest_change_counts() -> None:
    changes = [Change("thing", A.RELABELLED, "id:a"), Change("fact", A.ADDED, "fact:a")]
    assert level(changes) is Level.MINOR
    assert level([]) is Level.NONE


@pytest.mark.parametrize(
    ("alteration", "before", "after", "expected"),
    [
        (A.RELABELLED, "Baku@en", "BAKU (city)@en", False),
        (A.RELABELLED, "Baku@en", "Aktau@en", True),
        (A.RELABELLED, "", "Aktau@en", False),
        (A.RELABELLED, "Baku@en", "", False),
        (A.REWORDED, "The city where it sits.", "The day on which it began.", True),
        (A.REWORDED, "The city where it sits.", "The city that is its seat.", False),
        (A.MOVED, "3-9", "10-12", False),
    ],
)
def test_labels_and_definitions_of_other_words(
    alteration: Alteration, before: str, after: str, expected: bool
) -> None:
    assert shares_no_word(Change("term", alteration, "azkz:a", before, after)) is expected

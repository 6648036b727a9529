"""What the beginning of a name may become."""

import pytest
from reconciling import HOSTILE, real_names, real_store, store_of

from azkz_graph.problem import UsageError
from azkz_graph.reconcile.name_index import read_names
from azkz_graph.reconcile.suggestions import PAGE, What, suggest


def ids(what: What, prefix: str, cursor: int = 0) -> list[str]:
    return [item["id"] for item in suggest(real_names(), real_store(), what, prefix, cursor)["result"]]


@pytest.mark.parametrize(
    ("what", "prefix", "first"),
    [
        ("entity", "Kaz", "kazakhstan"),
        ("entity", "kazakhst", "kazakhstan"),
        ("entity", "באק", "baku"),
        ("entity", "Қазақ", "kazakhs"),
        ("entity", "Тбил", "tbilisi"),
        ("entity", "Nazarb", "nursultan-nazarbayev"),
        ("entity", "aliy", "aliyev"),
        ("entity", "Un", "united-nations"),
        ("entity", "Q232", "kazakhstan"),
        ("entity", "https://w3id.org/azkz/id/baku", "baku"),
        ("entity", "id:bak", "baku"),
        ("entity", "Kazakstan", "kazakhstan"),
        ("type", "pla", "Place"),
        ("type", "מקום", "Place"),
        ("type", "schema:Pl", "schema:Place"),
        ("type", "azkz:State", "State"),
        ("property", "tw", "twinnedWith"),
        ("property", "label", "rdfs:label"),
        ("property", "name", "rdfs:label"),
        ("property", "azkz:sending", "sendingState"),
        ("property", "עיר תאומה", "twinnedWith"),
    ],
)
def test_the_likeliest_is_first(what: What, prefix: str, first: str) -> None:
    assert ids(what, prefix)[0] == first


def test_a_suggestion_is_whole() -> None:
    assert suggest(real_names(), real_store(), "entity", "קזחסטן", 0)["result"][0] == {
        "id": "kazakhstan",
        "name": "קזחסטן",
        "description": "מדינה במרכז אסיה, אחת משני הצדדים ליחסים",
        "notable": [{"id": "State", "name": "state"}],
    }
    assert suggest(real_names(), real_store(), "property", "twinned", 0)["result"] == [
        {"id": "twinnedWith", "name": "twinned with", "description": "Is a twin town of."}
    ]


def test_an_identifier_is_named_in_the_readers_language() -> None:
    found = suggest(real_names(), real_store(), "entity", "id:abai-q", 0, "kk")["result"]
    assert [item["name"] for item in found] == ["Абай Құнанбайұлы"]


@pytest.mark.parametrize("what", ["entity", "type", "property"])
def test_pages_together_are_everything_once(what: What) -> None:
    index = real_names()
    entries = {"entity": index.entities, "type": index.types, "property": index.properties}[what]
    pages = [ids(what, "", cursor) for cursor in range(0, len(entries) + PAGE, PAGE)]
    assert sorted(id for page in pages for id in page) == sorted(entry.id for entry in entries.values())
    assert all(len(page) <= PAGE for page in pages)
    assert pages[-1] == []


@pytest.mark.parametrize("prefix", ["xyzzy", "?!", "\ud800", "x" * 10_000])
def test_nothing_begins_so(prefix: str) -> None:
    assert ids("entity", prefix) == ids("type", prefix) == ids("property", prefix) == []


def test_what_cannot_be_answered_is_refused() -> None:
    with pytest.raises(UsageError, match="cursor is below zero"):
        ids("entity", "Baku", -1)
    with pytest.raises(UsageError, match="prefix has 10001 characters"):
        ids("entity", "x" * 10_001)


def test_things_without_names_are_suggested_by_their_identifiers() -> None:
    store = store_of(HOSTILE)
    found = suggest(read_names(store), store, "entity", "nam", 0)["result"]
    assert found == [{"id": "nameless", "name": "nameless", "notable": [{"id": "Place", "name": "Place"}]}]

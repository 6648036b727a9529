import json

from azkz_graph.site.data.search_entries import SearchEntry
from azkz_graph.site.data.search_index import FIELDS, averages, minisearch, search_index
from azkz_graph.vocabulary import ID

BAKU = SearchEntry(
    "doc/baku", "thing", {"en": "Baku", "az": "Bakı"}, "Baki city", {"en": "City in Azerbaijan"}
)
STATE = SearchEntry("ontology/index#State", "term", {"en": "State", "he": "מדינה"})


def test_words_lead_to_fields_and_entries() -> None:
    index = dict(minisearch([BAKU, STATE])["index"])
    name, names, text = (str(FIELDS.index(field)) for field in ("az", "names", "text"))
    assert index["baki"] == {name: {"0": 1}, names: {"0": 1}}
    assert index["city"] == {names: {"0": 1}, text: {"0": 1}}
    assert index["מדינה"] == {str(FIELDS.index("he")): {"1": 1}}


def test_entries_keep_what_the_page_shows() -> None:
    index = minisearch([BAKU, STATE])
    assert index["storedFields"] == {
        "0": {
            "path": "doc/baku",
            "kind": "thing",
            "labels": {"en": "Baku", "az": "Bakı"},
            "texts": {"en": "City in Azerbaijan"},
        },
        "1": {"path": "ontology/index#State", "kind": "term", "labels": {"en": "State", "he": "מדינה"}},
    }


def test_lengths_count_different_words() -> None:
    index = minisearch([SearchEntry("a", "thing", {"en": "one two two"}), STATE])
    assert index["fieldLength"]["0"] == [2, 0, 0, 0, 0, 0, 0]
    assert averages([[2, 0], [1, 0]]) == [1.5, 0.0]


def test_the_script_gives_a_text_of_json_that_ends_no_script() -> None:
    hostile = SearchEntry("x", "thing", {"en": "</script>\u2028"})
    written = search_index([hostile], {ID + "baku": "doc/baku"}, {"id": ID}).decode()
    assert "</script" not in written
    assert "\u2028" not in written
    text = written.removeprefix("globalThis.azkzSearch=").removesuffix(";\n")
    data = json.loads(json.loads(text))
    assert data["index"]["storedFields"]["0"]["labels"]["en"] == "</script>\u2028"
    assert data["fields"] == list(FIELDS)
    assert data["pages"] == {"id/baku": "doc/baku"}

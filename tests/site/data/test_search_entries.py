import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from shown_triples import words_of

from azkz_graph.site.data.search_entries import SearchEntry, search_entries
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import ID, ONTOLOGY

DATA = """
id:baku a azkz:Place ; rdfs:label "Baku"@en , "Баку"@ru ; schema:alternateName "Bakü"@en ;
    dct:description "City"@en , "Город"@ru .
id:article/o1 a azkz:Passage ; rdfs:label "Overview 1"@en ; dct:description "Something was said."@en .
id:article/fn1 a azkz:Footnote ; rdfs:label "Footnote 1"@en ; cito:cites id:source .
id:source a azkz:Source ; dct:title "Title cited"@en .
azkz:wasPartOf a owl:ObjectProperty ; rdfs:label "was part of"@en ; skos:definition "Belonged to"@en .
id:nameless a azkz:Place .
id:exports a azkz:Figure ; rdfs:label "Exports"@en ; schema:value 129 ; azkz:hedge azkz:About , azkz:Estimated .
azkz:Estimated rdfs:label "estimated"@en , "по оценке"@ru .
"""
PAGES = {
    ID + "baku": "doc/baku",
    ID + "article/o1": "doc/article/o1",
    ID + "article/fn1": "doc/article/fn1",
    ID + "nameless": "doc/nameless",
    ID + "exports": "doc/exports",
    ONTOLOGY + "wasPartOf": "ontology/index#wasPartOf",
}


@pytest.fixture(scope="module")
def entries() -> Mapping[str, SearchEntry]:
    text = re.sub(r"id:(article/\w+)", rf"<{ID}\1>", DATA)
    words = [words_of(text, language) for language in ("en", "ru")]
    query = QueryFile(Path("twin-towns.rq"), "#+ summary: Which towns?\n#+ tags: [places]\nASK {}")
    return {entry.path: entry for entry in search_entries(words, [query], PAGES)}


def test_everything_with_a_name_and_a_page_is_found(entries: Mapping[str, SearchEntry]) -> None:
    assert {path: entry.kind for path, entry in entries.items()} == {
        "doc/baku": "thing",
        "doc/exports": "thing",
        "doc/article/o1": "passage",
        "doc/article/fn1": "footnote",
        "ontology/index#wasPartOf": "term",
        "query/twin-towns": "question",
    }


def test_names_in_all_languages_and_descriptions(entries: Mapping[str, SearchEntry]) -> None:
    assert entries["doc/baku"] == SearchEntry(
        "doc/baku", "thing", {"en": "Baku", "ru": "Баку"}, "Bakü · baku", {"en": "City", "ru": "Город"}
    )


def test_a_figure_is_shown_by_its_value(entries: Mapping[str, SearchEntry]) -> None:
    assert entries["doc/exports"].texts == {"en": "about 129 (estimated)", "ru": "около 129 (по оценке)"}


def test_a_footnote_is_found_by_what_it_cites(entries: Mapping[str, SearchEntry]) -> None:
    assert "Title cited" in entries["doc/article/fn1"].names


def test_a_term_is_found_by_its_definition_and_the_words_of_its_name(
    entries: Mapping[str, SearchEntry],
) -> None:
    term = entries["ontology/index#wasPartOf"]
    assert (term.names, term.texts) == ("was part of", {"en": "Belonged to"})


def test_a_question_is_found_by_its_name_and_tags(entries: Mapping[str, SearchEntry]) -> None:
    question = entries["query/twin-towns"]
    assert (question.labels, question.names) == ({"en": "Which towns?"}, "twin towns places")

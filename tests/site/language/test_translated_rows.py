"""Answers in the language of a page."""

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode
from shown_triples import index_of

from azkz_graph.charts.answer_rows import Row, Rows
from azkz_graph.site.language.translated_rows import translate_answer
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import ID

GRAPH = """
id:baku rdfs:label "Baku"@en , "Баку"@ru , "באקו"@he .
id:medal rdfs:label "medal"@en , "медаль"@ru . id:prize rdfs:label "medal"@en , "награда"@ru .
id:many rdfs:label "many"@en , "много"@ru , "многие"@ru .
"""
BAKU = NamedNode(ID + "baku")
QUERY = QueryFile(Path("any.rq"), "SELECT * {}")


def shown(
    language: str, query: QueryFile = QUERY, **columns: Sequence[Literal | NamedNode | None]
) -> list[dict[str, str]]:
    """What a page shows of an answer with these columns."""
    rows = (dict(zip(columns, terms, strict=True)) for terms in zip(*columns.values(), strict=True))
    found = Rows(
        tuple(columns),
        tuple(Row({name: term for name, term in row.items() if term is not None}) for row in rows),
    )
    made = translate_answer(query, found, index_of(GRAPH), language)
    return [{name: term.value for name, term in row.terms.items()} for row in made]  # type: ignore[union-attr]


def en(text: str) -> Literal:
    return Literal(text, language="en")


def test_english_texts_are_shown_as_the_graph_says_them_in_the_language() -> None:
    names = [en("Baku"), None, en("harbour")]
    assert shown("ru", name=names, city=[BAKU] * 3) == [
        {"name": "Баку", "city": BAKU.value},
        {"city": BAKU.value},
        {"name": "harbour", "city": BAKU.value},
    ]
    assert shown("en", name=[en("Baku")]) == [{"name": "Baku"}]
    assert shown("kk", name=[en("Baku")]) == [{"name": "Baku"}]


def test_a_text_that_has_several_translations_stays() -> None:
    assert shown("ru", name=[en("medal"), en("many")]) == [{"name": "medal"}, {"name": "many"}]


def test_of_several_translations_that_of_a_thing_in_the_row_counts() -> None:
    assert shown("ru", name=[en("medal")], thing=[NamedNode(ID + "prize")]) == [
        {"name": "награда", "thing": ID + "prize"}
    ]


def test_a_column_of_several_languages_is_left_alone() -> None:
    mixed = [en("Baku"), Literal("באקו", language="he")]
    assert shown("ru", name=mixed) == [{"name": "Baku"}, {"name": "באקו"}]


def test_a_query_that_may_be_asked_in_a_language_is_left_alone() -> None:
    header = "#+ parameters:\n#+   language: {type: language, description: Which}\n"
    query = QueryFile(Path("any.rq"), header + 'SELECT * { VALUES ?language { "en" } }')
    assert shown("ru", query, name=[en("Baku")]) == [{"name": "Baku"}]


def test_plain_texts_and_numbers_are_left_alone() -> None:
    assert shown("ru", name=[Literal("Baku"), en("Baku")], count=[Literal(1), Literal(2)]) == [
        {"name": "Baku", "count": "1"},
        {"name": "Баку", "count": "2"},
    ]

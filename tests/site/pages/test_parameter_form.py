"""The fields by which a reader chooses values for a question."""

from dataclasses import replace
from pathlib import Path

import pytest

from azkz_graph.site.data.given_values import check_values
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.parameter_form import Parameter, QuestionForm, question_form
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.vocabulary import ID


def form(publication: Publication, name: str, language: str = "en") -> QuestionForm:
    return question_form(publication, publication.queries[name], publication.words(language, f"query/{name}"))


def test_no_parameters_no_fields(small_publication: Publication) -> None:
    assert form(small_publication, "twins") == QuestionForm("twins", ())


def test_fields_in_the_order_of_the_text(small_publication: Publication) -> None:
    assert form(small_publication, "states", "he") == QuestionForm(
        "states",
        (
            Parameter("language", "language", {"en": "Language of the names"}, '"en"', ()),
            Parameter(
                "state",
                "entity",
                {"en": "One state"},
                "UNDEF",
                ((ID + "azerbaijan", "אזרבייג'ן"), (ID + "kazakhstan", "קזחסטן")),
            ),
        ),
    )


def test_a_number_may_be_typed(small_publication: Publication) -> None:
    (parameter,) = form(small_publication, "figures").parameters
    assert parameter == Parameter("at_least", "integer", {"en": "The least value"}, "0", ())


@pytest.mark.parametrize("language", ["en", "he", "kk", "ru"])
def test_options_are_sorted_by_what_the_language_calls_them(
    language: str, small_publication: Publication
) -> None:
    labels = [text for _, text in form(small_publication, "states", language).parameters[1].options]
    assert labels == sorted(labels, key=str.casefold)
    assert len(set(labels)) == 2


def test_where_the_answer_does_not_say_every_thing_may_be_chosen(small_publication: Publication) -> None:
    text = "#+ parameters:\n#+   thing: {type: entity}\nSELECT ?o { VALUES ?thing { UNDEF } ?thing a ?o }"
    query = QueryFile(Path("what-is.rq"), text)
    queries = {**small_publication.queries, query.name: query}
    publication = replace(small_publication)
    vars(publication).update(vars(small_publication), queries=queries)
    words = publication.words("en", "query/what-is")
    found = question_form(publication, query, words)
    things = {thing.value for _, things in publication.kinds for thing in things}
    assert {iri for iri, _ in found.parameters[0].options} == things


def filled(
    publication: Publication, name: str, given: dict[str, list[str]], language: str = "en"
) -> QuestionForm:
    query = publication.queries[name]
    words = publication.words(language, f"query/{name}")
    return question_form(publication, query, words, check_values(query, given, publication.store))


def test_given_values_are_chosen(small_publication: Publication) -> None:
    found = filled(
        small_publication, "states", {"language": ["HE"], "state": ["Kazakhstan", "id:azerbaijan"]}
    )
    language, state = found.parameters
    assert (language.chosen, language.options) == (("HE",), ())
    assert state.chosen == (ID + "kazakhstan", ID + "azerbaijan")
    assert state == replace(form(small_publication, "states").parameters[1], chosen=state.chosen)


def test_what_is_chosen_can_be_chosen(small_publication: Publication) -> None:
    usual = form(small_publication, "states").parameters[1]
    found = filled(small_publication, "states", {"state": ["aktau", "<nothing>"]}).parameters[1]
    assert found.chosen == (ID + "aktau", "<nothing>")
    assert found.options == (*usual.options, (ID + "aktau", "Aktau"), ("<nothing>", "<nothing>"))
    assert found.faults == ("Nothing is called “<nothing>”.",)


def test_faults_are_told_in_the_language(small_publication: Publication) -> None:
    given = {"at_least": ["\N{RIGHT-TO-LEFT OVERRIDE}many"]}
    (parameter,) = filled(small_publication, "figures", given, "ru").parameters
    assert parameter.chosen == ("\N{RIGHT-TO-LEFT OVERRIDE}many",)
    assert parameter.faults == ("«\N{REPLACEMENT CHARACTER}many» — не целое число.",)

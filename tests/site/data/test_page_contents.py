"""All that the page of a thing, and the section of a fact or a note, tells."""

import pytest
from pyoxigraph import Literal, NamedNode
from shown_triples import index_of

from azkz_graph.about.sheet import Sheet, read_sheet
from azkz_graph.graph.facts import facts_by, read_fact
from azkz_graph.graph.notes import ABOUT
from azkz_graph.problem import UsageError
from azkz_graph.site.data.page_contents import (
    Contents,
    FactSection,
    description,
    fact_section,
    thing_contents,
)
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import DERIVED_BY, FACT, ID, ONTOLOGY, PREFIXES, RULE, SUBJECT


def sheet(publication: Publication, name: str) -> Sheet:
    return read_sheet(publication.graph, NamedNode(ID + name))


def contents(publication: Publication, iri: str) -> Contents:
    return thing_contents(publication.graph, NamedNode(iri), publication.order)


def section(publication: Publication, name: str) -> FactSection:
    return fact_section(publication.graph, NamedNode(FACT + name), NamedNode(ID + "article/o1"))


def test_names_in_the_order_of_the_languages(small_publication: Publication) -> None:
    found = sheet(small_publication, "kazakhstan")
    assert [name.language for name in found.names] == ["en", "he", "az", "kk", "ru"]
    assert found.other_names == (Literal("Qazaqstan", language="kk"),)


def test_names_in_other_languages_and_in_none_come_last() -> None:
    graph = index_of('id:a rdfs:label "x" , "c"@fr , "b"@ru , "a"@en , "d"@de .')
    found = read_sheet(graph, NamedNode(ID + "a")).names
    assert [name.value for name in found] == ["a", "b", "c", "d", "x"]


def test_identifiers_elsewhere(small_publication: Publication) -> None:
    assert sheet(small_publication, "kazakhstan").elsewhere == (
        (NamedNode(PREFIXES["schema"] + "sameAs"), NamedNode("http://www.wikidata.org/entity/Q232")),
        (NamedNode(PREFIXES["rdfs"] + "seeAlso"), NamedNode("http://dbpedia.org/resource/Kazakhstan")),
    )


def test_kinds_and_the_facts_by_which_a_thing_has_them(small_publication: Publication) -> None:
    figure, place = sheet(small_publication, "number-of-azerbaijanis"), sheet(small_publication, "aktau")
    kind = NamedNode(ONTOLOGY + "Figure")
    assert figure.kinds == (kind,)
    assert [passage.value[-2:] for passage in figure.origins[kind].passages] == ["o2"]
    assert place.kinds == (NamedNode(ONTOLOGY + "Place"),)
    assert place.origins == {}


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("aliyev", ["note-which-aliyev"]),
        ("heydar-aliyev", ["note-which-aliyev"]),
        ("small-article/o2", ["note-today"]),
        ("aktau", []),
    ],
)
def test_notes_about_a_thing_and_those_that_read_it_so(
    name: str, notes: list[str], small_publication: Publication
) -> None:
    found = sheet(small_publication, name).notes
    assert [note.value.removeprefix(ID) for note in found] == notes


def test_only_a_claim_is_a_view(small_publication: Publication) -> None:
    assert sheet(small_publication, "claim-relations-warm").is_view
    assert not sheet(small_publication, "relations").is_view


def test_what_a_passage_and_a_rule_state(small_publication: Publication) -> None:
    stated = contents(small_publication, ID + "small-article/o1")["states"]
    assert {str(fact.triple.predicate).rpartition("#")[2] for fact in stated} == {"bordersOn>", "ofState>"}
    rule = NamedNode(RULE + "symmetry")
    derived = contents(small_publication, rule.value)["states"]
    assert set(derived) == set(facts_by(small_publication.graph, DERIVED_BY, rule))


def test_everything_can_be_cited_and_no_day_of_access_is_told(small_publication: Publication) -> None:
    found = contents(small_publication, ID + "aktau")["citations"]
    assert found.keys() == {"text", "bibtex", "ris", "csl-json"}
    for style in found.values():
        assert ID + "aktau" in style
        assert "accessed" not in style.lower()
        assert "urldate" not in style


def test_what_is_not_ours_is_not_cited(small_publication: Publication) -> None:
    with pytest.raises(UsageError, match="is not published here"):
        contents(small_publication, "https://example.org/")


def test_a_fact_of_several_passages_is_a_section_of_the_first(small_publication: Publication) -> None:
    (fact,) = (
        fact
        for fact in facts_by(small_publication.graph, SUBJECT, NamedNode(ID + "aktau"))
        if len(fact.passages) == 2
    )
    first, second = (contents(small_publication, f"{ID}small-article/{name}") for name in ("o1", "c1"))
    assert fact.iri in first["fact_sections"]
    assert fact.iri not in second["fact_sections"]
    assert fact in second["states"]
    found = section(small_publication, fact.iri.value.removeprefix(FACT))
    assert (found.premises, found.conclusions, found.notes) == ([], [], ())
    assert fact.iri.value in found.citation


def test_a_derived_fact_rests_on_its_premises_which_lead_to_it(small_publication: Publication) -> None:
    node = NamedNode(FACT + "62oxieozsygmipfi")
    (premise,) = section(small_publication, "62oxieozsygmipfi").premises
    back = section(small_publication, premise.iri.value.removeprefix(FACT))
    assert node in [fact.iri for fact in back.conclusions]
    (rule,) = read_fact(small_publication.graph, node).rules
    assert node in contents(small_publication, rule.value)["fact_sections"]
    assert premise.iri in contents(small_publication, ID + "small-article/c1")["fact_sections"]


def test_notes_and_positions_are_sections_of_what_they_are_about(small_publication: Publication) -> None:
    found = contents(small_publication, ID + "small-article/o2")
    (note,) = found["note_sections"].values()
    assert note.id == "id-note-today"
    assert ABOUT in [group.predicate for group in note.said]
    assert ID + "note-today" in note.citation
    (position,) = found["positions"]
    assert position.id == "id-small-article-o2-position"
    assert position.start < position.end


@pytest.mark.parametrize(("language", "text"), [("en", "English"), ("he", "עברית"), ("kk", "English")])
def test_a_description_in_the_language_or_in_english(language: str, text: str) -> None:
    graph = index_of('id:a dct:description "English"@en , "עברית"@he .')
    found = description(graph, NamedNode(ID + "a"), language)
    assert found is not None
    assert found.value == text
    assert description(graph, NamedNode(ID + "b"), language) is None

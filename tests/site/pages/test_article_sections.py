"""The article section by section, with what was made of each passage."""

from pyoxigraph import NamedNode

from azkz_graph.graph.facts import triples
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.article_sections import sections
from azkz_graph.vocabulary import ID, STATED_IN


def test_sections_and_passages_follow_the_article(small_publication: Publication) -> None:
    found = sections(small_publication, NamedNode(ID + "small-article"))
    assert [
        (
            each.name,
            [part.passage.name for part in each.passages],
            each.with_facts,
            each.notes,
            each.characters,
        )
        for each in found
    ] == [
        ("section-head", ["title"], 1, 0, 13),
        ("section-overview", ["o1", "o2", "o3"], 3, 1, 54 + 47 + 46),
        ("section-culture", ["c1", "c2", "licence"], 3, 1, 49 + 19 + 29),
        ("section-footnotes", ["fn1"], 1, 0, 57),
    ]


def test_facts_are_counted_once_though_several_passages_of_a_section_state_them(
    small_publication: Publication,
) -> None:
    graph = small_publication.graph
    for section in sections(small_publication, NamedNode(ID + "small-article")):
        stated = {
            quad.subject
            for part in section.passages
            for quad in triples(graph, None, STATED_IN, part.passage.iri)
        }
        assert section.facts == len(stated)
        assert stated == {fact.iri for part in section.passages for fact in part.facts}


def test_every_passage_of_the_project_is_in_one_section(publication: Publication) -> None:
    (article,) = publication.articles
    found = [part.passage.iri for section in sections(publication, article) for part in section.passages]
    assert len(found) == len(set(found))
    assert set(found) == set(publication.passages)


def test_every_fact_and_every_note_is_beside_its_passage(small_publication: Publication) -> None:
    parts = {
        part.passage.name: part
        for section in sections(small_publication, NamedNode(ID + "small-article"))
        for part in section.passages
    }
    assert [note.value.removeprefix(ID) for note in parts["c2"].notes] == ["note-which-aliyev"]
    assert len(parts["o2"].facts) == 8
    assert parts["title"].notes == ()

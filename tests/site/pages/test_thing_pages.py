"""The pages of everything that has an IRI: nothing that is known is left out of them."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath

import pytest
from pyoxigraph import NamedNode

from azkz_graph.about.sheet import mirrors
from azkz_graph.graph.facts import Fact, read_fact, triples
from azkz_graph.graph.notes import ABOUT, READING, is_note
from azkz_graph.graph.passages import CITES, FOOTNOTE
from azkz_graph.routes.document_paths import LANGUAGES, page, page_with_fragment
from azkz_graph.routes.signposts import DOCUMENT
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.vocabulary import BASE, FACT, GRAPH, ID, ONTOLOGY, QUERY, RULE

LINK = re.compile(r'href="([^"]+)')
Pages = Mapping[str, str]


@pytest.fixture(scope="module")
def pages(leaves: Leaves) -> Pages:
    """The English page of every IRI."""
    found = {}
    for iri in leaves.iris():
        path, content = next(leaves.files(iri))
        assert str(path) == page(leaves.publication.pages[iri], "en")
        found[iri] = content.decode()
    return found


@pytest.fixture(scope="module")
def links(publication: Publication, pages: Pages) -> Mapping[str, frozenset[str]]:
    """The files of the site to which each page leads."""
    return {
        iri: frozenset(
            normpath(join(dirname(publication.pages[iri]), link))
            for found in LINK.findall(content)
            for link in {found, found.partition("#")[0]}
        )
        for iri, content in pages.items()
    }


@pytest.fixture(scope="module")
def facts(publication: Publication) -> list[Fact]:
    return [read_fact(publication.graph, each) for each in publication.things if each.value.startswith(FACT)]


def file(publication: Publication, node: NamedNode) -> str:
    """The file of the English page of a node, with the fragment of a section."""
    return page_with_fragment(publication.pages[node.value], "en")


@pytest.fixture(scope="module")
def hosts(publication: Publication, pages: Pages) -> Mapping[str, str]:
    """The IRI of the page on which everything is described."""
    paths = {path: iri for iri, path in publication.pages.items() if iri in pages}
    stems = {iri: path.partition("#")[0] for iri, path in publication.pages.items()}
    return {iri: paths[stem] for iri, stem in stems.items() if stem in paths}


def test_everything_described_has_a_page_or_is_a_section_of_one(
    publication: Publication, leaves: Leaves, pages: Pages, hosts: Mapping[str, str]
) -> None:
    made = set(leaves.iris())
    described = {thing.value for thing in publication.things} | {graph.value for graph in publication.graphs}
    sections = {iri: place for iri in described if (place := publication.section(iri))}
    left = described - made - sections.keys()
    assert all(publication.pages[iri].startswith("ontology/index") for iri in left)
    assert {iri for iri in left if not iri.startswith(ONTOLOGY)} == {ONTOLOGY[:-1]}
    assert made.isdisjoint(sections)
    assert {iri for iri in described if iri.startswith(FACT)} <= sections.keys()
    for iri, place in sections.items():
        content = pages[hosts[iri]]
        assert content.count(f' id="{place.partition("#")[2]}"') == 1, iri
        assert f">{iri}</code>" in content, iri
    assert all(iri.startswith(BASE) and not iri.startswith(QUERY) for iri in made)


def test_a_thing_has_a_page_in_every_language_and_documents(leaves: Leaves) -> None:
    for iri, suffixes in ((ID + "baku", ()), (ID + "azerbaijan-kazakhstan-article/o9", ("trig",))):
        path = leaves.publication.pages[iri]
        expected = [page(path, language) for language in LANGUAGES]
        expected += [f"{path}.{suffix}" for suffix in ("ttl", "jsonld", *suffixes)]
        assert [path for path, _ in leaves.files(iri)] == [PurePosixPath(each) for each in expected]


def test_no_fact_is_lost(
    publication: Publication, links: Mapping[str, frozenset[str]], facts: list[Fact]
) -> None:
    assert len(facts) > 500
    for fact in facts:
        target, subject, object = file(publication, fact.iri), fact.triple.subject, fact.triple.object
        assert isinstance(subject, NamedNode)
        assert target in links[subject.value], fact
        if isinstance(object, NamedNode) and object.value in links and not mirrors(publication.graph, fact):
            assert target in links[object.value], fact


def test_a_fact_is_one_click_away_from_what_it_rests_on_and_back(
    publication: Publication, links: Mapping[str, frozenset[str]], facts: list[Fact], hosts: Mapping[str, str]
) -> None:
    for fact in facts:
        assert fact.passages or fact.rules
        for origin in (*fact.passages, *fact.rules):
            assert file(publication, origin) in links[hosts[fact.iri.value]]
            assert file(publication, fact.iri) in links[origin.value]
        for premise in fact.premises:
            assert file(publication, premise) in links[hosts[fact.iri.value]]
            assert file(publication, fact.iri) in links[hosts[premise.value]]


def test_every_note_is_on_the_page_of_what_it_is_about(
    publication: Publication, links: Mapping[str, frozenset[str]], hosts: Mapping[str, str]
) -> None:
    graph = publication.graph
    noted: dict[str, set[str]] = {}
    for quad in (*triples(graph, None, ABOUT), *triples(graph, None, READING)):
        if is_note(graph, quad.subject) and isinstance(quad.object, NamedNode):
            assert isinstance(quad.subject, NamedNode)
            noted.setdefault(quad.object.value, set()).add(file(publication, quad.subject))
    assert len(noted) > 50
    for iri, notes in noted.items():
        assert notes <= links[hosts[iri]], iri


def test_every_footnote_of_a_passage_is_on_its_page_with_what_it_cites(
    publication: Publication, links: Mapping[str, frozenset[str]]
) -> None:
    graph = publication.graph
    footnotes: dict[object, set[str]] = {}
    for quad in triples(graph, None, FOOTNOTE):
        assert isinstance(quad.object, NamedNode)
        cited = [each.object for each in triples(graph, quad.object, CITES)]
        found = {file(publication, each) for each in (quad.object, *cited) if isinstance(each, NamedNode)}
        footnotes.setdefault(quad.subject, set()).update(found)
    assert len(footnotes) > 10
    for passage, found in footnotes.items():
        assert isinstance(passage, NamedNode)
        assert found <= links[passage.value]


def test_passages_lead_to_the_ones_before_and_after(
    publication: Publication, links: Mapping[str, frozenset[str]]
) -> None:
    row = publication.passages
    assert len(row) > 50
    for one, other in pairwise(row):
        assert file(publication, other) in links[one.value]
        assert file(publication, one) in links[other.value]


def test_every_page_names_its_thing_and_its_documents(publication: Publication, pages: Pages) -> None:
    for iri, content in pages.items():
        assert f'<link rel="cite-as describes" href="{iri}">' in content
        suffixes = ["ttl", "jsonld"]
        suffixes += ["trig"] if NamedNode(iri) in publication.graphs else []
        name = str(publication.document(iri)).rpartition("/")[2]
        for suffix in suffixes:
            link = rf'<link rel="{DOCUMENT}" href="[^"]*{re.escape(name)}\.{suffix}" type="[^"]+">'
            assert re.search(link, content)
        assert '"@context":"https://schema.org"' in content or iri.startswith(GRAPH), iri
        assert "CSL-JSON" in content or iri.startswith(GRAPH)


def test_pages_in_other_languages_lead_to_the_styles_of_reference_managers(leaves: Leaves) -> None:
    english, hebrew = (content.decode() for _, content in leaves.pages(ID + "baku", ["en", "he"]))
    assert '<pre id="cite-ris"' in english
    assert '<pre id="cite-ris"' not in hebrew
    assert '<p id="cite-text"' in hebrew
    assert 'href="baku.html#cite" hreflang="en"' in hebrew


def test_a_view_says_that_it_is_no_fact(pages: Pages) -> None:
    claimed = {iri for iri, content in pages.items() if 'class="view"' in content}
    assert ID + "claim-armenia-occupier" in claimed
    assert not any(iri.startswith((RULE, GRAPH, ONTOLOGY)) for iri in claimed)
    # So does each fact about one, where it is stated.
    assert any(iri.startswith(f"{ID}azerbaijan-kazakhstan-article/") for iri in claimed)


def test_rules_show_their_query(pages: Pages) -> None:
    assert "CONSTRUCT" in pages[RULE + "trade-sum"]


def test_named_graphs_list_what_they_describe(
    publication: Publication, links: Mapping[str, frozenset[str]]
) -> None:
    for name in ("entities", "notes", "rules"):
        graph = NamedNode(GRAPH + name)
        described = {quad.subject for quad in publication.graphs[graph]}
        for subject in described:
            assert isinstance(subject, NamedNode)
            assert file(publication, subject) in links[graph.value]
    assert file(publication, NamedNode(RULE + "trade-sum")) in links[GRAPH + "derived/trade-sum"]

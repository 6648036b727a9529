"""The pages about no single thing."""

import json
import re
from urllib.parse import unquote

import pytest
from pyoxigraph import QuerySolutions

from azkz_graph.export.dataset_files import AUTHORED_FILES, PURPOSES, written_files
from azkz_graph.register.withdrawals import Withdrawal
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_history import VersionHistory
from azkz_graph.site.language.messages import messages
from azkz_graph.site.pages.overview_pages import Overviews
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.vocabulary import ONTOLOGY


@pytest.fixture(scope="module")
def overviews(small_publication: Publication) -> Overviews:
    return Overviews(small_publication, Renderer(small_publication), Documents(small_publication))


@pytest.mark.parametrize("language", ["en", "he"])
def test_downloads_say_which_file_is_for_what(overviews: Overviews, language: str) -> None:
    content = overviews.page("downloads", language).decode()
    table = content.partition("<table>")[2].partition("</table>")[0]
    links = re.findall(r'href="(?:\.\./)*download/([^"]+)"', table)
    assert sorted(links) == sorted([*written_files(), *(f"ontology/{name}" for name in AUTHORED_FILES)])
    for purpose, readers in PURPOSES.items():
        assert messages(language)[f"purpose_{purpose}"] in table
        assert readers in table
    named = dict(re.findall(r'>azkz\.(\w+)</a> <bdi class="format" dir="ltr">([^<]+)</bdi>', table))
    assert named == {
        **{"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD"},
        **{"rdf": "RDF/XML", "trig": "TriG", "nq": "N-Quads"},
    }


@pytest.mark.parametrize("path", ["index", "downloads"])
def test_search_engines_find_the_dataset_with_its_files(overviews: Overviews, path: str) -> None:
    (script,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', overviews.page(path, "en").decode(), re.DOTALL
    )
    said = json.loads(script)
    assert (said["@context"], said["@type"]) == ("https://schema.org", "Dataset")
    names = [download["contentUrl"].rpartition("/")[2] for download in said["distribution"]]
    assert names == list(written_files())
    assert {download["@type"] for download in said["distribution"]} == {"DataDownload"}


def section(overviews: Overviews, name: str) -> str:
    """The section of a term on the ontology's page."""
    content = overviews.page("ontology/index", "en").decode()
    return content.partition(f'<div class="term" id="{name}">')[2].partition('<div class="term"')[0]


def test_the_iri_of_every_term_leads_to_a_section(overviews: Overviews) -> None:
    content = overviews.page("ontology/index", "he").decode()
    places = [
        path.removeprefix("ontology/index#")
        for iri, path in overviews.publication.pages.items()
        if iri.startswith(ONTOLOGY)
    ]
    assert len(places) > 100
    assert [place for place in places if content.count(f' id="{place}"') != 1] == []


def test_a_property_leads_to_a_query_for_its_facts(overviews: Overviews) -> None:
    found = re.search(r'href="[./]*ask\.html#query=([^"]+)">(\d+)<', section(overviews, "ofState"))
    assert found is not None
    query, count = unquote(found[1]), int(found[2])
    rows = overviews.publication.store.query(query, prefixes=dict(overviews.publication.dataset.names()))
    assert isinstance(rows, QuerySolutions)
    assert len(list(rows)) == count == 2


def test_a_class_leads_to_its_things_and_names_what_refers_to_it(overviews: Overviews) -> None:
    told = section(overviews, "State")
    found = re.search(r'href="[./]*things\.html#(kind-\d+)">2<', told)
    assert found is not None
    heading = overviews.page("things", "en").decode().partition(f'<h2 id="{found[1]}">')[2]
    assert heading.partition("</h2>")[0].endswith('ontology/index.html#State">state</a>')
    assert 'href="index.html#ofState">of state</a> (<span>has values of</span>)' in told


def test_a_withdrawn_term_keeps_its_section(small_publication: Publication) -> None:
    gone = Withdrawal(
        ONTOLOGY + "once", "term", "once", "2.0.0", "", "It meant two things.", (ONTOLOGY + "ofState",)
    )
    publication = Publication(
        small_publication.dataset,
        small_publication.base,
        history=VersionHistory(withdrawals={gone.iri: gone}),
    )
    made = Overviews(publication, Renderer(publication), Documents(publication))
    told = (
        made.page("ontology/index", "en")
        .decode()
        .partition('<section id="once"')[2]
        .partition("</section>")[0]
    )
    assert "It meant two things." in told
    assert 'href="index.html#ofState">of state</a>' in told
    assert publication.linked[gone.iri] == "ontology/index#once"

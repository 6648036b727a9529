"""What stands below every page."""

import re

import pytest
from small_dataset import dataset_of, quads_of

from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.vocabulary import BASE


@pytest.mark.parametrize(
    ("licence", "links"),
    [
        ("<https://example.org/by/>", ['<a href="https://example.org/by/" rel="license noopener">']),
        ("<javascript:alert(1)>", []),
        ('"javascript:alert(1)"', []),
        ("<data:text/html,hello>", []),
    ],
)
def test_a_licence_is_a_link_only_if_it_can_be_followed(licence: str, links: list[str]) -> None:
    publication = Publication(dataset_of(quads_of(f"<{BASE}dataset> dct:license {licence} .")), BASE)
    footer = Renderer(publication).site_footer(publication.words("en", "index"))
    assert re.findall(r'<a [^>]*rel="license[^>]*>', footer) == links


def test_what_is_unaddressed_has_no_page() -> None:
    quads = quads_of(f'<{BASE}id/a:b> rdfs:label "A"@en . <{BASE}id/a> rdfs:label "B"@en .')
    publication = Publication(dataset_of(quads), BASE, unaddressed=frozenset({f"{BASE}id/a:b"}))
    assert [iri for iri in publication.pages if iri.startswith(f"{BASE}id/a")] == [f"{BASE}id/a"]

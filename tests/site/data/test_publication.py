"""What is a thing of the site, and has a page."""

from small_dataset import dataset_of, quads_of

from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import BASE, ID


def test_what_is_withdrawn_is_no_thing_and_has_no_page() -> None:
    trig = """
        graph:entities { id:aktau a azkz:Place ; rdfs:label "Aktau"@en . }
        graph:withdrawn { id:aqtau owl:deprecated true ; azkz:withdrawnIn "2.0.0" ; dct:isReplacedBy id:aktau . }
    """
    publication = Publication(dataset_of(quads_of(trig)), BASE)
    assert [thing.value for thing in publication.things] == [ID + "aktau"]
    assert ID + "aktau" in publication.pages
    assert ID + "aqtau" not in publication.pages
    assert BASE + "graph/withdrawn" in publication.pages

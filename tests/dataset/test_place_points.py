import pytest
from pyoxigraph import Literal, Quad, Store
from small_dataset import quads_of

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.place_points import place_points

POINT = """
id:baku geo:hasGeometry id:baku-point ; geo:hasDefaultGeometry id:baku-point .
id:baku-point a sf:Point ; geo:asWKT "POINT(49.89201 40.37767)"^^geo:wktLiteral .
"""
DISTANCE = """
    PREFIX geo: <http://www.opengis.net/ont/geosparql#>
    PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
    PREFIX id: <https://w3id.org/azkz/id/>
    SELECT (geof:distance(?here, ?there, <http://www.opengis.net/def/uom/OGC/1.0/metre>) AS ?metres) {
        id:baku geo:hasDefaultGeometry/geo:asWKT ?here .
        id:aktau geo:hasDefaultGeometry/geo:asWKT ?there .
    }
"""


def test_a_place_gets_its_point_longitude_first_in_the_graph_of_its_latitude() -> None:
    quads = quads_of("graph:entities { id:baku schema:latitude 40.37767 ; schema:longitude 49.89201 . }")
    assert set(place_points(quads)) == set(quads_of(f"graph:entities {{ {POINT} }}"))


@pytest.mark.parametrize(
    "said",
    [
        "schema:latitude 40.4",
        "schema:longitude 49.9",
        "schema:latitude 40.4 , 40.5 ; schema:longitude 49.9",
        'schema:latitude "north" ; schema:longitude 49.9',
        "schema:latitude id:north ; schema:longitude 49.9",
    ],
    ids=["no longitude", "no latitude", "two latitudes", "a text", "a thing"],
)
def test_what_is_at_no_one_point_gets_none(said: str) -> None:
    assert list(place_points(quads_of(f"id:baku {said} ."))) == []


def test_a_store_that_knows_geosparql_measures_with_the_points(dataset: Dataset) -> None:
    """Source of the distance: the great circle between the coordinates, 379 km on a sphere."""
    store = Store()
    store.extend(Quad(*triple) for triple in dataset.triples())
    (solution,) = store.query(DISTANCE)  # type: ignore[misc]
    metres = solution["metres"]
    assert isinstance(metres, Literal)
    assert 375_000 < float(metres.value) < 385_000

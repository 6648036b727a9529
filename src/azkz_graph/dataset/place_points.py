"""Points of places, as stores that know GeoSPARQL look for them."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.vocabulary import PREFIXES, TYPE, XSD

LATITUDE: Final = NamedNode(PREFIXES["schema"] + "latitude")
LONGITUDE: Final = NamedNode(PREFIXES["schema"] + "longitude")
GEOMETRY: Final = NamedNode(PREFIXES["geo"] + "hasGeometry")
DEFAULT_GEOMETRY: Final = NamedNode(PREFIXES["geo"] + "hasDefaultGeometry")
AS_WKT: Final = NamedNode(PREFIXES["geo"] + "asWKT")
WKT: Final = NamedNode(PREFIXES["geo"] + "wktLiteral")
POINT: Final = NamedNode(PREFIXES["sf"] + "Point")

DEGREES: Final = frozenset(XSD + name for name in ("decimal", "integer"))


def place_points(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the point of each thing that has one latitude and one longitude, in the graph that gives the latitude.

    Its IRI is the thing's with `-point` behind it. The axes are those of the default of GeoSPARQL, longitude first.
    Source: https://docs.ogc.org/is/22-047r1/22-047r1.html#_rdfs_datatype_geowktliteral.
    """
    north: dict[object, set[str]] = {}
    east: dict[object, set[str]] = {}
    graphs = {}
    for subject, predicate, value, graph in quads:
        if isinstance(value, Literal) and value.datatype.value in DEGREES:
            if predicate == LATITUDE:
                north.setdefault(subject, set()).add(value.value)
                graphs[subject] = graph
            elif predicate == LONGITUDE:
                east.setdefault(subject, set()).add(value.value)
    for place, graph in graphs.items():
        latitudes, longitudes = north[place], east.get(place, set())
        if isinstance(place, NamedNode) and len(latitudes) == len(longitudes) == 1:
            point = NamedNode(place.value + "-point")
            yield Quad(place, GEOMETRY, point, graph)
            yield Quad(place, DEFAULT_GEOMETRY, point, graph)
            yield Quad(point, TYPE, POINT, graph)
            yield Quad(
                point, AS_WKT, Literal(f"POINT({longitudes.pop()} {latitudes.pop()})", datatype=WKT), graph
            )

"""Names around points: none meets another, a point or a line, whatever the points."""

import random
from itertools import combinations, product

import pytest

from azkz_graph.charts.label_placement import Box, Spot, arrange_labels, square, trail

BOUNDS = Box(0, 0, 600, 400)


def test_a_name_stands_beside_its_point() -> None:
    (place,) = arrange_labels((Spot(100, 100, 50, 16),), BOUNDS, 10, 5)
    assert place is not None
    assert place.box == Box(110, 92, 160, 108)
    assert place.side == "start"
    assert place.leader is None


def test_at_the_edge_it_stands_before_it() -> None:
    (place,) = arrange_labels((Spot(590, 100, 50, 16),), BOUNDS, 10, 5)
    assert place is not None
    assert place.side == "end"


def test_what_is_too_large_has_no_place() -> None:
    assert arrange_labels((Spot(100, 100, 700, 16),), BOUNDS, 10, 5) == [None]
    assert arrange_labels((), BOUNDS, 10, 5) == []


@pytest.mark.parametrize("seed", range(5))
def test_nothing_meets(seed: int) -> None:
    chance = random.Random(seed)
    spots = [
        Spot(
            chance.uniform(20, 580),
            chance.uniform(20, 380),
            chance.uniform(20, 150),
            16,
            chance.random() < 0.2,
        )
        for _ in range(18)
    ]
    places = arrange_labels(tuple(spots), BOUNDS, 10, 5)
    assert places == arrange_labels(tuple(spots), BOUNDS, 10, 5)
    found = [place for place in places if place is not None]
    assert len(found) > 12
    assert not any(one.box.meets(other.box) for one, other in combinations(found, 2))
    points = [square(spot.x, spot.y, 5) for spot in spots if not spot.area]
    assert not any(place.box.meets(point) for place, point in product(found, points))
    assert not any(
        part.meets(other.box) for one in found for part in trail(one) for other in found if other != one
    )

"""Rings cut at the edges of a box and thinned out."""

import pytest

from azkz_graph.charts.country_outlines import centre, clip_ring, simplify_line, visible_rings
from azkz_graph.charts.label_placement import Box
from azkz_graph.charts.projection import view

BOX = Box(0, 0, 10, 10)
SQUARE = [(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)]


def test_clipped() -> None:
    assert set(clip_ring(SQUARE, BOX)) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert clip_ring([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], BOX) == []
    whole = [(1.0, 1.0), (9.0, 1.0), (5.0, 9.0)]
    assert clip_ring(whole, BOX) == whole
    around = [(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)]
    assert set(clip_ring(around, BOX)) == {(0, 0), (10, 0), (10, 10), (0, 10)}


def test_thinned() -> None:
    straight = [(float(x), 0.1 * (x % 2)) for x in range(20)]
    assert simplify_line(straight) == [straight[0], straight[-1]]
    corner = [(0.0, 0.0), (5.0, 0.2), (10.0, 0.0), (10.0, 10.0)]
    assert simplify_line(corner) == [corner[0], corner[2], corner[3]]
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)]
    assert simplify_line(ring) == ring


def test_centre() -> None:
    assert centre(
        [[(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)], [(9.0, 9.0), (9.5, 9.0), (9.0, 9.5)]]
    ) == (2, 1)
    assert centre([]) is None
    assert centre([[(1.0, 1.0), (1.0, 1.0)]]) is None


@pytest.mark.parametrize(
    ("ring", "reaches"),
    [
        ([[45.0, 38.0], [55.0, 38.0], [55.0, 45.0], [45.0, 38.0]], True),
        ([[-80.0, 38.0], [-70.0, 38.0], [-70.0, 45.0], [-80.0, 38.0]], False),
        ([[45.0, -38.0], [55.0, -38.0], [55.0, -45.0], [45.0, -38.0]], False),
        ([[-180.0, -70.0], [180.0, -70.0], [0.0, -90.0], [-180.0, -70.0]], False),
    ],
)
def test_what_is_far_is_not_seen(ring: list[list[float]], reaches: bool) -> None:
    window = view([(40.0, 50.0), (51.0, 71.0)], 880, 300, 560, 60)
    assert bool(visible_rings({"001": [ring]}, window)) == reaches

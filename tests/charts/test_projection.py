"""The cone, held against the worked example of Snyder's manual (page 296), and views."""

import math

import pytest

from azkz_graph.charts.projection import cone, view


def test_worked_example() -> None:
    # The standard parallels of 33 and 45 degrees lie a sixth within 30 and 48.
    flat = cone([30.0, 48.0], -96.0)
    assert flat.n == pytest.approx(0.6304777, abs=1e-7)
    assert flat.f == pytest.approx(1.9550002, abs=1e-7)
    x, y = flat.point(35.0, -75.0)
    assert x == pytest.approx(0.2966785, abs=1e-7)
    assert flat.point(23.0, -96.0)[1] - y == pytest.approx(0.2462112, abs=1e-7)


@pytest.mark.parametrize("latitudes", [[30.0, 48.0], [-48.0, -30.0], [-5.0, 5.0], [0.0, 0.0], [60.0, 60.0]])
@pytest.mark.parametrize("longitude", [-170.0, -96.0, 0.0, 30.0])
def test_there_and_back(latitudes: list[float], longitude: float) -> None:
    flat = cone(latitudes, longitude)
    for point in ((latitudes[0] - 3, longitude + 9), (latitudes[1] + 2, longitude - 8)):
        assert flat.place(*flat.point(*point)) == pytest.approx(point, abs=1e-6)


def test_north_is_up_and_east_is_right() -> None:
    seen = view([(40.0, 50.0), (51.0, 71.0)], 880, 300, 560, 60)
    (ax, ay), (bx, by) = seen.point(40.0, 50.0), seen.point(51.0, 71.0)
    assert ax < bx
    assert ay > by


@pytest.mark.parametrize(
    "points",
    [
        [(40.0, 50.0), (51.0, 71.0)],
        [(40.4, 49.9), (40.6, 49.7)],
        [(10.0, 10.0), (10.0, 10.0)],
        [(-60.0, 20.0), (70.0, 100.0)],
        [(0.0, -30.0), (0.0, 30.0)],
    ],
)
def test_all_points_are_in_the_view(points: list[tuple[float, float]]) -> None:
    seen = view(points, 880, 300, 560, 60)
    assert 300 <= seen.height <= 560
    for point in points:
        x, y = seen.point(*point)
        assert 59 <= x <= 821
        assert 59 <= y <= seen.height - 59
    south, north, west, east = seen.window()
    assert south < min(latitude for latitude, _ in points)
    assert north > max(latitude for latitude, _ in points)
    assert west < min(longitude for _, longitude in points)
    assert east > max(longitude for _, longitude in points)


def test_a_pole_has_a_place() -> None:
    assert all(map(math.isfinite, cone([30.0, 48.0], 0.0).point(90.0, 10.0)))
    assert all(map(math.isfinite, cone([30.0, 48.0], 0.0).point(-90.0, 10.0)))

"""Dates as moments, and moments on a line of time."""

import pytest
from pyoxigraph import BlankNode, Literal

from azkz_graph.charts.time_scale import time_scale
from azkz_graph.charts.year_span import Moment, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", Moment(2016, 2017, "year")),
        ("2016-07", Moment(2016.5, 2016 + 7 / 12, "month")),
        ("2016-12", Moment(2016 + 11 / 12, 2017, "month")),
        ("2016-02-29", Moment(2016 + 1 / 12 + 28 / 29 / 12, 2016 + 2 / 12, "day")),
        ("2016-01-01T10:00:00Z", Moment(2016, 2016 + 1 / 31 / 12, "day")),
        ("-0044", Moment(-44, -43, "year")),
    ],
)
def test_moment(text: str, expected: Moment) -> None:
    found = moment(Literal(text))
    assert found is not None
    assert (found.start, found.end) == pytest.approx((expected.start, expected.end))
    assert found.precision == expected.precision


@pytest.mark.parametrize("text", ["", "16", "2016-13", "2015-02-29", "2016-00-01", "about 2016", "2016-1"])
def test_what_is_no_date(text: str) -> None:
    assert moment(Literal(text)) is None
    assert moment(BlankNode()) is None
    assert moment(None) is None


def test_time_goes_on() -> None:
    scale = time_scale([(1918.4, 1918.5), (1992.6, 1992.7), (2005, 2006), (2023, 2024)], 0.02, 0.98)
    years = [1918, 1919, 1992, 1993, 2000, 2010, 2024]
    shares = [scale.share(year) for year in years]
    assert shares == sorted(shares)
    assert shares[0] == pytest.approx(0.02)
    assert shares[-1] == pytest.approx(0.98)
    assert len(list(scale.breaks())) == 1


def test_centuries_of_nothing_take_little_room() -> None:
    scale = time_scale([(-500, -499), (1918, 1919), (2005, 2006)])
    assert [(stretch.first, stretch.last) for stretch in scale.stretches] == [(-500, -499), (1918, 2006)]
    assert scale.share(2006) - scale.share(1918) > 0.8


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(1992, 2023)], [1995, 2000, 2005, 2010, 2015, 2020]),
        ([(2016, 2017)], [2016, 2017]),
        ([(2016, 2018)], [2016, 2017, 2018]),
        ([(1918, 1919), (1992, 2023)], [1918, 1995, 2000, 2005, 2010, 2015, 2020]),
    ],
)
def test_ticks(spans: list[tuple[float, float]], expected: list[int]) -> None:
    assert list(time_scale(spans).ticks(11)) == expected

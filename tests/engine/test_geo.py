"""Distances, areas and the shift of Chinese maps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.engine.geo import distance, gcj02_to_wgs84, inside, wgs84_to_gcj02

BEIJING = (116.391, 39.907)
IN_CHINA = st.tuples(st.floats(75, 134), st.floats(5, 53))
LAKE = [(1, 1), (2, 1), (2, 2), (1, 2)]
ISLAND = [[(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)], LAKE]


def test_distances_in_metres():
    assert distance(BEIJING, BEIJING) == 0
    assert distance((120, 30), (120, 31)) == pytest.approx(111_195, abs=1)
    assert distance((0, 0), (180, 0)) == pytest.approx(20_015_115, abs=1)


@pytest.mark.parametrize(
    ("point", "expected"),
    [((3, 3), True), ((0.5, 0.5), True), ((1.5, 1.5), False), ((5, 1), False), ((-1, 1), False)],
)
def test_points_in_a_polygon_with_a_hole(point: tuple[float, float], expected: bool):
    assert inside(point, ISLAND) is expected


def test_a_ring_may_be_open():
    assert inside((1.5, 1.5), [LAKE])
    assert not inside((1.5, 1.5), [])


def test_the_shift_is_the_known_one():
    assert wgs84_to_gcj02(BEIJING) == pytest.approx((116.397241, 39.908401), abs=1e-6)


def test_outside_china_nothing_shifts():
    london = (-0.1276, 51.5072)

    assert wgs84_to_gcj02(london) == gcj02_to_wgs84(london) == london


@given(point=IN_CHINA)
def test_the_shift_is_some_hundred_metres_and_turns_back(point: tuple[float, float]):
    shifted = wgs84_to_gcj02(point)

    assert distance(point, shifted) < 1500
    assert distance(gcj02_to_wgs84(shifted), point) < 0.01

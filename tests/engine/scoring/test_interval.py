"""The 95 % interval: by hand, by its notes, and by drawing from a known city 2,000 times."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from random import Random

import pytest

from tests.engine import starter
from wenming.engine.errors import EngineError
from wenming.engine.framework import load
from wenming.engine.sampling import FramePlace, draw
from wenming.engine.scoring import FieldSums, Observation, field_rate, field_values, visit_sums
from wenming.engine.scoring.interval import (
    FEWEST_PLACES,
    GRADED,
    NOTHING,
    ONE_DRAW,
    TOO_SMALL,
    PlaceSums,
    Stratum,
    collapsed,
    field_interval,
    indicator_intervals,
    student_95,
)

TABULATED = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 7: 2.365, 10: 2.228, 20: 2.086,
             60: 2.000, 120: 1.980}  # fmt: skip


def sums(place: str, stratum: str, earned: int, full: int = 10, code: str = "D06-03") -> PlaceSums:
    return PlaceSums(place, stratum, (FieldSums(code, "", 1, earned, full),))


def stratum(code: str, places: int, group: str = "street") -> Stratum:
    return Stratum(code, group, places)


# --- By hand -------------------------------------------------------------------------------


def test_one_type_is_the_interval_of_a_simple_sample():
    strata = [stratum("L02", 20)]
    places = [sums(f"P{n}", "L02", earned) for n, earned in enumerate([10, 8, 6, 4])]

    found = field_interval(starter.framework(), strata, places)

    # mean 70, s² of (100, 80, 60, 40) = 2000/3, four of twenty drawn, three degrees of freedom
    margin = student_95(3) * math.sqrt((1 - 4 / 20) * (2000 / 3) / 4)
    assert (found.value, found.places, found.freedom, found.note) == (70, 4, 3, None)
    assert found.margin == pytest.approx(margin, rel=1e-12)
    assert (found.low, found.high) == (pytest.approx(70 - margin), 100)


def test_types_add_up_and_a_fully_visited_one_adds_nothing():
    strata = [stratum("L02", 20), stratum("L05", 10), stratum("L06", 2)]
    places = [
        *(sums(f"A{n}", "L02", earned) for n, earned in enumerate([5, 7])),
        *(sums(f"B{n}", "L05", earned, 20) for n, earned in enumerate([9, 15, 12])),
        *(sums(f"C{n}", "L06", earned) for n, earned in enumerate([0, 10])),
    ]

    found = field_interval(starter.framework(), strata, places)

    earned, full = [5, 7, 9, 15, 12, 0, 10], [10, 10, 20, 20, 20, 10, 10]
    rate = sum(earned) / sum(full)
    u = [100 * (e - rate * m) / sum(full) for e, m in zip(earned, full, strict=True)]
    variance = 2 * (1 - 2 / 20) * _spread(u[:2]) + 3 * (1 - 3 / 10) * _spread(u[2:5])
    assert found.freedom == 1 + 2
    assert found.margin == pytest.approx(student_95(3) * math.sqrt(variance), rel=1e-12)


def _spread(u: list[float]) -> float:
    mean = sum(u) / len(u)
    return sum((x - mean) ** 2 for x in u) / (len(u) - 1)


def test_single_draws_are_collapsed_within_their_group():
    strata = [stratum("L02", 4), stratum("L05", 8), stratum("L06", 8, "park")]
    places = [sums("A", "L02", 4), sums("B", "L05", 8), *(sums(f"C{n}", "L06", 6) for n in "12")]

    found = field_interval(starter.framework(), strata, places)

    a, b = (100 * (earned - 10 * 0.6) / 40 for earned in (4, 8))
    variance = 2 * ((1 - 1 / 4) * a**2 + (1 - 1 / 8) * b**2)  # their mean is 0
    assert found.margin == pytest.approx(student_95(2) * math.sqrt(variance), rel=1e-12)


@pytest.mark.parametrize(
    ("drawn", "parts"),
    [
        ({"a1": 1, "a2": 1, "b1": 3}, [["a1", "a2"], ["b1"]]),
        ({"a1": 1, "a2": 2, "a3": 5, "b1": 2}, [["a1", "a2"], ["a3"], ["b1"]]),
        ({"a1": 1, "a2": 5, "a3": 2}, [["a1", "a3"], ["a2"]]),
        ({"a1": 1, "a2": 2, "a3": 2}, [["a1", "a2"], ["a3"]]),
        ({"a1": 1, "a2": 1, "a3": 4}, [["a1", "a2"], ["a3"]]),
        ({"a1": 1, "b1": 1}, [["a1", "b1"]]),
        ({"a1": 1, "b1": 1, "c1": 4}, [["a1", "b1"], ["c1"]]),
        ({"a1": 1, "b1": 1, "b2": 9}, [["a1", "b1", "b2"]]),
        ({"a1": 1, "b1": 1, "c1": 1}, [["a1", "b1", "c1"]]),
        ({"a1": 1, "b1": 2, "c1": 4}, [["a1", "b1"], ["c1"]]),
        ({"a1": 1}, [["a1"]]),
        ({"a1": 10, "b1": 2}, [["b1"]]),
        ({}, []),
    ],
)
def test_parts_have_two_draws(drawn: dict[str, int], parts: list[list[str]]):
    strata = {code: Stratum(code, code[0], 10) for code in ("a1", "a2", "a3", "b1", "b2", "c1")}

    assert collapsed(strata, drawn) == parts


@pytest.mark.parametrize(("freedom", "quantile"), TABULATED.items())
def test_quantiles_are_those_of_the_tables(freedom: int, quantile: float):
    assert student_95(freedom) == pytest.approx(quantile, rel=0.002)


def test_the_order_of_places_and_units_changes_nothing():
    strata, places = _city()
    some = [*places[::5]]
    split = [
        replace(
            row,
            indicators=tuple(
                part
                for s in row.indicators
                for part in (
                    s._replace(unit="a", earned=s.earned // 2),
                    s._replace(unit="b", n=0, earned=s.earned - s.earned // 2, full=0),
                )
            ),
        )
        for row in some
    ]
    expected = field_interval(starter.framework(), strata, some)

    Random(1).shuffle(some)
    assert field_interval(starter.framework(), strata[::-1], some) == expected
    assert field_interval(starter.framework(), strata, split) == expected


# --- Notes and refusals --------------------------------------------------------------------


def test_an_indicator_shows_an_interval_from_eight_places_up():
    strata = [stratum("L02", 50)]
    eight = [sums(f"P{n}", "L02", n) for n in range(FEWEST_PLACES)]
    other = PlaceSums("Q", "L02", (FieldSums("D06-03", "", 0, 0, 0),))  # nothing applied there

    enough = indicator_intervals(starter.framework(), strata, [*eight, other])["D06-03"]
    few = indicator_intervals(starter.framework(), strata, [*eight[1:], other])["D06-03"]

    assert (enough.places, enough.note) == (8, None)
    assert enough.low is not None
    assert enough.low < enough.value < enough.high
    assert (few.places, few.note, few.low, few.value) == (7, TOO_SMALL, None, 40)


def test_nothing_measured_and_one_draw_have_no_interval():
    strata = [stratum("L02", 50)]

    nothing = field_interval(starter.framework(), strata, [])
    one = field_interval(starter.framework(), strata, [sums("P", "L02", 5)])

    assert (nothing.value, nothing.note) == (None, NOTHING)
    assert (one.value, one.low, one.note) == (50, None, ONE_DRAW)


def test_where_every_place_was_visited_nothing_is_uncertain():
    places = [sums(f"P{n}", "L02", n) for n in range(8)]

    found = field_interval(starter.framework(), [stratum("L02", 8)], places)

    assert (found.low, found.high, found.margin, found.freedom) == (35, 35, 0, 0)


def test_a_figure_that_jumps_by_grade_has_no_interval():
    data = starter.data()
    starter.row(data, "indicators", "D06-03")["marking"] = "graded"
    places = [sums(f"P{n}", "L02", n) for n in range(8)]

    found = field_interval(load(data), [stratum("L02", 50)], places)

    assert (found.value, found.low, found.note) == (None, None, GRADED)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([sums("P", "L02", 1), sums("P", "L05", 1)], "点位 P 出现了两次"),
        ([sums("P", "L99", 1)], "抽样层“L99”不在抽样框里"),
        ([sums(p, "L05", 1) for p in "PQR"], "测了 3 处，而抽样框只有 2 处"),
    ],
)
def test_what_cannot_be_is_refused(places: list[PlaceSums], words: str):
    with pytest.raises(EngineError, match=words):
        field_interval(starter.framework(), [stratum("L02", 5), stratum("L05", 2)], places)


# --- Two thousand draws from a known city ---------------------------------------------------

DRAWS = 2000
AREAS = ("A1", "A2", "A3", "A4")


@cache
def _city() -> tuple[list[Stratum], list[PlaceSums]]:
    """Every place of a city with its sums: types differ, and places within a type do."""
    random = Random(20260)
    framework, table = starter.framework(), starter.table()
    strata, places = [], []
    for kind in framework.place_types.values():
        size = kind.sample_count * random.randint(3, 8)
        strata.append(Stratum(kind.code, kind.group, size))
        usual = random.uniform(0.7, 0.95)
        for n in range(size):
            care = min(0.98, max(0.3, random.gauss(usual, 0.15)))
            rows = [_verdict(random, item.code, care) for item in framework.items_of(kind.code)]
            counted = visit_sums(table, rows, place_type=kind.code)
            places.append(PlaceSums(f"{kind.code}-{n:03d}", kind.code, counted.indicators))
    return strata, places


def _verdict(random: Random, item: str, care: float) -> Observation:
    verdicts = starter.table().items[item][:-1]  # all but 不涉及
    good = max(verdicts, key=lambda verdict: verdict.earned)
    chosen = good if random.random() < care else random.choice(verdicts)
    counted = chosen.low >= 0
    return Observation(item, None if counted else chosen.outcome, chosen.low if counted else None)


def _truth(strata: list[Stratum], places: list[PlaceSums], sizes: Mapping[str, int]) -> float:
    """The value with each type's place means and so many of each type."""
    frame = {row.code: row.places for row in strata}
    units = math.lcm(*frame.values())
    rows = [
        sums._replace(earned=sums.earned * factor, full=sums.full * factor)
        for place in places
        for factor in [sizes[place.stratum] * units // frame[place.stratum]]
        for sums in place.indicators
    ]
    rate = field_rate(starter.framework(), rows)
    assert rate is not None
    return float(rate)


@pytest.mark.no_cover  # the shorter tests of this file count the same lines
def test_the_interval_holds_over_two_thousand_draws_from_a_known_city():
    strata, places = _city()
    sizes = {row.code: row.sample_count for row in starter.framework().place_types.values()}
    truth = _truth(strata, places, sizes)
    by_code = {place.place: place for place in places}
    frame = [FramePlace(p.stratum, AREAS[n % len(AREAS)], p.place) for n, p in enumerate(places)]

    held = 0
    for number in range(DRAWS):
        seed = sha256(str(number).encode()).hexdigest()
        drawn = [by_code[row.place] for row in draw(frame, sizes, seed)]
        found = field_interval(starter.framework(), strata, drawn)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high

    assert 0.93 <= held / DRAWS <= 0.97


DRAWS_OF_AREAS = 250


@pytest.mark.no_cover
def test_the_interval_of_an_area_holds_with_its_own_strata():
    _strata, places = _city()
    by_code = {place.place: place for place in places}
    frame = [FramePlace(p.stratum, AREAS[n % len(AREAS)], p.place) for n, p in enumerate(places)]
    sizes = {row.code: row.sample_count for row in starter.framework().place_types.values()}
    stands = {area: [by_code[row.place] for row in frame if row.area == area] for area in AREAS}
    area_of = {row.place: row.area for row in frame}
    groups = {code: kind.group for code, kind in starter.framework().place_types.items()}

    held = 0
    for number in range(DRAWS_OF_AREAS):
        seed = sha256(f"area {number}".encode()).hexdigest()
        drawn = draw(frame, sizes, seed)
        for area in AREAS:
            mine = [by_code[row.place] for row in drawn if area_of[row.place] == area]
            n = Counter(place.stratum for place in mine)
            inside = Counter(place.stratum for place in stands[area])
            strata = [Stratum(code, groups[code], inside[code]) for code in sorted(n)]
            rest = [by_code[row.place] for row in drawn if area_of[row.place] != area]
            rates = field_values(row for place in rest for row in place.indicators)
            around = {code: float(rate) for code, rate in rates.items()}
            found = field_interval(starter.framework(), strata, mine, around=around)
            population = [place for place in stands[area] if place.stratum in n]
            truth = _truth(strata, population, n)
            assert found.low is not None
            assert found.high is not None
            held += found.low <= truth <= found.high

    assert 0.92 <= held / (DRAWS_OF_AREAS * len(AREAS)) <= 0.98

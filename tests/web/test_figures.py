"""How figures and times are written."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.web.templatetags import wenming as written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(28, 57), "49.1%"),
        (0.4995, "50.0%"),
        (0.49949999999999994, "50.0%"),  # a float a hair below the half
        (0, "0.0%"),
        (1, "100.0%"),
        (None, "–"),
    ],
)
def test_rate_has_one_place_rounded_half_up(value, text):
    assert written.rate(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (34.385, 2, "34.39"),
        (Decimal("0.32665"), 4, "0.3267"),
        (Fraction(1, 3), 2, "0.33"),
        (0, 2, "0.00"),
        (-0.004, 2, "0.00"),
        (None, 2, "–"),
    ],
)
def test_marks_have_the_places_asked_for(value, places, text):
    assert written.marks(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.62, "+0.62"), (-1.2, "−1.20"), (0.001, "0.00"), (-0.001, "0.00"), (None, "–")],
)
def test_change_has_a_sign_and_never_a_hyphen(value, text):
    assert written.change(value) == text


@given(st.fractions(min_value=0, max_value=1000, max_denominator=10_000))
def test_a_fraction_rounds_as_its_nine_decimals_do(value):
    nine = (Decimal(value.numerator) / value.denominator).quantize(Decimal("1e-9"), ROUND_HALF_UP)

    assert written.marks(value) == f"{nine.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def test_zero_is_not_the_same_as_not_measured():
    assert written.dash(0) == 0
    assert written.dash(None) == "–"


def test_a_share_of_nothing_is_no_share():
    assert written.share(0, 0) is None
    assert written.share(0, 5) == 0


@pytest.mark.parametrize("empty", [None, ""])
def test_no_time_is_a_dash(empty):
    for show in (written.moment, written.short_day, written.day, written.paper_day):
        assert show(empty) == "–"


def test_times_are_shanghai_times(monkeypatch):
    monkeypatch.setattr(written.clock, "today", lambda: date(2026, 11, 20))
    evening = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)

    assert written.moment(evening) == "11-20 00:30"
    assert written.short_day(evening) == "11-20"
    assert written.day(evening) == "2026-11-20"
    assert written.paper_day(evening) == "2026年11月20日"
    assert written.weekday(evening) == "星期五"
    assert written.clock_time(evening) == "00:30"


def test_another_year_is_written_in_tables(monkeypatch):
    monkeypatch.setattr(written.clock, "today", lambda: date(2026, 11, 20))

    assert written.short_day(date(2025, 12, 31)) == "2025-12-31"
    assert written.moment(datetime(2025, 12, 31, 1, 0, tzinfo=UTC)) == "2025-12-31 09:00"


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "50.0%"), (1.7, "100.0%"), (-1, "0.0%"), (None, "0.0%")]
)
def test_a_bar_stays_within_its_track(value, text):
    assert written.width(value) == text

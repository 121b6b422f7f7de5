"""Results of areas, of work groups and over rounds; places that improved; the interval of a round."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.inspections import services as inspections
from wenming.organization.models import Area, Level, WorkingGroup
from wenming.scoring import areas, groups, intervals, selectors, services, trends

pytestmark = pytest.mark.django_db


def done(round_, **changed):
    """One more visit of a round, accepted and counted."""
    visit = make.visit(round_)
    answers = make.answers(visit, **changed)
    inspections.submit_visit(visit_id=visit.pk, by=visit.inspectors.first(), answers=answers)
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    services.count_visit(visit_id=visit.pk)
    visit.refresh_from_db()
    return visit


FAULT = {"L01_01": make.failed("L01-01", "北门", "南门", outcome="")}


class Town:
    """Two districts with two places each; the second district has faults."""

    def __init__(self):
        self.good, self.bad = make.area(), make.area()
        self.streets = [make.area(Level.STREET, parent=above) for above in (self.good, self.bad)]
        for street in self.streets:
            unit = make.unit(kind="street", area=street)
            community = make.area(Level.COMMUNITY, parent=street)
            for _n in range(2):
                make.place("L01", area=community, holder=unit)
        self.round = self.inspect()

    def inspect(self):
        """One round in which the second district fails."""
        round_ = make.released_round(sizes={"L01": 4})
        for _n in range(4):
            area = round_.visits.filter(inspectors=None).order_by("frame_place__order").first()
            path = area.frame_place.place.area.path
            done(round_, **(FAULT if path.startswith(self.bad.path) else {}))
        return round_


@pytest.fixture
def town():
    return Town()


def get(client, user, name, *args, query=""):
    client.force_login(user)
    return client.get(reverse(f"scoring:{name}", args=args) + query)


def test_the_matrix_sets_city_against_districts(town):
    found = areas.matrix(town.round, Area.objects.get(level=Level.CITY), {})

    rates = {row.area.pk: row.scored.field_rate for row in found.below}
    whole = found.above.scored.field_rate
    assert rates[town.good.pk] == 100
    assert rates[town.bad.pk] < whole < 100
    assert [row.places for row in found.rows] == [4, 2, 2]
    assert all(row.is_small for row in found.below)
    assert whole == selectors.scored(town.round, "first").field_rate


def test_a_district_opens_to_its_streets_and_its_observations(client, town):
    office = make.office()
    number = town.round.number

    page = get(client, office, "area", number, town.bad.code)
    street = get(client, office, "area", number, town.streets[1].code)
    why = get(client, office, "explain", number, "D01-01", query=f"?area={town.bad.code}")
    clean = get(client, office, "explain", number, "D01-01", query=f"?area={town.good.code}")

    assert [row.area for row in page.context["matrix"].below] == [town.streets[1]]
    assert street.status_code == 200
    assert len(why.context["places"]) == 2
    assert why.context["totals"].lost == pytest.approx(why.context["result"].lost)
    assert clean.context["totals"].missing == 0


def test_an_area_outside_the_round_is_not_found(client, town):
    office = make.office()
    round_ = town.round
    round_.owner = town.good
    round_.save()

    assert get(client, office, "area", round_.number, town.bad.code).status_code == 404
    bad = get(client, office, "explain", round_.number, "D01-01", query="?area=XX'")
    assert bad.status_code == 404


def test_the_matrix_leaves_as_a_workbook(client, town):
    city = make.city()

    answer = get(client, make.office(), "area", town.round.number, city.code, query="?export")

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("tab", ["areas", "groups", "trend", "places&order=improved"])
def test_every_tab_opens(client, town, tab):
    answer = get(client, make.office(), "round", town.round.number, query=f"?tab={tab}")

    assert answer.status_code == 200


def test_units_see_areas_only_once_published(client, town):
    unit = town.round.frame.first().holder
    street = make.user(Role.STREET, unit=unit)

    assert get(client, street, "area", town.round.number, town.bad.code).status_code == 404


def test_a_group_knows_what_lies_below_standard_with_it(client, town):
    lead, member = make.unit("市城管执法局"), make.unit("市交警支队")
    group = WorkingGroup.objects.create(code="G1", name="市容环境组", lead=lead)
    group.members.add(member)
    edition = town.round.edition
    for code, unit in (("D01-01", lead), ("D01-02", member)):
        indicator = Indicator.objects.get(code=code)
        IndicatorLead.objects.create(edition=edition, indicator=indicator, unit=unit)
    scored = selectors.scored(town.round, "first")

    found = groups.by_group(town.round, scored)

    row = found.rows[0]
    assert {r.indicator.code for r in row.rows} == {"D01-01", "D01-02"}
    below = [r.code for r in scored.result.indicators if r.below_standard]
    assert row.below_standard == len(set(below) & {"D01-01", "D01-02"})
    assert found.total >= row.below_standard
    page = get(client, make.office(), "round", town.round.number, query="?group=G1")
    assert {r.indicator.code for r in page.context["indicators"]} == {"D01-01", "D01-02"}


def test_the_trend_runs_over_comparable_rounds_only(town):
    inspections.close_round(round_id=town.round.pk, by=town.round.by)
    later = clock.now() + clock.timezone.timedelta(days=7)
    with clock.at(later):
        second = town.inspect()
        make.released_round(sizes={"L01": 1}, purpose="self_test")

    found = trends.trend(second)

    assert [point.round.pk for point in found.points] == [town.round.pk, second.pk]
    assert found.points[0].x < found.points[1].x
    assert found.low < float(found.points[0].rate) <= found.high


def test_places_that_improved_stand_first(client, town):
    inspections.close_round(round_id=town.round.pk, by=town.round.by)
    with clock.at(clock.now() + clock.timezone.timedelta(days=7)):
        again = make.released_round(sizes={"L01": 4})
        for _n in range(4):
            done(again)

    page = get(client, make.office(), "round", again.number, query="?tab=places&order=improved")

    gains = [row.gain for row in page.context["page"].rows]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0 == gains[-1]


def test_the_interval_of_a_sample_holds_its_value():
    for _n in range(12):
        make.place("L01")
    round_ = make.released_round(sizes={"L01": 8})
    for n in range(8):
        done(round_, **(FAULT if n % 3 == 0 else {}))

    found = intervals.of(round_, {})

    assert found.rate.low < found.rate.value < found.rate.high
    assert found.indicators["D01-01"].note is None


def test_a_census_has_no_sampling_error_and_few_places_no_interval_of_an_indicator(town):
    found = intervals.of(town.round, {})

    assert found.rate.margin == 0
    assert found.indicators["D01-01"].note == "too_small"


def test_the_interval_follows_a_new_visit(town):
    before = intervals.of(town.round, {}).rate
    with CaptureQueriesContext(connection) as queries:
        intervals.of(town.round, {})
    visit = town.round.visits.first()
    line = visit.observations.get(item__code="L01-02")
    inspections.correct_observation(
        observation_id=line.pk, by=make.user(Role.VERIFIER), outcome="not_met", reason="看错"
    )
    services.count_visit(visit_id=visit.pk)

    assert len(queries) == 1
    assert intervals.of(town.round, {}).rate.value != before.value


def test_the_matrix_costs_the_same_for_any_number_of_areas(town):
    city = make.city()
    areas.matrix(town.round, city, {})
    costs = []
    for area in (city, town.good):
        with CaptureQueriesContext(connection) as queries:
            areas.matrix(town.round, area, {})
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_an_area_has_an_interval_from_eight_places_up():
    good, bad = make.area(), make.area()
    for district, number in ((good, 12), (bad, 4)):
        community = make.area(Level.COMMUNITY, parent=make.area(Level.STREET, parent=district))
        for _n in range(number):
            make.place("L01", area=community, holder=make.unit(kind="street", area=community))
    round_ = make.released_round(sizes={"L01": 12})
    for n in range(12):
        done(round_, **(FAULT if n % 3 == 0 else {}))
    running = areas.matrix(round_, make.city(), {})
    inspections.close_round(round_id=round_.pk, by=round_.by)
    round_.refresh_from_db()

    found = areas.matrix(round_, make.city(), {})

    assert all(row.interval is None for row in running.rows)
    by_area = {row.area.pk: row for row in found.rows}
    assert by_area[good.pk].places == 9
    interval = by_area[good.pk].interval
    assert interval.low < float(by_area[good.pk].scored.field_rate) < interval.high
    assert interval.places == 9
    assert by_area[bad.pk].interval is None
    assert found.above.interval == intervals.of(round_, {}).rate


@pytest.fixture
def two_rounds(town):
    """The same town inspected twice, the second time a week later."""
    inspections.close_round(round_id=town.round.pk, by=town.round.by)
    with clock.at(clock.now() + clock.timezone.timedelta(days=7)):
        second = make.released_round(sizes={"L01": 4})
        for _n in range(4):
            done(second)
    return second


@pytest.mark.parametrize(
    ("of", "code"), [("dimension", "D01"), ("indicator", "D01-01"), ("area", "")]
)
def test_dimensions_indicators_and_areas_run_over_rounds(town, two_rounds, of, code):
    code = code or town.bad.code

    found = trends.trend(two_rounds, of=of, line=code)

    line = next(row for row in found.lines if row.code == code)
    assert found.chosen == line
    assert line.values[0] < line.values[1] == 100
    assert line.change == pytest.approx(100 - float(line.values[0]))
    assert [point.rate for point in found.points] == list(line.values)
    assert len(found.behind.split()) == 2


def test_the_line_of_an_area_opens_to_its_streets(client, town, two_rounds):
    office = make.office()
    query = f"?tab=trend&of=area&area={town.bad.code}&line={town.streets[1].code}"

    page = get(client, office, "round", two_rounds.number, query=query)

    trend = page.context["trend"]
    assert [row.code for row in trend.lines] == [town.bad.code, town.streets[1].code]
    assert trend.chosen.name == town.streets[1].name
    for wrong in ("?tab=trend&of=area&area=XX'", "?tab=trend&of=nothing&line=%00"):
        answer = get(client, office, "round", two_rounds.number, query=wrong)
        assert answer.status_code == (404 if "XX" in wrong else 200)


def test_the_trend_leaves_as_a_workbook(client, town, two_rounds):
    office = make.office()
    number = two_rounds.number

    sheets = [
        load_workbook(
            io.BytesIO(get(client, office, "round", number, query=f"?tab=trend{of}&export").content)
        ).active
        for of in ("", "&of=indicator", f"&of=area&area={town.bad.code}")
    ]

    assert [cell.value for cell in sheets[0][1]][2:4] == [town.round.title, two_rounds.title]
    assert sheets[1].cell(2, 1).value == "D01-01"
    assert [row[0].value for row in sheets[2].iter_rows(min_row=2)] == [
        town.bad.code,
        town.streets[1].code,
    ]

"""Plans and their refusals, release, closing and publication; who goes where."""

from datetime import date, timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.inspections import services
from wenming.inspections.errors import AssignmentRefused, PlanRefused, RoundUnfinished
from wenming.inspections.models import Round
from wenming.inspections.services.assigning import working_days
from wenming.organization.models import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.office()


def test_a_plan_is_stored_with_its_number_and_the_rule_of_its_purpose(office):
    unit = make.unit()

    mock = services.plan_round(
        plan=make.round_plan(
            purpose=Round.Purpose.MOCK, invited=(unit,), sizes={"L01": 2, "L02": 0}
        ),
        by=office,
    )
    weekly = services.plan_round(plan=make.round_plan(), by=office)

    year = clock.today().year
    assert (mock.number, weekly.number) == (f"LC-{year}-001", f"LC-{year}-002")
    assert (mock.proposing, weekly.proposing) == ("after_round", "daily")
    assert [(t.type_code, t.sample_count) for t in mock.types.all()] == [("L01", 2)]
    assert list(mock.invited.all()) == [unit]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "名称和依据"),
        ({"basis": ""}, "名称和依据"),
        ({"ends_on": date(2020, 1, 1)}, "不能早于"),
        ({"sizes": {"L99": 1}}, "没有点位类型“L99”"),
        ({"sizes": {"L01": -1}}, "0 到"),
        ({"sizes": {"L01": 0}}, "没有要抽取的类型"),
        ({"exclude_days": -1}, "负数"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(office, change, words):
    with pytest.raises(PlanRefused, match=words):
        services.plan_round(plan=make.round_plan(**change), by=office)

    assert not Round.objects.exists()


def test_named_places_need_a_reason_and_must_be_of_the_plan(office):
    closed, other = make.place("L01", status="closed"), make.place("L09")
    market = make.place("L01")
    district = make.area()
    cases = [
        ((services.NamedPlace(market, " "),), {}, "要写原因"),
        ((services.NamedPlace(closed, "督办"),), {}, "停用"),
        ((services.NamedPlace(other, "督办"),), {}, "类型不在"),
        ((services.NamedPlace(market, "督办"),) * 2, {}, "两次"),
        ((services.NamedPlace(market, "督办"),), {"owner": district}, "不在组织地区内"),
    ]
    for named, fields, words in cases:
        with pytest.raises(PlanRefused, match=words):
            services.plan_round(plan=make.round_plan(named=named, **fields), by=office)

    services.plan_round(
        plan=make.round_plan(named=(services.NamedPlace(market, "督办"),)), by=office
    )


def test_only_a_published_edition_is_used(office):
    edition = make.small_edition()
    edition.status = "draft"
    edition.save()

    with pytest.raises(PlanRefused, match="没有发布"):
        services.plan_round(plan=make.round_plan(edition=edition), by=office)


def test_a_plan_changes_until_the_frame_is_frozen(office):
    make.place("L01")
    round_ = services.plan_round(plan=make.round_plan(), by=office)
    plan = make.round_plan(title="第 48 周督查", sizes={"L02": 3})

    services.change_plan(round_id=round_.pk, plan=plan, by=office)

    round_.refresh_from_db()
    assert round_.title == "第 48 周督查"
    assert [(t.type_code, t.sample_count) for t in round_.types.all()] == [("L02", 3)]
    services.change_plan(round_id=round_.pk, plan=make.round_plan(), by=office)
    services.draw_simple(round_id=round_.pk, by=office)
    with pytest.raises(PlanRefused, match="不能再改"):
        services.change_plan(round_id=round_.pk, plan=plan, by=office)


def test_a_round_stays_in_its_area(office):
    round_ = services.plan_round(plan=make.round_plan(), by=office)

    with pytest.raises(PlanRefused, match="另建一轮"):
        services.change_plan(round_id=round_.pk, plan=make.round_plan(owner=make.area()), by=office)


def test_an_earlier_round_must_be_released(office):
    make.place("L01")
    earlier = services.plan_round(plan=make.round_plan(), by=office)

    with pytest.raises(PlanRefused, match="不能沿用"):
        services.plan_round(plan=make.round_plan(earlier=earlier), by=office)


def test_release_makes_one_visit_for_each_drawn_place(office):
    for _ in range(3):
        make.place("L01")
    round_ = make.released_round(office)

    assert {v.frame_place.order for v in round_.visits.select_related("frame_place")} == {1, 2}
    assert {v.status for v in round_.visits.all()} == {"planned"}
    with pytest.raises(TransitionRefused):
        services.release_round(round_id=round_.pk, by=office)


def test_visits_are_shared_evenly_and_teams_stay_together(office):
    for _ in range(3):
        district = make.area()
        for _ in range(3):
            make.place("L01", area=district)
    today = clock.today()
    round_ = make.released_round(office, sizes={"L01": 9}, ends_on=today + timedelta(days=13))
    teams = [make.inspectors(), make.inspectors()]

    services.assign_inspectors(round_id=round_.pk, by=office, teams=teams)

    shares = {}
    for visit in round_.visits.select_related("frame_place").prefetch_related("inspectors"):
        team = frozenset(visit.inspectors.all())
        shares.setdefault(team, []).append(visit)
    assert set(shares) == {frozenset(team) for team in teams}
    assert sorted(len(visits) for visits in shares.values()) == [4, 5]
    areas = [{v.frame_place.area_code for v in visits} for visits in shares.values()]
    assert len(areas[0] & areas[1]) == 1  # only the district in the middle is shared
    assert all(
        v.planned_on and today <= v.planned_on <= round_.ends_on for v in round_.visits.all()
    )


def test_assigning_again_moves_only_what_nobody_has_begun(office):
    for _ in range(2):
        make.place("L01")
    round_ = make.released_round(office)
    first, second = make.inspectors(), make.inspectors()
    services.assign_inspectors(round_id=round_.pk, by=office, teams=[first])
    begun = round_.visits.first()
    services.start_visit(visit_id=begun.pk, by=first[0])

    services.assign_inspectors(round_id=round_.pk, by=office, teams=[second])

    assert set(begun.inspectors.all()) == set(first)
    other = round_.visits.exclude(pk=begun.pk).get()
    assert set(other.inspectors.all()) == set(second)


def test_teams_that_cannot_go_are_refused(office):
    make.place("L01")
    round_ = make.released_round(office, sizes={"L01": 1})
    one, two = make.inspectors()
    clerk = make.user(Role.DEPARTMENT, unit=make.unit())
    for teams, words in [
        ([], "至少要有一组"),
        ([(one, one)], "两名测评员"),
        ([(one, clerk)], "没有“实地测评”"),
        ([(one, two), (one, make.user(Role.INSPECTOR))], "两组"),
    ]:
        with pytest.raises(AssignmentRefused, match=words):
            services.assign_inspectors(round_id=round_.pk, by=office, teams=teams)
    with pytest.raises(NotAllowed):
        services.assign_inspectors(round_id=round_.pk, by=clerk, teams=[(one, two)])

    assert services.assign_inspectors(round_id=round_.pk, by=office, teams=[(one, two)]) == 1


def test_one_visit_is_given_to_others_until_it_is_handed_in(office):
    visit = make.visit()
    team = make.inspectors()

    services.set_inspectors(visit_id=visit.pk, by=office, team=team, planned_on=date(2026, 11, 20))

    visit.refresh_from_db()
    assert set(visit.inspectors.all()) == set(team)
    assert visit.planned_on == date(2026, 11, 20)
    services.submit_visit(visit_id=visit.pk, by=team[0], answers=make.answers(visit))
    with pytest.raises(AssignmentRefused, match="不能改派"):
        services.set_inspectors(visit_id=visit.pk, by=office, team=make.inspectors())


def test_a_place_is_visited_again_once_the_last_visit_is_settled(office):
    visit = make.visit()
    row, team = visit.frame_place_id, make.inspectors()
    with pytest.raises(AssignmentRefused, match="还没有审核完"):
        services.plan_visit(frame_place_id=row, by=office, team=team)
    services.submit_visit(
        visit_id=visit.pk, by=visit.inspectors.first(), answers=make.answers(visit)
    )
    services.accept_visit(visit_id=visit.pk, by=office)

    again = services.plan_visit(frame_place_id=row, by=office, team=team)

    assert again.number == 2
    assert set(again.inspectors.all()) == set(team)


def test_a_round_does_not_close_while_somebody_is_at_a_place(office):
    visit = make.visit()
    services.start_visit(visit_id=visit.pk, by=visit.inspectors.first())
    with pytest.raises(RoundUnfinished, match="1 处正在测评"):
        services.close_round(round_id=visit.round_id, by=office)

    services.submit_visit(
        visit_id=visit.pk, by=visit.inspectors.first(), answers=make.answers(visit)
    )
    round_ = services.close_round(round_id=visit.round_id, by=office)

    assert round_.status == "closed"
    with pytest.raises(RoundUnfinished, match="待审核"):
        services.publish_round(round_id=round_.pk, by=office)
    services.accept_visit(visit_id=visit.pk, by=office)
    assert services.publish_round(round_id=round_.pk, by=office).status == "published"


def test_working_days_skip_weekends_unless_there_is_nothing_else():
    friday = date(2026, 11, 20)

    assert working_days(friday, friday + timedelta(days=3)) == [friday, date(2026, 11, 23)]
    assert working_days(date(2026, 11, 21), date(2026, 11, 22)) == [
        date(2026, 11, 21),
        date(2026, 11, 22),
    ]
    assert working_days(date(2026, 11, 25), friday) == [friday]


def test_streets_are_the_areas_where_the_round_says_so(office):
    street = make.area(Level.STREET, parent=make.area())
    make.place("L01", area=make.area(Level.COMMUNITY, parent=street))

    round_ = make.released_round(office, area_level=Level.STREET, sizes={"L01": 1})

    assert round_.frame.get().area_code == street.code

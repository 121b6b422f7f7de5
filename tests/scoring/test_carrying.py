"""A value measured once serves every framework that maps to it, and the page says whence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests import make
from tests.scoring.test_local_standard import local_over
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.framework.services import copy_edition, publish_edition
from wenming.framework.services.crosswalks import Link, add_links
from wenming.inspections import services as inspections
from wenming.inspections.models import Round
from wenming.scoring import areas, intervals, ranks, rescoring, selectors, services
from wenming.scoring.models import Run

pytestmark = pytest.mark.django_db
FAULT = {"L01_01": make.failed("L01-01", "北门", outcome="")}
NOT_HERE = {"L02_01": inspections.Answer("L02-01", outcome="not_applicable")}
CODE = "D01-01"  # what L01-01 is marked for; nothing in a back street that counts


def province_over(national, *codes):
    """A provincial framework that takes `codes` from the national one."""
    made = copy_edition(edition_id=national.pk, by=None, code="province", kind="provincial")
    publish_edition(edition_id=made.pk, by=None)
    made.refresh_from_db()
    links = [
        Link(national.indicators.get(code=code), made.indicators.get(code=code)) for code in codes
    ]
    add_links(links=links, by=make.office())
    return made


def measured(edition, *, sizes, published=True, **fields):
    """A round in which every place has the same fault, closed or published."""
    round_ = make.released_round(edition=edition, sizes=sizes, **fields)
    for _place in range(round_.visits.count()):
        visit = make.visit(round_)
        changed = FAULT if visit.frame_place.type_code == "L01" else NOT_HERE
        answers = make.answers(visit, **changed)
        inspections.submit_visit(visit_id=visit.pk, by=visit.inspectors.first(), answers=answers)
        inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
        services.count_visit(visit_id=visit.pk)
    inspections.close_round(round_id=round_.pk, by=round_.by)
    if published:
        make.approved_results(round_)
        services.publish_round(round_id=round_.pk, by=make.user(Role.OFFICE, unit=make.unit()))
    round_.refresh_from_db()
    return round_


class Town:
    """A published national round of markets, and a provincial framework that leans on it."""

    def __init__(self):
        self.national = make.small_edition()
        self.province = province_over(self.national, CODE)
        for _n in range(3):
            make.place("L01")
        make.place("L02")
        self.first = measured(self.national, sizes={"L01": 3})


@pytest.fixture
def town():
    return Town()


def test_a_round_takes_what_it_did_not_measure_from_the_round_that_did(client, town):
    round_ = measured(town.province, sizes={"L02": 1}, published=False)

    scored = selectors.scored(round_, "first")

    national = selectors.scored(town.first, "first").result.indicator(CODE)
    assert scored.result.indicator(CODE).value == national.value < 100
    assert scored.carried[CODE].round == town.first
    client.force_login(make.office())
    page = client.get(reverse("scoring:round", args=[round_.number])).content.decode()
    assert "来自" in page
    assert town.first.title in page
    why = client.get(reverse("scoring:explain", args=[round_.number, CODE]))
    assert why.context["brought"].round == town.first
    assert why.context["totals"].lost == pytest.approx(scored.result.indicator(CODE).lost)
    assert len(why.context["places"]) == 3


def test_what_a_round_measures_itself_goes_first(town):
    round_ = measured(town.province, sizes={"L01": 2}, published=False)

    assert CODE not in selectors.scored(round_, "first").carried


@pytest.mark.parametrize(
    "spoilt",
    [
        {"published_at": None},
        {"purpose": Round.Purpose.SPECIAL},
        {"ends_on": clock.today() + timedelta(days=1)},
        {
            "starts_on": clock.today() - timedelta(days=800),
            "ends_on": clock.today() - timedelta(days=400),
        },
    ],
)
def test_only_a_published_drawn_round_of_the_year_brings_anything(town, spoilt):
    if "published_at" in spoilt:
        town.first.publication.published_at = None
        town.first.publication.save()
    else:
        Round.objects.filter(pk=town.first.pk).update(**spoilt)

    round_ = measured(town.province, sizes={"L02": 1}, published=False)

    assert not selectors.scored(round_, "first").carried


def test_the_newest_round_that_measured_it_brings_it(town):
    newer = measured(town.national, sizes={"L01": 2})
    measured(town.national, sizes={"L02": 1})  # newer still, and measured something else

    round_ = measured(town.province, sizes={"L02": 1}, published=False)

    assert selectors.scored(round_, "first").carried[CODE].round == newer


def test_a_published_round_keeps_what_was_brought_to_it(town):
    round_ = measured(town.province, sizes={"L02": 1})
    before = selectors.scored(round_, "first")
    run = Run.objects.get(pk=round_.publication.run_id)

    measured(town.national, sizes={"L01": 2})

    after = selectors.scored(round_, "first")
    assert after.result == before.result
    assert after.carried[CODE].round == town.first
    assert run.inputs["carried"] == {CODE: {"round": town.first.number, "indicator": CODE}}
    assert rescoring.faults_of(run) == []
    call_command("rescore", run.pk)


def test_areas_ranks_and_the_interval_count_what_was_brought(town):
    round_ = measured(town.province, sizes={"L02": 1})
    scored = selectors.scored(round_, "first")

    matrix = areas.matrix(round_, make.city(), scored.carried)
    whole = intervals.of(round_, scored.carried)

    assert matrix.above.scored.field_rate == scored.field_rate < 100
    assert matrix.above.places == 1  # seen by this round; the others were seen before
    assert matrix.above.is_small
    enough = whole.rate._replace(places=8)  # with those that another round saw
    assert not replace(matrix.above, interval=enough).is_small
    assert whole.rate.value == pytest.approx(float(scored.field_rate))
    assert whole.indicators[CODE].places == 3
    assert len(selectors.rate_by_area(round_)) == 4
    places = [row.places for group in ranks.peers(round_) for row in group.rows]
    assert sorted(places) == [1, 1, 1, 1]


def test_without_a_link_a_round_costs_one_statement_more(town, django_assert_num_queries):
    selectors.scored(town.first, "first")
    round_ = measured(town.national, sizes={"L02": 1}, published=False)
    selectors.scored(round_, "first")

    with django_assert_num_queries(2):
        selectors.scored(round_, "first")


def test_a_local_standard_is_measured_by_what_was_brought_too(client, town):
    local_over(town.province, indicators=[{"code": CODE, "grades": {"A": 99, "B": 95, "C": 90}}])
    round_ = measured(town.province, sizes={"L02": 1}, published=False)

    client.force_login(make.office())
    page = client.get(reverse("scoring:round", args=[round_.number]))

    row = next(r for r in page.context["indicators"] if r.indicator.code == CODE)
    assert row.local.grade >= row.result.grade
    assert page.context["local_rate"] <= page.context["headline"].rate


def test_a_newer_value_elsewhere_does_not_undo_an_approval(town):
    round_ = measured(town.province, sizes={"L02": 1}, published=False)
    make.approved_results(round_)
    measured(town.national, sizes={"L01": 2})

    services.publish_round(round_id=round_.pk, by=make.user(Role.OFFICE, unit=make.unit()))

    round_.refresh_from_db()
    assert selectors.scored(round_, "first").carried[CODE].round == town.first

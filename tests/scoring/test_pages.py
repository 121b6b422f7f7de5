"""Result pages: what they say, who sees them, what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import make
from wenming.accounts.models import Role
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.framework.selectors import engine_framework
from wenming.inspections import services as inspections
from wenming.scoring import pages, selectors, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    """An accepted and counted visit with two findings at one item."""
    found = make.accepted_visit(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))
    services.count_visit(visit_id=found.pk)
    lead = make.unit("市城管执法局")
    indicator = Indicator.objects.get(code="D01-01")
    IndicatorLead.objects.create(edition=found.round.edition, indicator=indicator, unit=lead)
    return found


def page(client, user, name, *args, query=""):
    client.force_login(user)
    return client.get(reverse(f"scoring:{name}", args=args) + query)


def test_the_round_opens_with_rate_coverage_and_places(client, visit):
    answer = page(client, make.office(), "round", visit.round.number)

    text = answer.content.decode()
    assert "实地考察得分率" in text
    assert "60.00/100" in text  # 已测权重
    assert "1/1" in text  # visited of drawn


@pytest.mark.parametrize("tab", ["items", "places", "units", "last"])
def test_every_tab_opens(client, visit, tab):
    answer = page(client, make.office(), "round", visit.round.number, query=f"?tab={tab}")

    assert answer.status_code == 200


def test_the_explanation_adds_up_in_words(client, visit):
    answer = page(client, make.office(), "explain", visit.round.number, "D01-01")

    text = answer.content.decode()
    assert "发现2处×1分，满分3得1" in text
    assert "北门" in text
    assert "早市时段不算" in text  # the exemption stands beside the item
    assert answer.context["totals"].lost == pytest.approx(answer.context["result"].lost)


def test_the_score_sheet_of_a_place_prints(client, visit):
    answer = page(client, make.office(), "place", visit.pk)

    assert "发现 2 处" in answer.content.decode()


def test_the_workbook_opens(client, visit):
    answer = page(client, make.office(), "export", visit.round.number)

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("code", ["D01-03", "XX", "D01-01'"])
def test_what_is_no_field_indicator_is_not_found(client, visit, code):
    assert page(client, make.office(), "explain", visit.round.number, code).status_code == 404


def test_units_see_nothing_before_publication_and_their_own_losses_after(client, visit):
    street = make.user(Role.STREET, unit=visit.frame_place.holder)
    other = make.user(Role.STREET, unit=make.street())
    assert page(client, street, "round", visit.round.number).status_code == 404

    inspections.close_round(round_id=visit.round_id, by=visit.round.by)
    second = make.user(Role.OFFICE, unit=make.unit("督查科"))
    make.approved_results(visit.round)
    services.publish_round(round_id=visit.round_id, by=second)

    own = page(client, street, "round", visit.round.number, query="?tab=units")
    assert [row.unit for row in own.context["units"]] == [visit.frame_place.holder]
    foreign = page(client, other, "round", visit.round.number, query="?tab=units")
    assert foreign.context["units"] == []


def test_inspectors_see_no_results(client, visit):
    inspector = visit.inspectors.first()

    assert page(client, inspector, "round", visit.round.number).status_code == 404


def test_the_list_of_places_costs_the_same_at_any_length(client):
    for _n in range(4):
        make.place("L01")
    round_ = make.released_round(sizes={"L01": 4})
    verifier = make.user(Role.VERIFIER)
    office = make.office()
    costs = []
    for _n in range(4):
        visit = make.visit(round_)
        by = visit.inspectors.first()
        inspections.submit_visit(visit_id=visit.pk, by=by, answers=make.answers(visit))
        inspections.accept_visit(visit_id=visit.pk, by=verifier)
        services.count_visit(visit_id=visit.pk)
        with CaptureQueriesContext(connection) as queries:
            page(client, office, "round", round_.number, query="?tab=places")
        costs.append(len(queries))

    assert costs[1] == costs[3]  # the first page also fills the caches


def test_units_see_the_office_and_the_day_and_never_who_inspected_or_corrected(client, visit):
    office, second = visit.round.by, make.user(Role.OFFICE, unit=make.unit("督查科"))
    for person, name in zip(
        [*visit.inspectors.all(), second], ["何测评", "吕测评", "施审核"], strict=True
    ):
        person.display_name = name
        person.save()
    failed = visit.observations.get(item__code="L01-01")
    inspections.correct_observation(observation_id=failed.pk, by=second, count=1, reason="照片可见")
    services.count_visit(visit_id=visit.pk)
    inspections.close_round(round_id=visit.round_id, by=office)
    make.approved_results(visit.round)
    services.publish_round(round_id=visit.round_id, by=second)
    street = make.user(Role.STREET, unit=visit.frame_place.holder)
    code = failed.item.indicator.code

    def shown(user):
        client.force_login(user)
        sheet = client.get(reverse("scoring:place", args=[visit.pk])).content.decode()
        why = page(client, user, "explain", visit.round.number, code).content.decode()
        return sheet + why

    to_office, to_street = shown(office), shown(street)
    assert all(name in to_office for name in ("何测评", "吕测评", "施审核"))
    assert not any(name in to_street for name in ("何测评", "吕测评", "施审核"))
    assert "照片可见" in to_street
    assert f"{timezone.localdate(visit.submitted_at):%Y-%m-%d}" in to_street


def test_a_dimension_says_whether_it_was_not_drawn_or_is_never_visited():
    nothing = selectors.scored_from(engine_framework(make.edition()), ())

    visited = {row.dimension.code: row.has_field for row in pages.dimensions(nothing)}

    assert (visited["D02"], visited["D10"]) == (True, False)

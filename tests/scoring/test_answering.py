"""Who answers for the marks of one indicator: on its page, in the words and sums of the engine."""

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.inspections import services as inspections
from wenming.organization.models import Area, Level
from wenming.places.models import PlaceOwner
from wenming.scoring import services

pytestmark = pytest.mark.django_db
FAULT = {"L01_01": make.failed("L01-01", "北门", "南门", outcome="")}


@pytest.fixture
def round_():
    """A round with one place of two districts each, both with the same fault, and a lead."""
    for name in ("东街道", "西街道"):
        district = make.area()
        street = make.area(Level.STREET, parent=district)
        unit = make.unit(name, kind="street", area=street)
        make.place("L01", area=make.area(Level.COMMUNITY, parent=street), holder=unit)
    found = make.released_round(sizes={"L01": 2})
    for _n in range(2):
        visit = make.visit(found)
        by = visit.inspectors.first()
        inspections.submit_visit(visit_id=visit.pk, by=by, answers=make.answers(visit, **FAULT))
        inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
        services.count_visit(visit_id=visit.pk)
    IndicatorLead.objects.create(
        edition=found.edition,
        indicator=Indicator.objects.get(code="D01-01"),
        unit=make.unit("城管局"),
    )
    return found


def explained(client, user, round_, query=""):
    client.force_login(user)
    return client.get(reverse("scoring:explain", args=[round_.number, "D01-01"]) + query)


def parts_of(answer):
    return {part.unit.name: (part.lost, part.leads) for part in answer.context["answering"].parts}


def test_holders_and_the_lead_share_what_was_lost(client, round_):
    answer = explained(client, make.office(), round_)

    lost = answer.context["result"].lost
    assert lost > 0
    assert parts_of(answer) == {
        "东街道": (pytest.approx(lost / 4), False),
        "西街道": (pytest.approx(lost / 4), False),
        "城管局": (pytest.approx(lost / 2), True),
    }
    assert answer.context["answering"].others == 0
    assert "点位的责任单位担 50%，牵头单位担 50%" in answer.content.decode()


def test_in_an_area_only_its_places_and_the_lead_answer(client, round_):
    place = round_.visits.get(frame_place__holder__name="东街道").frame_place.place
    district = Area.objects.get(level=Level.DISTRICT, path=place.area.path[: -2 * Area.steplen])

    answer = explained(client, make.office(), round_, f"?area={district.code}")

    lost = answer.context["result"].lost
    assert {name: part for name, (part, _leads) in parts_of(answer).items()} == {
        "东街道": pytest.approx(lost / 2),
        "城管局": pytest.approx(lost / 2),
    }


def test_who_is_named_for_an_item_answers_there(client, round_):
    visit = round_.visits.get(frame_place__holder__name="东街道")
    named = make.unit("市场监管局")
    PlaceOwner.objects.create(place=visit.frame_place.place, item_code="L01-01", unit=named)
    services.count_visit(visit_id=visit.pk)

    answer = explained(client, make.office(), round_)

    assert set(parts_of(answer)) == {"市场监管局", "西街道", "城管局"}
    assert answer.content.decode().count("由市场监管局负责") == 1


def test_a_unit_reads_its_own_part_and_the_sum_of_the_rest(client, round_):
    inspections.close_round(round_id=round_.pk, by=round_.by)
    make.approved_results(round_)
    second = make.user(Role.OFFICE, unit=make.unit("督查科"))
    services.publish_round(round_id=round_.pk, by=second)
    unit = round_.visits.get(frame_place__holder__name="东街道").frame_place.holder

    answer = explained(client, make.user(Role.STREET, unit=unit), round_)

    lost = answer.context["result"].lost
    assert set(parts_of(answer)) == {"东街道"}
    assert answer.context["answering"].others == pytest.approx(lost * 3 / 4)
    shown = answer.content.decode()
    assert "其他单位" in shown
    assert reverse("scoring:unit", args=[round_.number, unit.code]) in shown

"""Rounds that a district or street runs in its own subtree, and how much a round begins with."""

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.framework.models import PlaceType
from wenming.inspections import services
from wenming.inspections.errors import PlanRefused
from wenming.inspections.models import Round
from wenming.inspections.services import NamedPlace
from wenming.inspections.sizing import shares, sizes_of
from wenming.organization.models import Level
from wenming.scoring import services as scoring

pytestmark = pytest.mark.django_db


class Town:
    """A street with two places and two clerks, and another street with one."""

    def __init__(self):
        make.small_edition()
        district = make.area()
        self.areas = [make.area(Level.STREET, parent=district) for _n in range(2)]
        self.unit, self.other = (make.unit(kind="street", area=area) for area in self.areas)
        self.places = [
            make.place("L01", area=unit.area, holder=unit)
            for unit in (self.unit, self.unit, self.other)
        ]
        self.clerk, self.second = (make.user(Role.STREET, unit=self.unit) for _n in range(2))
        self.foreign = make.user(Role.STREET, unit=self.other)

    def plan(self, **fields):
        """A weekly round of the first street."""
        return make.round_plan(owner=self.areas[0], area_level=Level.STREET, **fields)


@pytest.fixture
def town():
    return Town()


def test_a_street_runs_a_round_of_its_own_places_from_plan_to_score(client, town):
    round_ = services.plan_round(plan=town.plan(), by=town.clerk)
    services.draw_simple(round_id=round_.pk, by=town.clerk)
    services.release_round(round_id=round_.pk, by=town.clerk)
    assert {v.frame_place.place for v in round_.visits.all()} == set(town.places[:2])
    for _n in range(2):
        visit = make.visit(round_)
        services.submit_visit(
            visit_id=visit.pk, by=visit.inspectors.first(), answers=make.answers(visit)
        )
        services.accept_visit(visit_id=visit.pk, by=town.second)
        scoring.count_visit(visit_id=visit.pk)
    services.close_round(round_id=round_.pk, by=town.clerk)

    drafted = scoring.draft_results(round_id=round_.pk, by=town.clerk)

    assert round_.number.startswith(town.areas[0].code)
    assert drafted.run.inputs["field"]
    url = reverse("scoring:round", args=[round_.number])
    client.force_login(town.second)
    assert client.get(url).status_code == 200
    client.force_login(town.foreign)
    assert client.get(url).status_code == 404
    with pytest.raises(NotAllowed):
        scoring.open_feedback(publication_id=drafted.pk, by=town.foreign)


def test_a_street_runs_no_round_of_others(town):
    with pytest.raises(NotAllowed):
        services.plan_round(plan=make.round_plan(owner=town.areas[1]), by=town.clerk)
    with pytest.raises(NotAllowed):
        services.plan_round(plan=make.round_plan(), by=town.clerk)
    foreign = (NamedPlace(town.places[2], "群众反映"),)
    with pytest.raises(PlanRefused, match="不在组织地区内"):
        services.plan_round(plan=town.plan(named=foreign), by=town.clerk)

    assert not Round.objects.exists()


def test_n_of_a_type_in_each_street(town):
    by = make.office()
    plan = make.round_plan(area_level=Level.STREET, is_per_area=True, sizes={"L01": 1})
    round_ = services.plan_round(plan=plan, by=by)

    services.draw_simple(round_id=round_.pk, by=by)

    drawn = round_.frame.filter(order__isnull=False).values_list("area_code", flat=True)
    assert sorted(drawn) == sorted(area.code for area in town.areas)


def test_each_purpose_begins_with_its_share(town):
    city, street = make.city(), town.areas[0]
    sample = {"L01": 9, "L02": 4}

    assert sizes_of("quarterly", sample, city) == sample
    assert sizes_of("weekly", sample, city) == {"L01": 3, "L02": 1}
    assert sizes_of("special", sample, city) == {}
    assert sizes_of("self_test", sample, street) == {"L01": 2}  # two of the three places are here
    assert set(shares()) == set(Round.Purpose.values)


def test_the_form_of_a_street_offers_its_own_area_and_sizes(client, town):
    PlaceType.objects.filter(code="L01").update(sample_count=3)
    client.force_login(town.clerk)

    form = client.get(reverse("inspections:plan") + "?purpose=quarterly").context["form"]

    assert list(form.fields["owner"].queryset) == [town.areas[0]]
    assert form.initial["area_level"] == Level.COMMUNITY
    assert form.initial["size_L01"] == 2

"""Rounds that a district or street runs in its own subtree, and how much a round begins with."""

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.framework.models import Edition, PlaceType
from wenming.framework.services import copy_edition, publish_edition
from wenming.inspections import services
from wenming.inspections.errors import PlanRefused
from wenming.inspections.models import Round
from wenming.inspections.services import NamedPlace
from wenming.inspections.sizing import shares, sizes_of
from wenming.organization.models import Level
from wenming.places.selectors import answers, type_names
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


def province_of(edition, owner=None):
    """Another published framework with the same contents, of the city or of `owner`."""
    made = copy_edition(edition_id=edition.pk, by=None, code="province", kind="provincial")
    if owner is not None:
        made.owner = owner
        made.save()
    publish_edition(edition_id=made.pk, by=None)
    made.refresh_from_db()
    return made


def test_a_round_is_planned_under_any_published_framework(client, town):
    province = province_of(Edition.objects.get())
    PlaceType.objects.filter(edition=province, code="L01").update(sample_count=2)
    client.force_login(make.office())
    url = f"{reverse('inspections:plan')}?purpose=quarterly"

    form = client.get(f"{url}&edition={province.pk}").context["form"]

    assert form.initial["edition"] == province
    assert form.initial["size_L01"] == 2
    assert {e.code for e in form.fields["edition"].queryset} == {"small", "province"}


def test_another_framework_or_area_gives_other_sizes_before_anything_is_stored(client, town):
    national = Edition.objects.get()
    province = province_of(national)
    PlaceType.objects.filter(edition=province, code="L01").update(sample_count=3)
    client.force_login(make.office())
    url = f"{reverse('inspections:plan')}?purpose=quarterly"
    sent = {
        "title": "省测自测",
        "edition": province.pk,
        "owner": town.areas[0].code,
        "sized_for": f"{national.pk} {make.city().code}",
        "size_L01": "9",
    }

    answer = client.post(url, sent)

    form = answer.context["form"]
    assert answer.status_code == 200
    assert answer.context["sized"]
    assert form.initial["title"] == "省测自测"
    assert form.initial["size_L01"] == 2  # the street's share of three
    assert form.initial["area_level"] == Level.COMMUNITY
    assert not Round.objects.exists()
    again = client.post(url, {**sent, "sized_for": "", "again": "1"})
    assert again.context["sized"]
    kept = client.post(url, {**sent, "sized_for": form.meant_for()})
    assert kept.status_code == 422  # judged now: the rest is missing


def test_a_framework_of_a_district_is_for_its_own_area_only(town):
    district = make.area()
    own = province_of(Edition.objects.get(), owner=district)

    with pytest.raises(PlanRefused, match="不能用来测"):
        services.plan_round(plan=make.round_plan(edition=own), by=make.office())

    make.place("L01", area=make.area(Level.STREET, parent=district))
    plan = make.round_plan(edition=own, owner=district)
    assert services.plan_round(plan=plan, by=make.office()).edition == own


def test_a_type_that_only_another_framework_knows_can_be_entered_and_drawn(town):
    province = province_of(Edition.objects.get())
    PlaceType.objects.filter(edition=province, code="L02").update(code="P02", name_zh="校外场所")

    assert type_names()["P02"] == "校外场所"
    place = make.place("P02")

    assert [row.item.code for row in answers(place)] == ["L02-01", "L02-02"]
    round_ = make.released_round(edition=province, sizes={"P02": 1})
    assert round_.visits.get().frame_place.place == place

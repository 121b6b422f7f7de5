"""Ranks by own field rate among peers: only once published, a mark where too few places were seen."""

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.inspections import services as inspections
from wenming.organization.models import Level, UnitKind
from wenming.scoring import ranks, services

pytestmark = pytest.mark.django_db
FAULT = make.failed("L01-01", "北门", "南门", outcome="")


class Town:
    """Two streets with eight places each, one with faults; a third street with one place."""

    def __init__(self):
        district = make.area()
        make.unit("湖东区", kind=UnitKind.DISTRICT, area=district)
        areas = [make.area(Level.STREET, parent=district) for _n in range(3)]
        self.good, self.bad, self.small = (
            make.unit(name, kind=UnitKind.STREET, area=area)
            for name, area in zip(["甲街道", "乙街道", "丙街道"], areas, strict=True)
        )
        for unit, n in ((self.good, 8), (self.bad, 8), (self.small, 1)):
            for _n in range(n):
                make.place("L01", area=unit.area, holder=unit)
        self.lead = make.unit("市城管执法局")
        self.round = make.released_round(sizes={"L01": 17})
        indicator = Indicator.objects.get(code="D01-01")
        IndicatorLead.objects.create(
            edition=self.round.edition, indicator=indicator, unit=self.lead
        )
        verifier = make.user(Role.VERIFIER)
        for visit in self.round.visits.select_related("frame_place"):
            visit.inspectors.set(make.inspectors())
            failed = {"L01_01": FAULT} if visit.frame_place.holder_id == self.bad.pk else {}
            inspections.submit_visit(
                visit_id=visit.pk,
                by=visit.inspectors.first(),
                answers=make.answers(visit, **failed),
            )
            inspections.accept_visit(visit_id=visit.pk, by=verifier)
            services.count_visit(visit_id=visit.pk)
        inspections.close_round(round_id=self.round.pk, by=self.round.by)

    def publish(self):
        """Bring the result out."""
        make.approved_results(self.round)
        second = make.user(Role.OFFICE, unit=make.unit("督查科"))
        services.publish_round(round_id=self.round.pk, by=second)
        self.round.refresh_from_db()


@pytest.fixture
def town():
    return Town()


def page(client, user, town, tab):
    client.force_login(user)
    return client.get(reverse("scoring:round", args=[town.round.number]) + f"?tab={tab}")


def test_peers_stand_apart_and_small_samples_without_a_rank(town):
    found = {group.kind: group.rows for group in ranks.peers(town.round)}

    streets = [(row.unit, row.rank, row.places) for row in found[UnitKind.STREET]]
    assert streets == [(town.good, 1, 8), (town.bad, 2, 8), (town.small, None, 1)]
    assert [row.unit.name for row in found[UnitKind.DISTRICT]] == ["湖东区"]
    assert found[UnitKind.DISTRICT][0].places == 17
    assert [row.unit for row in found[UnitKind.DEPARTMENT]] == [town.lead]
    assert found[UnitKind.STREET][1].rate < found[UnitKind.DISTRICT][0].rate < 100


def test_equal_rates_share_a_rank(town):
    for visit in town.round.visits.filter(frame_place__holder=town.bad):
        line = visit.observations.get(item__code="L01-01")
        inspections.correct_observation(
            observation_id=line.pk, by=town.round.by, count=0, reason="看错"
        )
        services.count_visit(visit_id=visit.pk)

    rows = ranks.peers(town.round)[2].rows

    assert {row.rank for row in rows} == {1, None}


def test_ranks_are_shown_only_after_publication(client, town):
    office = make.office()
    sheet = reverse("scoring:ranks", args=[town.round.number])
    before = page(client, office, town, "ranks")
    assert before.context["tab"] == "result"
    assert client.get(sheet).status_code == 404

    town.publish()

    after = page(client, office, town, "ranks")
    assert after.context["tab"] == "ranks"
    assert "样本不足" in after.content.decode()
    assert client.get(sheet)["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_unit_opens_its_own_lines_only(client, town):
    town.publish()
    clerk = make.user(Role.STREET, unit=town.bad)

    shown = page(client, clerk, town, "ranks").context["openable"]
    own = client.get(reverse("scoring:unit", args=[town.round.number, town.bad.code]))
    other = client.get(reverse("scoring:unit", args=[town.round.number, town.good.code]))

    assert shown == {town.bad.pk}
    assert len(own.context["places"]) == 8
    assert other.status_code == 403
    client.force_login(make.office())
    lead = client.get(reverse("scoring:unit", args=[town.round.number, town.lead.code]))
    assert len(lead.context["places"]) == 8

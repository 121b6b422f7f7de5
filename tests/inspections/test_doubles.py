"""平行复查: other people repeat some visits; verdicts are compared and never counted."""

from fractions import Fraction

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.inspections import doubles, overview, permissions, selectors, services
from wenming.inspections.errors import AssignmentRefused
from wenming.inspections.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.office()


def visits_of(office, n):
    """A round whose `n` visits are assigned to one team."""
    for _ in range(n):
        make.place("L01")
    round_ = make.released_round(office, sizes={"L01": n})
    team = make.inspectors()
    services.assign_inspectors(round_id=round_.pk, by=office, teams=[team])
    return round_, team


def order(round_, office, visits, *teams):
    return services.order_doubles(
        round_id=round_.pk,
        by=office,
        visit_ids=[visit.pk for visit in visits],
        teams=teams or [make.inspectors()],
    )


def accept(visit, by, **changed):
    services.submit_visit(
        visit_id=visit.pk, by=visit.inspectors.first(), answers=make.answers(visit, **changed)
    )
    return services.accept_visit(visit_id=visit.pk, by=by)


def test_a_second_inspection_is_a_visit_of_its_own_that_counts_nowhere(office):
    visit = make.accepted_visit()

    assert order(visit.round, office, [visit]) == 1

    double = visit.doubles.get()
    assert (double.purpose, double.number, double.status) == ("double", 1, "planned")
    accept(double, office)
    assert selectors.counted_visits(visit.round, "last").get() == visit
    assert overview.progress(visit.round).handed_in == 1
    assert [len(row.visits.all()) for row in overview.places(visit.round)] == [1]
    later = services.plan_visit(
        frame_place_id=visit.frame_place_id, by=office, team=make.inspectors()
    )
    assert later.number == 2


def test_it_is_made_by_other_people(office):
    round_, team = visits_of(office, 1)
    visit = round_.visits.get()
    mixed = (team[0], make.user(Role.INSPECTOR))

    assert order(round_, office, [visit], mixed) == 0
    assert not visit.doubles.exists()
    others = make.inspectors()
    assert order(round_, office, [visit], mixed, others) == 1
    assert set(visit.doubles.get().inspectors.all()) == set(others)

    # Nor does somebody change sides afterwards.
    for one, people in [(visit, (others[0], team[1])), (visit.doubles.get(), mixed)]:
        with pytest.raises(AssignmentRefused, match="平行复查要由别人做"):
            services.set_inspectors(visit_id=one.pk, by=office, team=people)
    assert services.assign_inspectors(round_id=round_.pk, by=office, teams=[others]) == 0


def test_what_cannot_be_repeated_is_refused(office):
    round_, _team = visits_of(office, 2)
    first, second = round_.visits.all()
    order(round_, office, [first])
    second.inspectors.clear()

    for chosen, words in [([], "没有选"), ([first], "已有平行复查"), ([second], "没有安排")]:
        with pytest.raises(AssignmentRefused, match=words):
            order(round_, office, chosen)
    with pytest.raises(AssignmentRefused, match="请刷新"):
        order(round_, office, [first.doubles.get()])
    with pytest.raises(NotAllowed):
        order(round_, make.user(Role.VERIFIER), [second])

    second.inspectors.set(make.inspectors())
    assert order(round_, office, [second]) == 1


def test_a_share_is_drawn_by_the_seed_and_tops_up(office):
    round_, _team = visits_of(office, 5)

    first = doubles.drawn_by_share(round_, 20)
    assert [visit.pk for visit in first] == [
        visit.pk for visit in doubles.drawn_by_share(round_, 20)
    ]
    assert len(first) == 1
    order(round_, office, first)

    assert doubles.drawn_by_share(round_, 20) == []
    more = doubles.drawn_by_share(round_, 50)
    assert len(more) == 2
    assert first[0] not in more


def test_agreement_is_told_by_item_and_by_pair_of_teams(office):
    round_, _team = visits_of(office, 2)
    for visit in round_.visits.all():
        accept(visit, office, L01_02=make.failed("L01-02"))
    order(round_, office, list(round_.visits.all()), make.inspectors())
    one, two = Visit.objects.filter(purpose="double")
    accept(one, office, L01_02=make.failed("L01-02"))
    accept(two, office)

    found = doubles.agreements(round_)

    items = {row.label: (row.equal, row.n) for row in found.items}
    assert items["L01-02"] == (1, 2)
    assert items["L01-01"] == (2, 2)
    assert found.whole.n == sum(n for _equal, n in items.values())
    assert found.whole.equal == found.whole.n - 1
    assert [(row.equal, row.n) for row in found.teams] == [(found.whole.equal, found.whole.n)]
    assert found.visits[one.pk].share == Fraction(1)

    # A visit that was voided is no measure of anybody.
    services.void_visit(visit_id=two.pk, by=office, reason="走错了门店")
    assert doubles.agreements(round_).whole.share == 1


def test_corrections_do_not_make_inspectors_agree(office):
    visit = make.accepted_visit(L01_02=make.failed("L01-02"))
    order(visit.round, office, [visit])
    double = accept(visit.doubles.get(), office)
    row = double.observations.get(item__code="L01-02")

    services.correct_observation(
        observation_id=row.pk, by=office, outcome="not_met", reason="照片可见"
    )

    items = {row.label: row.equal for row in doubles.agreements(visit.round).items}
    assert items["L01-02"] == 0


def test_after_publication_units_do_not_read_it(office):
    visit = make.accepted_visit()
    order(visit.round, office, [visit])
    double = accept(visit.doubles.get(), office)
    services.close_round(round_id=visit.round_id, by=office)
    services.publish_round(round_id=visit.round_id, by=office)
    street = make.user(Role.STREET, unit=visit.frame_place.holder)

    readable = permissions.visits_visible_to(street)

    assert visit in readable
    assert double not in readable

"""The pages of 平行复查: ordering by share and by hand, what is shown to whom."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from wenming.accounts.models import Role
from wenming.inspections import services
from wenming.inspections.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.office()


@pytest.fixture
def round_(office):
    """A released round of four places, all with one team."""
    for _ in range(4):
        make.place("L01")
    found = make.released_round(office, sizes={"L01": 4})
    services.assign_inspectors(round_id=found.pk, by=office, teams=[make.inspectors()])
    return found


def address(name, round_):
    return reverse(f"inspections:{name}", args=[round_.number])


def ordered(client, round_, *, team=None, query="", **fields):
    first, second = team or make.inspectors()
    form = {
        "share": "",
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-first": first.pk,
        "form-0-second": second.pk,
        **fields,
    }
    return client.post(address("order_doubles", round_) + query, form)


def accept(visit, by, **changed):
    services.submit_visit(
        visit_id=visit.pk, by=visit.inspectors.first(), answers=make.answers(visit, **changed)
    )
    services.accept_visit(visit_id=visit.pk, by=by)


def test_a_share_is_ordered_from_the_page(client, office, round_):
    client.force_login(office)
    assert client.get(address("order_doubles", round_)).status_code == 200

    answer = ordered(client, round_, share="20")

    assert answer.url == address("doubles", round_)
    assert Visit.objects.filter(purpose="double").count() == 1
    assert "已安排平行复查 1 处" in client.get(answer.url).content.decode()


def test_ticked_visits_are_ordered_by_hand(client, office, round_):
    client.force_login(office)
    one, two, three, _four = round_.visits.all()
    place = one.frame_place.place.code

    shown = client.get(address("order_doubles", round_) + f"?words={place}").content.decode()
    assert str(one.pk) in shown
    assert str(two.pk) not in shown
    ordered(client, round_, visit=[str(one.pk), str(three.pk), "no key"])

    found = Visit.objects.filter(purpose="double").values_list("parallel_to", flat=True)
    assert set(found) == {one.pk, three.pk}


@pytest.mark.parametrize("share", ["", "7", "x"])
def test_what_is_missing_is_said_and_nothing_is_ordered(client, office, round_, share):
    client.force_login(office)

    answer = ordered(client, round_, share=share)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Visit.objects.filter(purpose="double").exists()


def test_the_second_team_finds_it_on_its_day_like_any_other(client, office, round_):
    team = make.inspectors()
    client.force_login(office)
    ordered(client, round_, team=team, visit=[str(round_.visits.first().pk)])
    double = Visit.objects.get(purpose="double")

    client.force_login(team[0])
    assert (
        double.frame_place.place.name in client.get(reverse("inspections:today")).content.decode()
    )
    begun = client.post(reverse("inspections:visit_start", args=[double.pk]), follow=True)

    assert begun.status_code == 200
    double.refresh_from_db()
    assert double.status == "started"


def test_agreement_is_shown_with_its_number_by_item_and_by_pair(client, office, round_):
    client.force_login(office)
    visit = round_.visits.first()
    first, second = visit.inspectors.all()
    third, fourth = make.inspectors()
    accept(visit, office, L01_02=make.failed("L01-02"))
    ordered(client, round_, team=(third, fourth), visit=[str(visit.pk)])
    accept(Visit.objects.get(purpose="double"), office)

    text = client.get(address("doubles", round_)).content.decode()

    assert "6/7" in text
    assert "0/1" in text  # the item on which they differ
    pair = f"{'、'.join(sorted([str(first), str(second)]))} / {'、'.join(sorted([str(third), str(fourth)]))}"
    assert pair in text
    book = load_workbook(io.BytesIO(client.get(address("export_doubles", round_)).content))
    row = list(book.active.values)[-1]
    assert (row[0], row[-2:]) == (visit.frame_place.place.code, (6, 7))


def test_only_organisers_see_it(client, office, round_):
    client.force_login(office)
    ordered(client, round_, share="20")
    for visit in round_.visits.filter(status="planned"):
        accept(visit, office)
    services.close_round(round_id=round_.pk, by=office)
    services.publish_round(round_id=round_.pk, by=office)
    street = make.user(Role.STREET, unit=round_.frame.first().holder)

    for person, status in [(office, 200), (make.user(Role.VERIFIER), 200), (street, 404)]:
        client.force_login(person)
        for name in ("doubles", "export_doubles"):
            assert client.get(address(name, round_)).status_code == status
        is_told = "平行复查" in client.get(address("round", round_)).content.decode()
        assert is_told is (status == 200)


def test_the_page_costs_the_same_at_any_length(client, office, round_):
    client.force_login(office)
    costs = []
    for n in (1, 3):
        new = list(round_.visits.filter(purpose="official", doubles=None)[:n])
        ordered(client, round_, visit=[str(visit.pk) for visit in new])
        for visit in round_.visits.filter(status="planned", frame_place__visits__purpose="double"):
            accept(visit, office)
        client.get(address("doubles", round_))
        with CaptureQueriesContext(connection) as queries:
            client.get(address("doubles", round_))
        costs.append(len(queries))

    assert costs[0] == costs[1]

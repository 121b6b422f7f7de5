"""A bulletin takes three people and freezes its figures and its paper."""

import io

import pytest
from django.urls import reverse
from docx import Document

from tests import make
from wenming.accounts.models import Role
from wenming.bulletins import services
from wenming.bulletins.errors import RoundNotPublished, SamePerson, TextMissing
from wenming.bulletins.models import Bulletin
from wenming.bulletins.workflow import Status
from wenming.core import uploads
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.inspections import services as inspections
from wenming.inspections.models import Round
from wenming.problems import services as problems
from wenming.problems.models import Problem
from wenming.scoring import services as scoring

pytestmark = pytest.mark.django_db


def clerk(name):
    return make.user(Role.OFFICE, unit=make.unit(name))


@pytest.fixture
def published():
    """A published round with one dispatched problem, and three clerks."""
    visit = make.accepted_visit(L01_01=make.failed("L01-01", "北门", outcome=""))
    scoring.count_visit(visit_id=visit.pk)
    problems.propose_from_visit(visit_id=visit.pk, by=visit.round.by)
    problems.propose_due(on=visit.round.ends_on)
    keys = list(Problem.objects.values_list("pk", flat=True))
    problems.release(problem_ids=keys, by=visit.round.by)
    inspections.close_round(round_id=visit.round_id, by=visit.round.by)
    people = [clerk("综合科"), clerk("督查科"), clerk("办公室")]
    make.approved_results(visit.round)
    scoring.publish_round(round_id=visit.round_id, by=people[0])
    return visit.round, people


def test_three_people_bring_it_out_with_its_problems(published):
    round_, (first, second, third) = published

    bulletin = services.draft(round_id=round_.pk, by=first)
    services.review(bulletin_id=bulletin.pk, by=second)
    bulletin = services.sign(bulletin_id=bulletin.pk, by=third)

    assert bulletin.status == Status.SIGNED
    text = "\n".join(p.text for p in Document(io.BytesIO(uploads.read(bulletin.paper))).paragraphs)
    assert "一、督查情况" in text
    assert "北门" in text
    assert "实地考察得分率" in text


def test_the_figures_stay_as_they_were_drafted(published):
    round_, (first, *_rest) = published
    bulletin = services.draft(round_id=round_.pk, by=first)
    before = bulletin.figures

    Problem.objects.update(text="后来改的字")

    bulletin.refresh_from_db()
    assert bulletin.figures == before


def test_not_before_the_round_is_published():
    visit = make.accepted_visit()

    with pytest.raises(RoundNotPublished, match="还没有公布"):
        services.draft(round_id=visit.round_id, by=make.office())


def test_nobody_signs_twice(published):
    round_, (first, second, _third) = published
    bulletin = services.draft(round_id=round_.pk, by=first)

    with pytest.raises(SamePerson):
        services.review(bulletin_id=bulletin.pk, by=first)
    services.review(bulletin_id=bulletin.pk, by=second)
    for person in (first, second):
        with pytest.raises(SamePerson):
            services.sign(bulletin_id=bulletin.pk, by=person)

    bulletin.refresh_from_db()
    assert bulletin.status == Status.REVIEWED


def test_not_signed_before_it_was_reviewed(published):
    round_, (first, _second, third) = published
    bulletin = services.draft(round_id=round_.pk, by=first)

    with pytest.raises(TransitionRefused, match="不能签发"):
        services.sign(bulletin_id=bulletin.pk, by=third)


def test_sent_back_it_is_reviewed_anew(published):
    round_, (first, second, third) = published
    bulletin = services.draft(round_id=round_.pk, by=first)
    services.review(bulletin_id=bulletin.pk, by=second)

    bulletin = services.send_back(bulletin_id=bulletin.pk, by=third)

    assert (bulletin.status, bulletin.reviewed_by) == (Status.DRAFT, None)


def test_empty_texts_are_refused(published):
    round_, (first, *_rest) = published
    bulletin = services.draft(round_id=round_.pk, by=first)

    with pytest.raises(TextMissing):
        services.edit(bulletin_id=bulletin.pk, by=first, title="通报", opening=" ", demands="整改")


def test_a_unit_writes_none(published):
    round_, _people = published

    with pytest.raises(NotAllowed):
        services.draft(round_id=round_.pk, by=make.user(Role.DEPARTMENT, unit=make.unit()))


def test_units_see_signed_ones_only(client, published):
    round_, (first, second, third) = published
    bulletin = services.draft(round_id=round_.pk, by=first)
    street = make.user(Role.STREET, unit=make.street())
    url = reverse("bulletins:detail", args=[bulletin.pk])
    client.force_login(street)
    assert client.get(url).status_code == 404
    assert client.get(reverse("bulletins:paper", args=[bulletin.pk])).status_code == 404

    services.review(bulletin_id=bulletin.pk, by=second)
    services.sign(bulletin_id=bulletin.pk, by=third)

    assert client.get(url).status_code == 200
    assert client.get(reverse("bulletins:paper", args=[bulletin.pk])).status_code == 200


def test_the_pages_carry_it_from_desk_to_signature(client, published):
    round_, (first, second, third) = published
    client.force_login(first)
    client.post(reverse("bulletins:new", args=[round_.number]))
    bulletin = Bulletin.objects.get()
    form = {"title": "关于第 47 周督查的通报", "opening": "情况如下。", "demands": "按期整改。"}
    assert client.post(reverse("bulletins:edit", args=[bulletin.pk]), form).status_code == 302
    bad = client.post(reverse("bulletins:edit", args=[bulletin.pk]), {**form, "title": ""})
    assert bad.status_code == 422

    client.force_login(second)
    client.post(reverse("bulletins:act", args=[bulletin.pk, "review"]))
    client.force_login(third)
    client.post(reverse("bulletins:act", args=[bulletin.pk, "sign"]))

    bulletin.refresh_from_db()
    assert (bulletin.status, bulletin.title) == (Status.SIGNED, form["title"])
    assert client.get(reverse("bulletins:list")).status_code == 200
    assert client.post(reverse("bulletins:act", args=[bulletin.pk, "burn"])).status_code == 404


def test_who_has_to_act_next_finds_it_among_the_todos(published):
    from wenming.bulletins.todos import SOURCE

    round_, (first, second, third) = published
    bulletin = services.draft(round_id=round_.pk, by=first)
    assert (SOURCE.count(first), SOURCE.count(second)) == (0, 1)

    services.review(bulletin_id=bulletin.pk, by=second)
    assert (SOURCE.count(second), SOURCE.count(third)) == (0, 1)
    assert SOURCE.items(third, 5)[0].verb == "签发"


def test_an_area_below_the_city_counts_its_own_bulletins(published):
    round_, (first, *_rest) = published
    of_city = services.draft(round_id=round_.pk, by=first)
    Round.objects.filter(pk=round_.pk).update(owner=make.area())
    round_.refresh_from_db()

    of_district = services.draft(round_id=round_.pk, by=first)

    assert of_city.number.endswith("第1期")
    assert of_district.number == f"{round_.owner.code} {of_city.number}"

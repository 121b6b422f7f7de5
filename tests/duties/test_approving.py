"""A list on its way out: consulted on, answered, submitted by one, passed by another."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, todo
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.workdays import calendar
from wenming.duties import services
from wenming.duties.errors import (
    ConsultationRuns,
    LineMissing,
    ListIsFixed,
    NoDays,
    NotConsulted,
    OpinionsUnanswered,
    SamePerson,
)
from wenming.duties.models import Opinion
from wenming.duties.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def consulted(bureau, clerk):
    """A draft that names the bureau, out for opinions."""
    made = make.task_list(make.task(bureau))
    return services.consult(task_list_id=made.pk, by=clerk, days=3)


def opinion(task_list, unit, by, text="第一项时限太紧"):
    return services.give_opinion(task_list_id=task_list.pk, unit_id=unit.pk, by=by, text=text)


def test_named_units_are_asked_until_a_working_day(consulted, bureau, liaison):
    assert consulted.status == Status.CONSULTING
    assert consulted.consulted_until == calendar().add_days(clock.today(), 3)
    assert [row.unit for row in consulted.opinions.all()] == [bureau]
    assert "征求意见" in {t.kind for t in todo.collect(liaison, limit=9)}


def test_a_draft_under_consultation_is_read_not_changed(consulted, clerk):
    with pytest.raises(ListIsFixed, match="征求意见"):
        services.write_duty(task_list_id=consulted.pk, by=clerk, task=make.task())


@pytest.mark.parametrize("days", [0, 31])
def test_days_that_make_no_sense_are_refused(clerk, days):
    with pytest.raises(NoDays):
        services.consult(task_list_id=make.task_list().pk, by=clerk, days=days)


def test_an_unnamed_unit_is_not_asked(consulted):
    other = make.unit("市水务局")

    with pytest.raises(NotConsulted):
        opinion(consulted, other, make.user(Role.DEPARTMENT, unit=other))


def test_nobody_speaks_for_a_foreign_unit(consulted, bureau):
    with pytest.raises(NotAllowed):
        opinion(consulted, bureau, make.user(Role.DEPARTMENT, unit=make.unit()))


def test_silence_counts_as_no_objection_after_the_last_day(consulted, clerk):
    with pytest.raises(ConsultationRuns):
        services.end_consultation(task_list_id=consulted.pk, by=clerk)
    with clock.at(clock.now() + timedelta(days=30)):
        services.end_consultation(task_list_id=consulted.pk, by=clerk)
        services.submit_list(task_list_id=consulted.pk, by=clerk)

    consulted.refresh_from_db()
    assert consulted.status == Status.REVIEWING


def test_it_ends_early_once_all_have_answered(consulted, clerk, bureau, liaison):
    opinion(consulted, bureau, liaison, text="")

    ended = services.end_consultation(task_list_id=consulted.pk, by=clerk)

    assert ended.status == Status.DRAFT


def test_an_objection_is_answered_before_the_list_goes_on(consulted, clerk, bureau, liaison):
    said = opinion(consulted, bureau, liaison)
    services.end_consultation(task_list_id=consulted.pk, by=clerk)

    with pytest.raises(OpinionsUnanswered, match="市城管局"):
        services.submit_list(task_list_id=consulted.pk, by=clerk)
    with pytest.raises(LineMissing):
        services.answer_opinion(opinion_id=said.pk, by=clerk, takes=False, answer=" ")
    services.answer_opinion(opinion_id=said.pk, by=clerk, takes=False, answer="省里定的时限")
    services.submit_list(task_list_id=consulted.pk, by=clerk)

    said.refresh_from_db()
    assert (said.verdict, said.answer) == (Opinion.Verdict.DECLINED, "省里定的时限")


def test_who_submits_does_not_pass(clerk):
    made = make.task_list()
    services.submit_list(task_list_id=made.pk, by=clerk)

    with pytest.raises(SamePerson):
        services.review_list(task_list_id=made.pk, by=clerk, passes=True)
    passed = services.review_list(task_list_id=made.pk, by=make.office(), passes=True)

    assert passed.status == Status.REVIEWED


def test_what_did_not_pass_is_not_issued(clerk):
    made = make.task_list()

    with pytest.raises(TransitionRefused, match="拟稿"):
        services.issue_list(task_list_id=made.pk, by=clerk, approver="主任")


def test_sent_back_with_a_reason_it_can_be_corrected(clerk):
    made = make.task_list()
    services.submit_list(task_list_id=made.pk, by=clerk)

    with pytest.raises(LineMissing):
        services.review_list(task_list_id=made.pk, by=make.office(), passes=False)
    back = services.review_list(
        task_list_id=made.pk, by=make.office(), passes=False, reason="第三项没有时限"
    )
    services.write_duty(task_list_id=made.pk, by=clerk, task=make.task())

    assert (back.status, back.sent_back_for) == (Status.DRAFT, "第三项没有时限")


# Pages


def test_the_whole_way_on_the_pages(client, clerk, bureau, liaison):
    made = make.task_list(make.task(bureau))
    page = reverse("duties:task_list", args=[made.pk])
    client.force_login(liaison)
    assert client.get(page).status_code == 404
    client.force_login(clerk)
    client.post(reverse("duties:consult", args=[made.pk]), {"days": "2"})
    client.force_login(liaison)
    assert "征求市城管局的意见" in client.get(page).content.decode()
    client.post(reverse("duties:opine", args=[made.pk, bureau.pk]), {"text": "时限太紧"})
    client.force_login(clerk)
    assert "时限太紧" in client.get(page).content.decode()
    said = made.opinions.get()
    client.post(reverse("duties:answer", args=[made.pk, said.pk]), {"take": "1", "answer": ""})
    client.post(reverse("duties:end_consultation", args=[made.pk]))
    client.post(reverse("duties:submit", args=[made.pk]))
    client.force_login(make.office())
    client.post(reverse("duties:review_list", args=[made.pk]), {"pass": "1"})

    made.refresh_from_db()
    assert made.status == Status.REVIEWED
    client.force_login(liaison)
    assert client.get(page).status_code == 404  # not out yet


def test_the_page_says_who_is_awaited_and_keeps_what_was_said(
    client, clerk, bureau, liaison, consulted
):
    page = reverse("duties:task_list", args=[consulted.pk])
    end = reverse("duties:end_consultation", args=[consulted.pk])
    client.force_login(clerk)
    waiting = client.get(page).content.decode()
    assert ("还有 1 个单位没有回复" in waiting, end in waiting) == (True, False)

    opinion(consulted, bureau, liaison, text="时限太紧")

    assert end in client.get(page).content.decode()
    client.force_login(liaison)
    assert "时限太紧</textarea>" in client.get(page).content.decode()


def test_a_unit_sees_only_its_own_opinion(client, clerk, bureau, liaison):
    other = make.unit("市公安局")
    made = make.task_list(make.task(bureau, supports=[other]))
    services.consult(task_list_id=made.pk, by=clerk, days=3)
    opinion(made, other, make.user(Role.DEPARTMENT, unit=other), text="别人的意见")
    client.force_login(liaison)

    assert (
        "别人的意见" not in client.get(reverse("duties:task_list", args=[made.pk])).content.decode()
    )

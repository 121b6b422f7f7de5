"""Work through a new version of its list: what was moved, claimed or done meanwhile is not undone."""

from datetime import date

import pytest

from tests import make
from wenming.core.models import Ask
from wenming.duties import services
from wenming.duties.models import DutyUnit, TaskList, Undertaking
from wenming.duties.services import claiming
from wenming.duties.workflow import Progress

pytestmark = pytest.mark.django_db


def work(unit, **fields) -> Undertaking:
    issued = make.issued_list(make.task(unit, **fields))
    return Undertaking.objects.get(duty__task_list=issued, parent=None)


def draft(row, clerk) -> TaskList:
    return services.draft_version(task_list_id=row.duty.task_list_id, by=clerk)


def issue(made, clerk) -> None:
    services.issue_list(task_list_id=make.reviewed(made).pk, by=clerk, approver="主任")


def transfer(row, liaison, to, clerk) -> None:
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=liaison, to_id=to.pk, reason="河道归水务"
    )
    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=True, answer="")


@pytest.mark.parametrize("is_drafted_before", [False, True])
def test_what_was_transferred_stays_with_the_new_unit(clerk, bureau, liaison, is_drafted_before):
    water = make.unit("市水务局")
    row = work(bureau)
    made = draft(row, clerk) if is_drafted_before else None
    transfer(row, liaison, water, clerk)
    made = made or draft(row, clerk)

    issue(made, clerk)

    row.refresh_from_db()
    duty = made.duties.get()
    assert (row.duty, row.unit, row.status) == (duty, water, Progress.NOT_STARTED)
    assert [(p.unit, p.part) for p in duty.units.all()] == [(water, DutyUnit.Part.LEAD)]
    assert not Undertaking.objects.filter(unit=bureau).exists()


def test_a_supporting_unit_that_takes_over_leads(clerk, bureau, liaison):
    water = make.unit("市水务局")
    row = work(bureau, supports=[water])
    transfer(row, liaison, water, clerk)

    made = draft(row, clerk)

    assert [(p.unit, p.part) for p in made.duties.get().units.all()] == [(water, "lead")]


def test_what_a_unit_claimed_while_the_version_was_drafted_stays_with_it(clerk, bureau):
    issued = make.issued_list(make.task(), make.task(leads=[]), by=clerk)
    nobody = issued.duties.order_by("order")[1]
    made = services.draft_version(task_list_id=issued.pk, by=clerk)
    until = date(2099, 1, 1)
    (offer,) = claiming.offer_duties(duty_ids=[nobody.pk], units=[bureau], until=until, by=clerk)
    said = claiming.claim(offer_id=offer.pk, unit_id=bureau.pk, by=make.clerk(bureau))
    claiming.decide_claim(claim_id=said.pk, by=clerk, agrees=True)

    issue(made, clerk)

    assert Undertaking.objects.get(unit=bureau).status == Progress.NOT_STARTED


def test_what_is_done_is_not_asked_again(clerk, bureau, liaison):
    row = work(bureau)
    services.report(undertaking_id=row.pk, by=liaison, action="finish", line="全部完成")
    services.judge(undertaking_id=row.pk, by=clerk, action="accept")
    asked = Ask.objects.filter(kind="duty").count()

    made = draft(row, clerk)
    issue(made, clerk)

    row.refresh_from_db()
    assert (row.duty, row.status) == (made.duties.get(), Progress.DONE)
    assert Undertaking.objects.count() == 1
    assert Ask.objects.filter(kind="duty").count() == asked


def test_work_that_was_cancelled_stays_so(clerk, bureau):
    row = work(bureau)
    services.judge(undertaking_id=row.pk, by=clerk, action="cancel", line="并入另一项")

    issue(draft(row, clerk), clerk)

    assert [w.status for w in Undertaking.objects.all()] == [Progress.CANCELLED]


def test_what_is_done_is_asked_anew_where_the_new_version_asks_for_more(clerk, bureau, liaison):
    row = work(bureau)
    services.report(undertaking_id=row.pk, by=liaison, action="finish", line="全部完成")
    services.judge(undertaking_id=row.pk, by=clerk, action="accept")
    made = draft(row, clerk)
    services.write_duty(
        task_list_id=made.pk,
        duty_id=made.duties.get().pk,
        by=clerk,
        task=make.task(bureau, text="再整治 30 条背街小巷"),
    )

    issue(made, clerk)

    row.refresh_from_db()
    assert row.status == Progress.DONE
    assert row.duty.task_list.replacement == made
    assert made.duties.get().undertakings.get().status == Progress.NOT_STARTED

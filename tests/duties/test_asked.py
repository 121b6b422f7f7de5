"""One page with all that is asked of a unit, out of every document, the most urgent first."""

import io
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.commitments import letter_paper as words
from wenming.commitments.services import letters, months, plans
from wenming.core import clock
from wenming.duties import services
from wenming.duties.asked import AskedList
from wenming.duties.models import Undertaking
from wenming.instructions import services as instructing
from wenming.instructions.services import Line
from wenming.organization.models import UnitKind

pytestmark = pytest.mark.django_db


def days(n: int):
    return clock.today() + timedelta(days=n)


def asked(liaison, bureau, query=""):
    return AskedList(liaison, {bureau.pk}, QueryDict(query))


def titles(liaison, bureau, query=""):
    return [str(row.title) for row in asked(liaison, bureau, query).rows]


def instructed(clerk, bureau, **fields):
    line = Line(text="要快办", leader="市长")
    row = instructing.instruct(by=make.user(Role.LEADER), line=line, owner=make.city())
    return instructing.assign(instruction_id=row.pk, by=clerk, unit_id=bureau.pk, line="", **fields)


def test_everything_of_every_kind_stands_on_one_page(clerk, bureau, liaison):
    make.issued_list(
        make.task(bureau, text="牵头的事"), make.task(text="配合的事", supports=[bureau]), by=clerk
    )
    instructed(clerk, bureau, due_on=days(3))
    draft = make.task_list(make.task(bureau, text="征求意见的事"))
    services.consult(task_list_id=draft.pk, by=clerk, days=3)
    given = letters.Terms(**words.starting_words(), signer="总指挥", due_on=days(9))
    terms = letters.write_terms(owner=make.city(), year=2026, by=clerk, terms=given)
    letters.issue_letter(terms_id=terms.pk, unit_id=bureau.pk, by=clerk)
    plans.collect_plans(
        owner=make.city(),
        year=2026,
        by=clerk,
        title="实施方案",
        settlements="duties_times_people_measures",
        due_on=days(9),
    )
    months.open_month(owner=make.city(), month=clock.today().replace(day=1), by=clerk)

    found = asked(liaison, bureau)

    assert {str(row.part) for row in found.rows} == {
        "牵头", "配合", "批示", "签收", "征求意见", "责任状", "工作方案", "月目标",
    }  # fmt: skip
    assert found.counts == {"work": 1, "support": 1, "instruction": 1, "paper": 5}


def test_the_most_urgent_stands_first(clerk, bureau, liaison):
    make.issued_list(
        make.task(bureau, text="不急", due_on=days(60)),
        make.task(bureau, text="没有期限"),
        make.task(bureau, text="快到期", due_on=days(0)),
        make.task(bureau, text="超期", due_on=days(-2)),
        make.task(bureau, text="报完了", due_on=days(-5)),
        by=clerk,
    )
    done = Undertaking.objects.get(duty__text="报完了")
    services.report(undertaking_id=done.pk, by=liaison, action="finish", line="做完了")

    found = asked(liaison, bureau, "group=work")

    assert [row.title for row in found.rows] == ["超期", "快到期", "不急", "没有期限", "报完了"]
    assert found.late == 1


def test_what_is_over_or_of_others_is_not_asked(clerk, bureau, liaison):
    make.issued_list(make.task(bureau, text="取消了"), make.task(text="别家的"), by=clerk)
    row = Undertaking.objects.get(duty__text="取消了")
    services.judge(undertaking_id=row.pk, by=clerk, action="cancel", line="不做了")

    assert titles(liaison, bureau, "group=work") == []
    assert titles(liaison, bureau, "group=support") == []


def test_of_a_duty_that_comes_again_the_period_stands_there(clerk, bureau, liaison):
    make.issued_list(make.task(bureau, text="每月巡查", cadence="monthly"), by=clerk)

    (row,) = asked(liaison, bureau, "group=work").rows

    assert (row.part, row.due is not None) == ("本期", True)


def test_what_was_handed_down_says_by_whom(clerk):
    district = make.unit("河东区", kind=UnitKind.DISTRICT)
    street = make.unit("石坊街道", kind=UnitKind.STREET, parent=district)
    make.issued_list(make.task(district), by=clerk)
    whole = Undertaking.objects.get(unit=district)
    services.hand_down(
        undertaking_id=whole.pk,
        by=make.user(Role.DISTRICT_OFFICE, unit=district),
        units=[street],
        text="清理楼道",
        due_on=None,
    )

    (row,) = asked(make.clerk(street), street).rows

    assert (row.title, row.part, row.from_whom) == ("清理楼道", "承办", "河东区")


def test_one_finds_by_words_day_and_group(clerk, bureau, liaison):
    make.issued_list(
        make.task(bureau, text="甲任务", due_on=days(5)),
        make.task(text="乙任务", supports=[bureau], due_on=days(40)),
        by=clerk,
    )

    assert titles(liaison, bureau, "q=甲") == ["甲任务"]
    assert titles(liaison, bureau, f"until={days(9)}") == ["甲任务"]
    assert titles(liaison, bureau, "group=support") == ["乙任务"]
    assert titles(liaison, bureau, "until=坏&group=坏&from=坏")[:1] == ["甲任务"]


def test_a_long_page_goes_on_and_what_is_filtered_is_exported(client, clerk, bureau, liaison):
    tasks = [make.task(bureau, text=f"任务{n:03}", due_on=days(30 + n)) for n in range(60)]
    make.issued_list(*tasks, by=clerk)
    client.force_login(liaison)
    address = reverse("duties:list")

    first = client.get(address, {"group": "work"}).text
    second = client.get(address, {"group": "work", "from": "50"}).text
    answer = client.get(address, {"group": "work", "export": "1"})

    assert "任务049" in first
    assert "任务050" not in first
    assert "任务050" in second
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    head, *body = rows.to_python()
    assert head[:3] == ["事项", "种类", "单位"]
    assert len(body) == 60


def test_the_page_costs_the_same_however_much_is_asked(
    client, clerk, bureau, liaison, django_assert_max_num_queries
):
    make.issued_list(make.task(bureau), by=clerk)
    client.force_login(liaison)
    client.get(reverse("duties:list"))
    with django_assert_max_num_queries(14):
        client.get(reverse("duties:list"))
    make.issued_list(*[make.task(bureau, supports=[make.unit()]) for _n in range(8)], by=clerk)
    instructed(clerk, bureau, due_on=days(3))

    with django_assert_max_num_queries(14):
        client.get(reverse("duties:list"))

"""Plans: asked for once, drafted out of duties, checked for what they settle, returned or accepted."""

import copy
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests import make
from wenming.accounts.models import Role
from wenming.commitments import settlements
from wenming.commitments.errors import NobodyToAsk, PlanLacks
from wenming.commitments.models import Plan
from wenming.commitments.plan_paper import sections_of, settlements_of
from wenming.commitments.services import plans as services
from wenming.commitments.vacancies import vacancies
from wenming.commitments.workflow import Planned
from wenming.core import clock, todo
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask
from wenming.duties.errors import LineMissing
from wenming.duties.services import set_lead
from wenming.engine.yaml_text import parse_yaml
from wenming.organization.models import Post, UnitKind

pytestmark = pytest.mark.django_db
FIRST_SET = "duties_times_people_measures"


@pytest.fixture
def clerk(client):
    person = make.office()
    client.force_login(person)
    return person


@pytest.fixture
def bureau():
    """A bureau with a duty in force, due in twenty days."""
    unit = make.unit("市城管局")
    due_on = clock.today() + timedelta(days=20)
    make.issued_list(make.task(unit, text="整治背街小巷", due_on=due_on))
    return unit


@pytest.fixture
def liaison(bureau):
    return make.user(Role.DEPARTMENT, unit=bureau)


def collect(clerk, **changed):
    given = {
        "title": "2026年创建工作方案",
        "settlements": FIRST_SET,
        "due_on": clock.today() + timedelta(days=7),
        **changed,
    }
    return services.collect_plans(owner=make.city(), year=clock.today().year, by=clerk, **given)


@pytest.fixture
def plan(clerk, bureau) -> Plan:
    return collect(clerk).plans.get(unit=bureau)


def test_the_draft_is_made_of_duties_and_settles_everything(plan, bureau):
    Post.objects.create(unit=bureau, title="局长", kind=Post.Kind.HEAD)

    written = sections_of(plan)

    due_on = clock.today() + timedelta(days=20)
    assert "牵头：整治背街小巷" in written["duties"]
    assert written["times"] == f"{due_on}前：整治背街小巷"
    assert written["people"] == "主要负责人：局长"
    assert settlements.lacking(settlements.of_json(plan.collection.settlements), written) == []


def test_the_draft_of_a_unit_that_only_leads_an_indicator_settles_everything(clerk):
    unit = make.unit("市文旅局")
    indicator = make.edition().indicators.order_by("pk").first()
    set_lead(indicator_id=indicator.pk, units=[unit], by=clerk)

    made = collect(clerk).plans.get(unit=unit)

    written = sections_of(made)
    assert indicator.name_zh in written["duties"]
    assert settlements.lacking(settlements.of_json(made.collection.settlements), written) == []


def test_a_draft_is_chinese_whoever_looks_at_it(clerk, plan):
    indicator = make.edition().indicators.order_by("pk").first()
    set_lead(indicator_id=indicator.pk, units=[plan.unit], by=clerk)
    make.issued_list(make.task(plan.unit, text="巡查背街小巷", cadence="weekly", due_on=None))
    chinese = sections_of(plan)

    with translation.override("en"):
        assert sections_of(plan) == chinese

    assert indicator.name_zh in chinese["duties"]
    assert "巡查背街小巷" in chinese["times"]


def test_the_set_of_settlements_is_chosen_for_each_collection(clerk, bureau):
    made = collect(clerk, settlements="times_tasks_people_duties").plans.get()

    assert list(sections_of(made)) == ["times", "tasks", "people", "duties"]


def test_communities_and_who_was_asked_before_are_not_asked(clerk, plan, bureau):
    make.issued_list(make.task(make.unit(kind=UnitKind.COMMUNITY)))
    with pytest.raises(NobodyToAsk):
        collect(clerk)
    late = make.unit("市文旅局")
    make.issued_list(make.task(late))

    again = collect(clerk)

    assert [row.unit for row in again.plans.all()] == [late]
    assert Ask.objects.filter(kind="plan").count() == 2


def test_a_unit_edits_and_hands_in(plan, liaison):
    assert f"报送市城管局{plan.collection.title}" in [
        t.title for t in todo.collect(liaison, limit=9)
    ]
    written = {**sections_of(plan), "measures": "每周调度一次，问题当天交办，逾期由分管局长督办。"}

    services.write_plan(plan_id=plan.pk, by=liaison, sections=written)
    sent = services.submit_plan(plan_id=plan.pk, by=liaison, sections=written)

    assert (sent.status, sent.submitted_on) == (Planned.SUBMITTED, clock.today())
    assert sent.sections["measures"].startswith("每周调度")
    assert Ask.objects.get(kind="plan").answered_at is not None
    with pytest.raises(TransitionRefused):
        services.write_plan(plan_id=plan.pk, by=liaison, sections=written)


def test_what_is_not_settled_is_named(plan, liaison):
    written = {**sections_of(plan), "times": "我们一定抓紧时间完成"}

    with pytest.raises(PlanLacks, match="步骤时限"):
        services.submit_plan(plan_id=plan.pk, by=liaison, sections=written)

    plan.refresh_from_db()
    assert plan.status == Planned.DRAFT


def posts(unit, *named):
    """Posts of a unit, (title, kind, holder)."""
    for title, kind, holder in named:
        Post.objects.create(unit=unit, title=title, kind=kind, holder=holder)


def remark(row: Plan, **sections: str) -> str:
    written = {**sections_of(row), **sections}
    return vacancies(row.unit, settlements_of(row), written).get("people", "")


def test_a_post_that_nobody_holds_is_remarked_and_does_not_keep_the_plan_back(plan, liaison):
    posts(plan.unit, ("局长", Post.Kind.HEAD, ""), ("创建联络员", Post.Kind.LIAISON, "张三"))

    assert "写的局长，“单位与人员”里没有登记由谁担任" in remark(plan)
    sent = services.submit_plan(plan_id=plan.pk, by=liaison, sections=sections_of(plan))
    assert sent.status == Planned.SUBMITTED

    Post.objects.filter(title="局长").update(holder="李四")
    assert remark(plan) == ""


def test_where_the_office_wants_posts_held_an_empty_one_keeps_the_plan_back(clerk, bureau, liaison):
    made = collect(clerk, is_held=True).plans.get(unit=bureau)
    posts(bureau, ("局长", Post.Kind.HEAD, ""))

    with pytest.raises(PlanLacks, match="没有登记由谁担任"):
        services.submit_plan(plan_id=made.pk, by=liaison, sections=sections_of(made))
    Post.objects.update(holder="李四")

    assert (
        services.submit_plan(plan_id=made.pk, by=liaison, sections=sections_of(made)).status
        == Planned.SUBMITTED
    )


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("分管负责人：副局长；具体由副局长抓", ""),
        ("局长负总责，副局长具体抓", "局长"),
        ("主要负责人负总责，分管负责人具体抓", "主要负责人"),
        ("主要负责人（局长）负总责", "局长"),
        ("联络员负责日常联系", "联络员"),
        ("原主任负责", "主任"),
        ("成立工作专班", ""),
    ],
    ids=["held", "title in a title", "by kind", "said once", "none registered", "ended", "no post"],
)
def test_posts_are_found_in_what_was_written(plan, written, named):
    posts(
        plan.unit,
        ("局长", Post.Kind.HEAD, ""),
        ("副局长", Post.Kind.DEPUTY, "王五"),
        ("主任", Post.Kind.OTHER, "赵六"),
    )
    Post.objects.filter(title="主任").update(valid_until=clock.today())

    said = remark(plan, people=written)

    assert said == (f"“人员机构”里写的{named}，“单位与人员”里没有登记由谁担任。" if named else "")


def test_the_page_says_that_a_post_is_empty_to_the_unit_and_to_the_office(client, plan, liaison):
    posts(plan.unit, ("局长", Post.Kind.HEAD, ""))
    for person in (liaison, plan.collection.by):
        client.force_login(person)

        page = client.get(reverse("commitments:plans_one", args=[plan.pk])).content.decode()

        assert "岗位空缺" in page
        assert "只作提示，不影响报送。" in page
    Post.objects.update(holder="李四")
    assert (
        "岗位空缺"
        not in client.get(reverse("commitments:plans_one", args=[plan.pk])).content.decode()
    )


def test_what_was_refused_is_judged_as_it_was_typed(client, plan, liaison):
    client.force_login(liaison)
    address = reverse("commitments:plans_write", args=[plan.pk])

    page = client.post(
        address, {**sections_of(plan), "times": "我们一定抓紧时间完成", "submit": "1"}
    )

    lacks = {check.wanted.key: check.lacks for check in page.context["checks"]}
    assert "看不出来" in lacks["times"]
    assert lacks["duties"] == ""


def test_another_unit_writes_nothing(plan):
    with pytest.raises(NotAllowed):
        services.submit_plan(
            plan_id=plan.pk, by=make.user(Role.DEPARTMENT, unit=make.unit()), sections={}
        )


def test_the_office_returns_with_remarks_then_accepts(plan, clerk, liaison):
    with pytest.raises(TransitionRefused):
        services.judge_plan(plan_id=plan.pk, by=clerk, accepts=True)
    services.submit_plan(plan_id=plan.pk, by=liaison, sections={})
    assert f"审核市城管局{plan.collection.title}" in [t.title for t in todo.collect(clerk, limit=9)]
    with pytest.raises(LineMissing):
        services.judge_plan(plan_id=plan.pk, by=clerk, accepts=False, line=" ")

    back = services.judge_plan(plan_id=plan.pk, by=clerk, accepts=False, line="时限太晚")
    assert (back.status, back.remarks) == (Planned.RETURNED, "时限太晚")
    saved = services.write_plan(plan_id=plan.pk, by=liaison, sections=back.sections)
    assert saved.status == Planned.RETURNED
    services.submit_plan(plan_id=plan.pk, by=liaison, sections=saved.sections)
    done = services.judge_plan(plan_id=plan.pk, by=clerk, accepts=True)

    assert (done.status, done.accepted_on, done.remarks) == (Planned.ACCEPTED, clock.today(), "")


def test_the_pages_from_asking_to_accepting(client, clerk, bureau, liaison):
    given = {
        "title": "2026年创建工作方案",
        "settlements": FIRST_SET,
        "due_on": f"{clock.today():%Y-%m-%d}",
    }
    assert "市城管局" in client.get(reverse("commitments:plans_new")).content.decode()
    assert (
        client.post(reverse("commitments:plans_new"), {**given, "settlements": "x"}).status_code
        == 422
    )
    client.post(reverse("commitments:plans_new"), given)
    made = Plan.objects.get()
    listed = client.get(reverse("commitments:plans")).content.decode()
    assert "尚未报送（1 个）：市城管局" in listed

    client.force_login(liaison)
    address = reverse("commitments:plans_write", args=[made.pk])
    bad = client.post(address, {**sections_of(made), "times": "", "submit": "1"})
    assert bad.status_code == 422
    assert "步骤时限" in bad.content.decode()
    client.post(address, {**sections_of(made), "submit": "1"})
    made.refresh_from_db()
    assert made.status == Planned.SUBMITTED
    assert client.get(reverse("commitments:plans_paper", args=[made.pk])).status_code == 200
    assert client.get(reverse("commitments:plans_new")).status_code == 403
    judge = reverse("commitments:plans_judge", args=[made.pk])
    assert client.post(judge, {"accept": "1"}).status_code == 403

    client.force_login(clerk)
    assert client.post(judge, {"back-line": ""}).status_code == 422
    client.post(judge, {"accept": "1"})
    made.refresh_from_db()
    assert made.status == Planned.ACCEPTED


def test_a_unit_sees_no_plan_of_another(client, plan):
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))

    assert client.get(reverse("commitments:plans_one", args=[plan.pk])).status_code == 404
    assert client.get(reverse("commitments:plans")).context["page"].rows == []


def test_the_list_costs_the_same_for_more_units(client, clerk, bureau):
    counts = []
    for n in (1, 6):
        make.issued_list(*[make.task(make.unit()) for _ in range(n)])
        collect(clerk)
        client.get(reverse("commitments:plans"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("commitments:plans"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_export_holds_the_units(client, plan):
    answer = client.get(reverse("commitments:plans"), {"export": "1", "tab": "missing"})

    assert answer["Content-Type"].endswith("sheet")


def broken(change):
    data = copy.deepcopy(parse_yaml(settlements.FILE.read_text("utf-8")))
    change(data["sets"])
    return data


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.append(rows[0]),
        lambda rows: rows[0]["settlements"].clear(),
        lambda rows: rows[0]["settlements"].append(rows[0]["settlements"][0]),
        lambda rows: rows[0]["settlements"][0].update(draft="weather"),
        lambda rows: rows[0]["settlements"][0].update(draft="text"),
        lambda rows: rows[0]["settlements"][0].update(signs=["("]),
        lambda rows: rows[0]["settlements"][0].update(colour="red"),
    ],
    ids=["set twice", "empty", "settlement twice", "source", "no text", "pattern", "unknown field"],
)
def test_wrong_settlements_are_refused(change):
    with pytest.raises(settlements.BadSettlements):
        settlements.read(broken(change))

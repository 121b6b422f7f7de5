"""Projects from a sheet: any headers, row by row, seen first, taken back; the list that went out."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Role
from wenming.core import audit, clock, imports
from wenming.core.models import AuditEntry, StoredImport
from wenming.framework.models import Indicator
from wenming.organization.models import Level
from wenming.problems.models import Problem
from wenming.projects.changing import Change, change_projects
from wenming.projects.errors import ProjectIsFixed
from wenming.projects.importing import PROJECTS
from wenming.projects.models import Milestone, Project
from wenming.projects.services import ProjectData, StepData, advance
from wenming.projects.workflow import Stage

pytestmark = pytest.mark.django_db
HEAD = ["名称", "建设内容", "责任单位", "阶段", "立项文号", "概算（万元）", "资金来源", "计划建成"]


def judge(*rows, by=None):
    return imports.judge(PROJECTS, workbook(*rows), name="表.xlsx", by=by or make.office())


def told(*rows, by=None):
    return [str(fault) for fault in judge(*rows, by=by).faults]


def send(client, content):
    """Through the page up to the preview; the answer of the preview."""
    file = SimpleUploadedFile("项目.xlsx", content)
    url = reverse("organization:import_send", args=["projects"])
    return client.post(url, {"file": file}, follow=True)


def store(client, page, n):
    pending = page.context["pending"]
    url = reverse("organization:import_store", args=[pending.pk])
    return client.post(url, {"seen": n}, follow=True)


def signed_in(client, role=Role.OFFICE):
    user = make.user(role)
    client.force_login(user)
    return user


def test_a_sheet_of_another_office_comes_in_after_it_was_seen(client):
    street = make.street("石坊街道")
    user = signed_in(client)
    day = clock.today() + timedelta(days=60)
    head = ["序号", "项目名称", "建设规模及内容", "建设单位", "总投资\n（万元）", "计划建成"]

    page = send(client, workbook(head, [1, "西门停车场", "60 个车位", "石坊街道", 128.5, day]))

    assert not Project.objects.exists()
    text = page.content.decode()
    assert "新增 1 行" in text
    assert "西门停车场" in text

    store(client, page, 1)

    project = Project.objects.get()
    assert (project.unit, project.area, project.budget) == (street, street.area, 128_500_000)
    assert (project.stage, project.milestones.get(stage="built").due_on) == ("proposed", day)
    assert StoredImport.objects.get(by=user).added == 1


def test_a_project_comes_in_as_far_as_it_is():
    make.street("石坊街道")
    by = make.office()
    day = clock.today() - timedelta(days=3)
    head = [*HEAD, "实际立项", "已支出（万元）"]
    row = [
        "停车场",
        "车位",
        "石坊街道",
        "资金已落实",
        "发改9号",
        80,
        "市级财政",
        "2099-01-01",
        day,
        12,
    ]

    report = judge(head, row, by=by)
    PROJECTS.store(report.rows, by)

    project = Project.objects.get()
    assert (project.stage, project.approval, project.funding) == ("funded", "发改9号", "市级财政")
    assert (project.spent, str(project.due_on)) == (12_000_000, "2099-01-01")
    assert project.milestones.get(stage="approved").done_on == day
    assert [step.action for step in project.steps.all()] == ["propose", "enter"]
    assert AuditEntry.objects.filter(action="project.entered").exists()


def test_what_a_stage_lacks_is_told_by_row():
    make.street("石坊街道")
    future = clock.today() + timedelta(days=1)
    rows = [
        ["甲", "内容", "石坊街道", "已立项"],
        ["乙", "内容", "石坊街道", "资金已落实", "发改9号", 80],
        ["丙", "内容", "石坊街道", "待论证", None, None, None, None, clock.today()],
        ["丁", "内容", "石坊街道", "已论证", None, None, None, None, future],
        ["戊", "内容", "没有的局"],
        ["己", "内容", "石坊街道"],
        ["己", "内容", "石坊街道"],
        ["庚", "内容", "石坊街道", "快好了"],
    ]

    faults = told([*HEAD, "实际论证"], *rows)

    assert [fault.split("：")[0] for fault in faults] == [
        "第 2 行 D 列",
        "第 3 行 D 列",
        "第 4 行 D 列",
        "第 5 行 D 列",
        "第 6 行 C 列",
        "第 8 行 A 列",
        "第 9 行 D 列",
    ]
    assert "立项文号和概算" in faults[0]
    assert "资金来源" in faults[1]


def test_nobody_brings_in_what_the_own_unit_built_as_accepted():
    unit = make.street("石坊街道")
    row = ["停车场", "车位", "石坊街道", "已验收", "发改9号", 80, "市级财政"]

    assert "承建" in told(HEAD, row, by=make.user(Role.DISTRICT_OFFICE, unit=unit))[0]
    assert not told(HEAD, row)


def test_an_office_brings_in_projects_of_its_own_area_only():
    make.street("石坊街道")
    foreign = make.user(Role.DISTRICT_OFFICE, area=make.area(Level.DISTRICT))

    assert "不在您管理的区域里" in told(HEAD, ["停车场", "车位", "石坊街道"], by=foreign)[0]


def test_a_foreign_office_learns_nothing_of_a_project_by_its_number():
    project = make.project(stage="funded")
    foreign = make.user(Role.DISTRICT_OFFICE, unit=make.street())
    head = ["项目编号", "名称", "建设内容", "责任单位", "资金来源"]
    row = [project.number, project.name, project.content, project.unit.name, "不知道"]

    faults = told(head, row, by=foreign)

    assert any("没有项目编号" in fault for fault in faults)
    assert not any("市级财政" in fault for fault in faults)


@pytest.mark.parametrize("stage", ["proposed", "funded", "accepted"])
def test_the_list_that_went_out_comes_back_and_changes_nothing(client, stage):
    place = make.place()
    indicator = Indicator.objects.filter(edition=make.small_edition())[0]
    days = {Stage.BUILT: clock.today() + timedelta(days=9)}
    make.project(stage=stage, places=[place], indicators=[indicator], days=days)
    signed_in(client)
    content = client.get(reverse("projects:export"), {"tab": "all"}).content

    page = send(client, content)

    assert page.context["report"].faults == []
    assert [str(row.verb) for row in page.context["planned"]] == ["keep"]
    before = AuditEntry.objects.filter(action__startswith="project.").count()
    store(client, page, 1)
    assert AuditEntry.objects.filter(action__startswith="project.").count() == before


def test_what_was_changed_in_the_list_is_shown_and_stored(client):
    project = make.project(name="停车场")
    signed_in(client)
    content = changed(client, {"名称": "立体停车场", "概算（万元）": 200, "计划建成": "2099-05-01"})

    page = send(client, content)
    assert "名称：停车场 → 立体停车场" in page.content.decode()
    store(client, page, 1)

    project.refresh_from_db()
    assert (project.name, project.budget) == ("立体停车场", 200_000_000)
    assert str(project.milestones.get(stage="built").due_on) == "2099-05-01"


def test_what_steps_decide_is_not_changed_by_a_sheet(client):
    make.project(stage="approved")
    signed_in(client)

    page = send(client, changed(client, {"阶段": "已建成", "名称": "新名称", "资金来源": "自筹"}))

    told_ = [str(fault) for fault in page.context["report"].faults]
    assert len(told_) == 3
    assert any("不能再改" in fault for fault in told_)
    assert sum("办理步骤" in fault for fault in told_) == 2


def changed(client, cells):
    """The list that goes out, with some cells of its first row changed."""
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("projects:export"), {"tab": "all"}).content)
    )
    rows = book.active
    heads = [cell.value for cell in rows[1]]
    for title, value in cells.items():
        rows.cell(2, heads.index(title) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_import_is_taken_back_but_for_what_has_moved_on(client):
    make.street("石坊街道")
    old = make.project(name="旧的")
    office = signed_in(client)
    rows = [["甲", "内容", "石坊街道"], ["乙", "内容", "石坊街道"]]
    update = ["旧的", "新的内容", old.unit.name]
    store(client, send(client, workbook(HEAD, *rows, update)), 3)
    moved = Project.objects.get(name="乙")
    advance(project_id=moved.pk, action="appraise", data=StepData(), by=office)
    stored = StoredImport.objects.get()

    page = client.post(reverse("organization:import_undo", args=[stored.pk]), follow=True)

    assert set(Project.objects.values_list("name", flat=True)) == {"乙", "旧的"}
    old.refresh_from_db()
    assert old.content == "新建停车位 60 个"
    text = page.content.decode()
    assert "撤销了 2 行" in text
    assert moved.number in text
    again = client.post(reverse("organization:import_undo", args=[stored.pk]), follow=True)
    assert "已经撤销过了" in again.content.decode()


def test_what_a_problem_points_at_stays_and_the_others_go():
    make.street("石坊街道")
    office = make.office()
    rows = [[name, "内容", "石坊街道"] for name in "甲乙丙丁戊"]
    stored = PROJECTS.store(judge(HEAD, *rows, by=office).rows, office)
    wanted = Project.objects.get(name="丙")
    Problem.objects.filter(pk=make.dispatched().pk).update(project=wanted)

    undone = PROJECTS.undo(stored.undo, office)

    assert list(Project.objects.all()) == [wanted]
    assert (undone.taken, undone.kept) == (4, [wanted.number])
    assert AuditEntry.objects.filter(action="project.taken_out").count() == 4


def test_a_long_sheet_asks_the_database_as_often_as_a_short_one(django_assert_max_num_queries):
    make.street("石坊街道")
    office = make.office()

    approved = ["已立项", "发改9号", 80, None, None, clock.today()]

    def stored(first, last, most):
        rows = [
            [f"{n}号停车场", "内容", "石坊街道", *(approved if n % 2 else [])]
            for n in range(first, last)
        ]
        report = judge([*HEAD, "实际立项"], *rows, by=office)
        assert len(report.rows) == last - first
        with django_assert_max_num_queries(most) as asked:
            PROJECTS.store(report.rows, office)
        return len(asked)

    few = stored(0, 4, 60)
    stored(4, 64, few)

    assert Project.objects.filter(stage="approved").count() == 32
    numbers = list(Project.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == sorted(set(numbers))
    assert [step.action for step in Project.objects.get(name="5号停车场").steps.all()] == [
        "propose",
        "enter",
    ]


def planned(day, *names):
    return [[name, "新的内容", f"{name}街道", *[None] * 4, day] for name in names]


def test_many_changes_ask_the_database_as_often_as_few_and_so_does_taking_them_back(
    django_assert_max_num_queries,
):
    office, edition = make.office(), make.small_edition()
    indicators = list(Indicator.objects.filter(edition=edition)[:2])
    for n in range(40):
        make.project(make.street(f"{n}号街道"), name=f"{n}号", indicators=indicators[: n % 3])
    rows = list(Project.objects.values_list("pk", "name", "content").order_by("pk"))

    def changed(names, most):
        report = judge(HEAD, *planned("2099-05-01", *names), by=office)
        with django_assert_max_num_queries(most) as asked:
            stored = PROJECTS.store(report.rows, office)
        with django_assert_max_num_queries(most) as asked_back:
            undone = PROJECTS.undo(stored.undo, office)
        assert (stored.changed, undone.taken) == (len(names), len(names))
        return max(len(asked), len(asked_back))

    few = changed(["0号", "1号", "2号"], 60)
    changed([f"{n}号" for n in range(40)], few)

    assert list(Project.objects.values_list("pk", "name", "content").order_by("pk")) == rows
    assert not Milestone.objects.exclude(due_on=None).exists()
    assert AuditEntry.objects.filter(action="project.changed").count() == 2 * 43
    assert audit.first_fault() is None


def test_one_that_may_not_change_by_now_keeps_the_others_from_changing():
    office = make.office()
    projects = [make.project(make.street(f"{name}街道"), name=name) for name in "甲乙"]
    data = ProjectData(
        name="甲", kind="facility", content="别的", unit=projects[0].unit, area=projects[0].area
    )
    changes = [Change(project.pk, {}, data) for project in projects]
    Project.objects.filter(name="乙").update(stage="dropped")

    with pytest.raises(ProjectIsFixed):
        change_projects(changes, by=office)

    assert not Project.objects.filter(content="别的").exists()
    assert not AuditEntry.objects.filter(action="project.changed").exists()


def test_nobody_takes_back_what_another_brought_in(client):
    make.street("石坊街道")
    signed_in(client)
    store(client, send(client, workbook(HEAD, ["甲", "内容", "石坊街道"])), 1)
    stored = StoredImport.objects.get()
    signed_in(client)

    answer = client.post(reverse("organization:import_undo", args=[stored.pk]))

    assert answer.status_code == 404
    assert Project.objects.exists()

"""Task tables from Excel: read as people lay them out, judged row by row, stored, taken out again."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tests.core.sheets import saved
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.imports import NothingToImport, RowsChanged
from wenming.core.models import AuditEntry
from wenming.core.tables import BadTable
from wenming.duties import services
from wenming.duties.errors import ListIsFixed, SheetIsFixed
from wenming.duties.models import Duty, TaskList, TaskSheet
from wenming.duties.services import Sending
from wenming.duties.tasksheet.heads import Part
from wenming.duties.tasksheet.sheets import judge_sheet
from wenming.duties.workflow import Sent
from wenming.organization.models import UnitAlias, UnitKind

pytestmark = pytest.mark.django_db
DATED = date(2026, 3, 2)
HEAD = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]


@pytest.fixture(autouse=True)
def units():
    names = ["市城市管理综合执法局", "市公安局", "市市场监督管理局", "市教育局"]
    return {name: make.unit(name) for name in names}


@pytest.fixture
def clerk():
    return make.office()


def table(*rows, merged=(), title="任务表") -> bytes:
    """A workbook as a person would lay it out."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for span in merged:
        sheet.merge_cells(span)
    return saved(book)


def send(content: bytes, by, **fields) -> TaskSheet:
    fields = {"name": "任务分解表.xlsx", "dated_on": DATED, "basis": "推进会", **fields}
    return services.send_sheet(owner=make.city(), by=by, sending=Sending(content=content, **fields))


def told(content: bytes, by):
    return judge_sheet(send(content, by))


def stored(sheet: TaskSheet, by) -> TaskSheet:
    n = len(judge_sheet(sheet).items)
    sheet = services.start_storing(sheet_id=sheet.pk, by=by, seen=n)
    while sheet.status == Sent.STORING:
        sheet = services.store_next(sheet_id=sheet.pk, by=by)
    return sheet


def names(item, part=Part.LEAD):
    return [unit.name for unit in item.units.get(part, [])]


# Read as it is laid out


def test_a_plain_table_becomes_tasks_with_units_and_days(clerk):
    judged = told(
        table(
            ["2026年创建任务分解表"],
            HEAD,
            [1, "规范停车秩序", "市公安局", "市城管局、市教育局", "6月底前"],
            [2, "每周清理小广告", "市城管局", "", "5个工作日内"],
            merged=["A1:E1"],
        ),
        clerk,
    )

    first, second = judged.items
    assert (judged.faults, judged.filled, judged.wrong) == ([], 2, 0)
    assert (first.row, first.text, first.due_on) == (3, "规范停车秩序", date(2026, 6, 30))
    assert names(first) == ["市公安局"]
    assert names(first, Part.SUPPORT) == ["市城市管理综合执法局", "市教育局"]
    assert second.due_on == date(2026, 3, 9)


def test_a_head_of_two_rows_and_cells_merged_down_are_filled(clerk):
    judged = told(
        table(
            ["附件1"],
            ["任务分解表"],
            ["序号", "重点任务", "具体措施", "责任分工", "", "完成时间"],
            ["", "", "", "牵头单位", "责任单位", ""],
            ["一、市容环境"],
            [1, "治理占道", "早晚各巡一次", "市城管局", "市公安局", date(2026, 5, 1)],
            ["", "", "划出疏导点", "", "", ""],
            ["备注：本表由市创城办解释"],
            merged=["A2:F2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "A5:F5",
                    "B6:B7", "D6:D7", "E6:E7", "F6:F7", "A8:F8"],
        ),
        clerk,
    )  # fmt: skip

    assert judged.faults == []
    (item,) = judged.items
    assert (item.text, item.measures) == ("治理占道", "早晚各巡一次\n划出疏导点")
    assert {tuple(names(item)) for item in judged.items} == {("市城市管理综合执法局",)}
    assert {item.due_on for item in judged.items} == {date(2026, 5, 1)}
    assert judged.headings == 2


def test_a_task_merged_over_rows_of_units_is_one_task_with_all_of_them(clerk):
    judged = told(
        table(
            HEAD,
            [1, "整治校园周边", "市教育局", "", "6月底前"],
            ["", "", "市公安局", "", ""],
            ["", "", "市教育局", "", ""],
            merged=["A2:A4", "B2:B4", "E2:E4"],
        ),
        clerk,
    )

    (item,) = judged.items
    assert names(item) == ["市教育局", "市公安局"]


def test_measures_with_units_of_their_own_are_tasks_of_their_own(clerk):
    judged = told(
        table(
            ["任务", "具体措施", "验收标准", "责任单位", "开始时间", "完成时间"],
            ["整治小区", "清理楼道", "无堆物", "市公安局", "2026-03-10", "4月底"],
            ["", "补种绿化", "", "市教育局", "", "6月底"],
            merged=["A2:A3"],
        ),
        clerk,
    )

    first, second = judged.items
    assert first.text == second.text == "整治小区"
    assert (first.measures, second.measures) == ("清理楼道", "补种绿化")
    assert (first.acceptance, first.starts_on) == ("无堆物", date(2026, 3, 10))
    assert [item.due_on for item in judged.items] == [date(2026, 4, 30), date(2026, 6, 30)]


def test_labels_in_a_cell_ditto_marks_and_targets_are_understood(clerk):
    judged = told(
        table(
            ["任务", "责任单位", "目标", "时限"],
            [
                "改造市场",
                "牵头单位：市市场监管局；配合单位：市公安局",
                "达标率 ≥ 95 %",
                "2026.9.30前",
            ],
            ["清洗路面", "市城管局", "主次干道机械化清扫率达到90%以上；群众满意", "同上"],
            ["巡查夜市", "同上", "", "每月"],
        ),
        clerk,
    )

    first, second, third = judged.items
    assert names(first) == ["市市场监督管理局"]
    assert names(first, Part.SUPPORT) == ["市公安局"]
    assert [t["value"] for t in (*first.targets, *second.targets)] == [95.0, 90]
    assert (second.text, second.acceptance) == ("清洗路面", "群众满意")
    assert first.due_on == second.due_on == date(2026, 9, 30)
    assert (third.cadence, third.kind, names(third, Part.RESPONSIBLE)) == (
        "monthly",
        "recurring",
        ["市城市管理综合执法局"],
    )


def test_our_own_export_comes_back_as_it_was(client, clerk, units):
    indicators = list(make.edition().indicators.order_by("code")[:2])
    target = {"metric": "达标率", "op": ">=", "value": 95.0, "unit": "%", "current": None}
    task = make.task(
        units["市公安局"],
        text="清理僵尸车",
        measures="每周巡查。\n建档销号",
        acceptance="路面没有僵尸车",
        cadence="weekly",
        starts_on=date(2026, 5, 1),
        due_on=date(2026, 6, 30),
        targets=[target],
        supports=[units["市教育局"]],
        indicators=indicators,
        milestones=[{"what": "摸底", "due_on": "2026-05-20"}],
    )
    made = make.task_list(task, by=clerk)
    client.force_login(clerk)

    judged = told(client.get(reverse("duties:export", args=[made.pk])).content, clerk)

    assert judged.faults == []
    (item,) = judged.items
    assert (item.text, item.measures) == ("清理僵尸车", "每周巡查。\n建档销号")
    assert (item.acceptance, item.cadence) == ("路面没有僵尸车", "weekly")
    assert (item.starts_on, item.due_on) == (date(2026, 5, 1), date(2026, 6, 30))
    assert [(t["metric"], t["op"], t["value"], t["unit"]) for t in item.targets] == [
        ("达标率", ">=", 95, "%")
    ]
    assert names(item) == ["市公安局"]
    assert item.codes == [row.code for row in indicators]


def test_a_list_with_only_measures_takes_them_for_the_tasks(clerk):
    head = ["指标名称", "牵头单位", "具体措施", "完成时限"]

    (item,) = told(table(head, ["", "市公安局", "清理僵尸车", "2026-06-30"]), clerk).items

    assert (item.text, item.measures) == ("清理僵尸车", "")


# Told by row and column


def test_what_is_wrong_is_named_by_row_and_column(clerk):
    judged = told(
        table(
            HEAD,
            [1, "", "市公安局", "", ""],
            [2, "没有单位的事", "", "", ""],
            [3, "日子写错", "市公安局", "", "2026-02-30"],
            [4, "=A1&B1", "市公安局", "", ""],
            [5, "规范停车", "市公安局", "", "长期坚持"],
            [6, "规范 停车", "市公安局", "", ""],
            [7, "长" * 601, "市公安局", "", ""],
        ),
        clerk,
    )

    assert [(f.row, f.column) for f in judged.faults] == [
        (2, "B"), (3, "C"), (4, "E"), (5, "B"), (7, "B"), (8, "B"),
    ]  # fmt: skip
    said = [str(fault) for fault in judged.faults]
    assert "第 3 行 C 列：没有牵头单位，也没有责任单位。" in said
    assert any("不是日历上有的日子" in words for words in said)
    assert any("与第 6 行相同" in words for words in said)
    (right,) = judged.items
    assert right.row == 6
    assert "长期坚持" in right.notes[0]


def test_an_unsure_name_comes_with_candidates_and_a_choice_is_remembered(clerk, units):
    content = table(
        HEAD, [1, "规范停车", "市成管局", "各街道", ""], [2, "夜查", "市成管局", "", ""]
    )
    street = make.unit("石坊街道", kind=UnitKind.STREET)
    sheet = send(content, clerk)
    judged = judge_sheet(sheet)

    assert judged.items == []
    doubt, every = judged.doubts
    assert (doubt.name, doubt.rows) == ("市成管局", (2, 3))
    bureau = units["市城市管理综合执法局"]
    assert (f"unit:{bureau.code}", bureau.name) in doubt.choices
    assert every.choices[0][0].startswith("kind:")

    chosen = {"市成管局": f"unit:{bureau.code}", "各街道": "kind:street"}
    sheet = services.choose_units(sheet_id=sheet.pk, by=clerk, chosen=chosen)

    first, second = judge_sheet(sheet).items
    assert names(first) == names(second) == [bureau.name]
    assert names(first, Part.SUPPORT) == [street.name]
    assert UnitAlias.objects.get(name="市成管局").unit == bureau
    assert told(table(HEAD, [1, "巡查", "市成管局", "", ""]), clerk).doubts == []


def test_a_name_may_be_left_out(clerk):
    sheet = send(table(HEAD, [1, "规范停车", "市公安局", "驻军某部", ""]), clerk)

    sheet = services.choose_units(sheet_id=sheet.pk, by=clerk, chosen={"驻军某部": "-"})

    (item,) = judge_sheet(sheet).items
    assert names(item, Part.SUPPORT) == []


# Mapped by hand, and remembered


def test_a_mapping_is_corrected_and_remembered_by_the_words_of_the_head(clerk):
    content = table(["事", "谁办", "啥时"], ["清理河道", "市公安局", "年底"])
    sheet = send(content, clerk)
    assert judge_sheet(sheet).items == []

    parts = {0: Part.TEXT, 1: Part.LEAD, 2: Part.DEADLINE}
    sheet = services.map_columns(sheet_id=sheet.pk, by=clerk, grid=sheet.grid, head=0, parts=parts)
    (item,) = judge_sheet(sheet).items
    assert (item.text, item.due_on) == ("清理河道", date(2026, 12, 31))
    stored(sheet, clerk)

    again = told(table(["事 ", "谁办", "啥时"], ["清理沟渠", "市公安局", "年底"]), clerk)
    assert [item.text for item in again.items] == ["清理沟渠"]


def test_another_sheet_or_head_is_guessed_anew(clerk):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["请各单位认真填写"])
    other = book.create_sheet("明细")
    for row in (HEAD, [1, "规范停车", "市公安局", "", ""]):
        other.append(row)
    sheet = send(saved(book), clerk)
    assert (sheet.grid, len(judge_sheet(sheet).items)) == ("明细", 1)

    sheet = services.map_columns(sheet_id=sheet.pk, by=clerk, grid="说明", head=0, parts=None)

    assert judge_sheet(sheet).items == []


# Stored, interrupted, undone


def test_the_right_rows_alone_go_into_a_new_list(clerk, units):
    content = table(
        ["创建任务分解表"],
        HEAD,
        [1, "规范停车", "市公安局", "市教育局", "6月底前"],
        [2, "", "", "", "年底"],
    )
    sheet = stored(send(content, clerk), clerk)

    made = sheet.task_list
    assert (made.title, made.basis, sheet.status, sheet.stored) == (
        "创建任务分解表",
        "推进会",
        Sent.STORED,
        1,
    )
    duty = made.duties.get()
    assert {(row.unit, row.part) for row in duty.units.all()} == {
        (units["市公安局"], "lead"),
        (units["市教育局"], "support"),
    }
    assert (duty.order, duty.due_on, duty.sheet_row.row) == (1, date(2026, 6, 30), 3)
    assert AuditEntry.objects.filter(action="duties.tasks_imported").count() == 1


def test_what_was_interrupted_goes_on_where_it_stopped(clerk):
    rows = [[n, f"任务{n}", "市公安局", "", ""] for n in range(1, 6)]
    sheet = send(table(HEAD, *rows), clerk)
    services.start_storing(sheet_id=sheet.pk, by=clerk, seen=5)

    services.store_next(sheet_id=sheet.pk, by=clerk, limit=2)
    sheet = services.store_next(sheet_id=sheet.pk, by=clerk, limit=2)
    assert (sheet.stored, sheet.status) == (4, Sent.STORING)
    sheet = services.store_next(sheet_id=sheet.pk, by=clerk, limit=2)

    assert (sheet.stored, sheet.status) == (5, Sent.STORED)
    assert [d.text for d in sheet.task_list.duties.all()] == [f"任务{n}" for n in range(1, 6)]
    with pytest.raises(TransitionRefused):
        services.store_next(sheet_id=sheet.pk, by=clerk)


def test_a_table_goes_into_a_list_that_is_being_drafted_and_not_twice(clerk):
    into = make.task_list(make.task(make.unit("市住建局"), text="修补路面"))
    content = table(HEAD, [1, "修补路面", "市住建局", "", ""], [2, "规范停车", "市公安局", "", ""])
    sheet = stored(send(content, clerk, into=into), clerk)

    assert [duty.text for duty in into.duties.all()] == ["修补路面", "规范停车"]
    assert not sheet.made_list
    with pytest.raises(NothingToImport):
        stored(send(content, clerk, into=into), clerk)


def test_the_whole_import_is_undone_while_the_list_is_a_draft(clerk):
    into = make.task_list(make.task(make.unit("市住建局"), text="修补路面"))
    sheet = stored(send(table(HEAD, [1, "停车", "市公安局", "", ""]), clerk, into=into), clerk)

    sheet = services.undo_import(sheet_id=sheet.pk, by=clerk)

    assert sheet.status == Sent.UNDONE
    assert [duty.text for duty in into.duties.all()] == ["修补路面"]
    with pytest.raises(TransitionRefused):
        services.undo_import(sheet_id=sheet.pk, by=clerk)


def test_a_list_that_only_the_import_filled_goes_with_it(clerk):
    sheet = stored(send(table(HEAD, [1, "停车", "市公安局", "", ""]), clerk), clerk)

    services.undo_import(sheet_id=sheet.pk, by=clerk)

    assert not TaskList.objects.exists()
    assert not Duty.objects.exists()


def test_afterwards_it_says_why_it_cannot_be_undone(clerk):
    sheet = stored(send(table(HEAD, [1, "停车", "市公安局", "", ""]), clerk), clerk)
    assert services.why_not_undone(sheet) == ""
    services.submit_list(task_list_id=sheet.task_list_id, by=clerk)
    sheet = TaskSheet.objects.select_related("task_list").get()

    with pytest.raises(ListIsFixed, match="审核中"):
        services.undo_import(sheet_id=sheet.pk, by=clerk)

    assert "审核中" in services.why_not_undone(sheet)
    assert Duty.objects.count() == 1


# Refused


def test_other_rows_than_were_seen_are_not_stored(clerk):
    sheet = send(table(HEAD, [1, "停车", "市公安局", "", ""]), clerk)

    with pytest.raises(RowsChanged):
        services.start_storing(sheet_id=sheet.pk, by=clerk, seen=2)

    assert not TaskList.objects.exists()


def test_what_is_going_in_is_not_mapped_anew(clerk):
    sheet = stored(send(table(HEAD, [1, "停车", "市公安局", "", ""]), clerk), clerk)

    with pytest.raises(SheetIsFixed):
        services.choose_units(sheet_id=sheet.pk, by=clerk, chosen={})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"text"])
def test_what_is_no_workbook_is_refused(clerk, content):
    with pytest.raises(BadTable):
        send(content, clerk)


def test_only_who_issues_lists_imports_them():
    liaison = make.user(Role.DEPARTMENT, unit=make.unit())

    with pytest.raises(NotAllowed):
        send(table(HEAD), liaison)


def test_files_are_dropped_after_a_day_and_what_nobody_imported(clerk):
    kept = stored(send(table(HEAD, [1, "停车", "市公安局", "", ""]), clerk), clerk)
    send(table(HEAD), clerk)
    fresh = send(table(HEAD), clerk)
    old = clock.now() - timedelta(days=2)
    TaskSheet.objects.exclude(pk=fresh.pk).update(at=old)

    services.forget_old_sheets(clock.now())

    assert set(TaskSheet.objects.values_list("pk", flat=True)) == {kept.pk, fresh.pk}
    kept.refresh_from_db()
    assert kept.content == ""
    assert TaskSheet.objects.get(pk=fresh.pk).file


# On the page


def test_from_the_file_to_the_list_on_the_pages(client, clerk, django_assert_max_num_queries):
    client.force_login(clerk)
    file = io.BytesIO(
        table(
            HEAD, [1, "规范停车", "市成管局", "", "6月底前"], [2, "<b>夜查</b>", "市公安局", "", ""]
        )
    )
    file.name = "表.xlsx"
    data = {"file": file, "basis": "推进会", "title": "新表", "dated_on": "2026-03-02"}
    answer = client.post("/duties/lists/import/", data)
    sheet = TaskSheet.objects.get()
    address = f"/duties/lists/import/{sheet.pk}/"
    assert answer.url == address

    with django_assert_max_num_queries(30):
        page = client.get(address).text
    assert "第 2 行 C 列" in page
    assert "1 个单位名称认不准" in page
    assert "&lt;b&gt;夜查" in page

    bureau = "市城市管理综合执法局"
    client.post(f"{address}choose/", {"choice_0": "", "other_0": bureau})
    page = client.get(address).text
    assert "导入 2 项" in page
    assert "2026-06-30" in page
    assert client.get(f"{address}remarks/").status_code == 200

    client.post(f"{address}start/", {"seen": "2"})
    assert "正在导入" in client.get(address).text
    answer = client.post(f"{address}store/", headers={"HX-Request": "true"})
    assert "已导入 2/2 项" in answer.text
    page = client.get(f"/duties/lists/{TaskList.objects.get().pk}/").text
    assert "2 项是从“表.xlsx”导入的" in page
    assert client.post(f"{address}store/").url == address  # asked once more, nothing happens
    made = TaskList.objects.get()
    assert made.duties.count() == 2
    client.post(f"{address}undo/")
    assert not TaskList.objects.exists()
    assert "已撤销" in client.get("/duties/lists/import/").text


def test_a_broken_file_says_so_on_the_form(client, clerk):
    client.force_login(clerk)
    file = io.BytesIO(b"no workbook")
    file.name = "表.xlsx"

    answer = client.post(
        "/duties/lists/import/", {"file": file, "basis": "x", "dated_on": "2026-03-02"}
    )

    assert answer.status_code == 422
    assert "不是 xlsx" in answer.text


def test_columns_are_corrected_on_the_page(client, clerk):
    client.force_login(clerk)
    sheet = send(table(["事", "谁办"], ["清理河道", "市公安局"]), clerk)
    address = f"/duties/lists/import/{sheet.pk}/"
    assert "没有认出任务" in client.get(address).text

    data = {"grid": sheet.grid, "head": "0", "column_0": "text", "column_1": "lead"}
    client.post(f"{address}map/", data)
    assert "导入 1 项" in client.get(address).text

    answer = client.post(f"{address}map/", {**data, "column_0": "nonsense"})
    assert answer.status_code == 422


def test_a_list_of_many_tasks_is_shown_page_by_page(client, clerk):
    rows = [[n, f"任务{n:03}", "市公安局", "", ""] for n in range(1, 121)]
    sheet = stored(send(table(HEAD, *rows), clerk), clerk)
    client.force_login(clerk)

    first = client.get(f"/duties/lists/{sheet.task_list_id}/")
    mark = first.context["page"].next_mark
    second = client.get(f"/duties/lists/{sheet.task_list_id}/", {"mark": mark}).text

    assert "任务 120 项" in first.text
    assert "任务100" in first.text
    assert "任务101" not in first.text
    assert "任务101" in second

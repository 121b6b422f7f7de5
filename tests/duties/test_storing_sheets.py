"""A task table goes into a list batch by batch, is taken out again, or refused."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.duties.sheets import HEAD, send, stored, table
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.imports import NothingToImport, RowsChanged
from wenming.core.models import AuditEntry
from wenming.core.tables import BadTable
from wenming.duties import services
from wenming.duties.errors import ListIsFixed, SheetIsFixed
from wenming.duties.models import Duty, TaskList, TaskSheet
from wenming.duties.workflow import Sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


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

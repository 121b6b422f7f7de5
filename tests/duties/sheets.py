"""Task tables as people would send them, and what becomes of them."""

from datetime import date

import openpyxl

from tests import make
from tests.core.sheets import saved
from wenming.duties import services
from wenming.duties.models import TaskSheet
from wenming.duties.services import Sending
from wenming.duties.tasksheet.heads import Part
from wenming.duties.tasksheet.sheets import judge_sheet
from wenming.duties.workflow import Sent

DATED = date(2026, 3, 2)


HEAD = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]


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

"""Seconds for importing tables of 2,000 rows, beside reading their cells alone, for `duties.py`."""

import io
import time
from typing import Any

ROWS = 2_000


def imported() -> dict[str, dict[str, float]]:
    """Seconds by what came in: reading the cells alone, until judged, until stored."""
    return {
        "tasks": _tasks(),
        "projects": _projects(_table_of_projects()),
        "projects that all change": _projects(_changed_projects(), is_undone=True),
        "rows new in a responsibility table": _pasted("市长"),
        "rows of a responsibility table that all change": _pasted("副市长"),
    }


def _bare(content: bytes) -> float:
    from openpyxl import load_workbook

    began = time.perf_counter()
    for _row in load_workbook(io.BytesIO(content), read_only=True).active.iter_rows():
        pass
    return time.perf_counter() - began


def _tasks() -> dict[str, float]:
    """A table of tasks: sent, judged, stored as the page does it, 250 a request."""
    from wenming.accounts.models import User
    from wenming.core import clock
    from wenming.duties import services
    from wenming.duties.models import Duty
    from wenming.duties.services import Sending
    from wenming.duties.tasksheet.sheets import judge_sheet
    from wenming.duties.workflow import Sent
    from wenming.organization.models import Area

    content = _table_of_tasks()
    bare = _bare(content)
    by, owner = User.objects.get(username="clerk"), Area.objects.get(depth=1)
    before, began = Duty.objects.count(), time.perf_counter()
    sending = Sending(
        content=content, name="任务分解表.xlsx", dated_on=clock.today(), basis="推进会"
    )
    sheet = services.send_sheet(owner=owner, by=by, sending=sending)
    judged = judge_sheet(sheet)
    read = time.perf_counter() - began
    sheet = services.start_storing(sheet_id=sheet.pk, by=by, seen=len(judged.items))
    while sheet.status == Sent.STORING:
        sheet = services.store_next(sheet_id=sheet.pk, by=by)
    took = time.perf_counter() - began
    return {"rows": Duty.objects.count() - before, "bare": bare, "read": read, "all": took}


def _projects(content: bytes, *, is_undone: bool = False) -> dict[str, float]:
    """A table of projects: judged, stored in one transaction, and taken back where asked."""
    from wenming.accounts.models import User
    from wenming.core import imports
    from wenming.projects.importing import PROJECTS

    bare = _bare(content)
    by = User.objects.get(username="clerk")
    began = time.perf_counter()
    report = imports.judge(PROJECTS, content, name="项目清单.xlsx", by=by)
    read = time.perf_counter() - began
    stored = imports.store_right_rows(PROJECTS, report, seen=ROWS, by=by)
    took = time.perf_counter() - began
    found = {"rows": stored.added + stored.changed, "bare": bare, "read": read, "all": took}
    if is_undone:
        began = time.perf_counter()
        assert PROJECTS.undo is not None, "projects can be taken back"
        PROJECTS.undo(stored.undo, by)
        found["back"] = time.perf_counter() - began
    return found


def _pasted(leader: str) -> dict[str, float]:
    """Rows pasted into a responsibility table: judged, and stored in one transaction."""
    from wenming.accounts.models import User
    from wenming.duties import services
    from wenming.duties.models import TaskList
    from wenming.duties.tables.grid import Grid
    from wenming.duties.tables.pasting import judge
    from wenming.organization.models import Area

    by, owner = User.objects.get(username="clerk"), Area.objects.get(depth=1)
    table = TaskList.objects.filter(kind=TaskList.Kind.TABLE).first()
    if table is None:
        table = services.draft_table(owner=owner, by=by, title="责任分解表", basis="")
    head, *rows = _cells_of_table(leader)
    bare = _bare(_xlsx(head, rows, title="责任分解表"))
    text = "\n".join("\t".join(cells) for cells in (head, *rows))
    began = time.perf_counter()
    report = judge(Grid(table), text)
    read = time.perf_counter() - began
    n = services.write_rows(table_id=table.pk, by=by, rows=report.rows)
    took = time.perf_counter() - began
    return {"rows": n, "bare": bare, "read": read, "all": took}


def _units() -> list[str]:
    from wenming.organization.models import Unit

    return list(Unit.objects.order_by("pk").values_list("name", flat=True)[:90])


def _table_of_tasks() -> bytes:
    """A table as offices keep it."""
    names = _units()
    head = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
    rows: list[list[Any]] = [
        [n, f"完成第{n}处背街小巷整治，落实专人管理", names[n % 90],
         f"{names[(n + 7) % 90]}、{names[(n + 31) % 90]}", "12月底前"]
        for n in range(1, ROWS + 1)
    ]  # fmt: skip
    return _xlsx(head, rows, title="任务分解表")


def _table_of_projects() -> bytes:
    """A list of projects, every other one of which is under way."""
    names = _units()
    head = ["名称", "建设内容", "责任单位", "阶段", "立项文号", "概算（万元）", "资金来源"]
    standing = ["资金已落实", "发改〔2026〕9号", 80, "市级财政"]
    rows: list[list[Any]] = [
        [f"第{n}处停车场", "新建停车位 60 个", names[n % 90], *(standing if n % 2 else [])]
        for n in range(1, ROWS + 1)
    ]
    return _xlsx(head, rows, title="项目清单")


def _changed_projects() -> bytes:
    """The list as it goes out, with another day in every row, another name where it is open yet."""
    from wenming.accounts.models import User
    from wenming.projects.importing import PROJECTS

    head = [column.title for column in PROJECTS.layout().columns]
    day, name, stage = (head.index(title) for title in ("计划建成", "名称", "阶段"))
    rows = [list(cells) for cells in PROJECTS.existing(User.objects.get(username="clerk"))]
    for cells in rows:
        cells[day] = "2099-05-01"
        cells[name] += "扩建" if cells[stage] == "待论证" else ""
    return _xlsx(head, rows, title="项目清单")


def _cells_of_table(leader: str) -> list[list[str]]:
    """A head, and rows of as many indicators by place types as fit into one paste."""
    from wenming.framework.selectors import current_edition, engine_framework

    names, framework = _units(), engine_framework(current_edition())
    keys = [(i, p) for i in framework.indicators for p in framework.place_types][: ROWS - 1]
    return [
        ["指标", "点位类型", "责任领导", "牵头单位", "配合单位"],
        *(
            [i, p, leader, names[n % 90], f"{names[(n + 7) % 90]}、{names[(n + 31) % 90]}"]
            for n, (i, p) in enumerate(keys)
        ),
    ]


def _xlsx(head: list[str], rows: list[list[Any]], *, title: str) -> bytes:
    from wenming.core import tables

    return tables.write_xlsx(head, rows, title=title)

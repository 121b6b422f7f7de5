"""Responsibility tables as the tests of several ideas begin with them."""

from tests import make
from wenming.duties import services
from wenming.duties.fields import Party
from wenming.duties.models import IndicatorLead, TaskList
from wenming.duties.tables.grid import Cells, Grid, Key
from wenming.duties.tables.pasting import judge
from wenming.framework.models import Edition


def drafted(by) -> TaskList:
    return services.draft_table(owner=make.city(), by=by, title="责任分解表", basis="测评体系")


def lead_of(edition: Edition, code: str) -> list[str]:
    rows = IndicatorLead.objects.filter(edition=edition, indicator__code=code)
    return [row.unit.name for row in rows.order_by("unit__pinyin")]


def first_codes(edition: Edition) -> tuple[str, str]:
    indicator, place_type = edition.indicators.first(), edition.place_types.first()
    return indicator.code, place_type.code


def written(table: TaskList, by, **rows: Cells) -> None:
    """Rows by the code of an indicator or a place type, with _ for -."""
    types = {row.code for row in table.edition.place_types.all()}
    keys = {code.replace("_", "-"): cells for code, cells in rows.items()}
    services.write_rows(
        table_id=table.pk,
        by=by,
        rows={
            Key("", code) if code in types else Key(code, ""): cells for code, cells in keys.items()
        },
    )


def led(*units, leader: str = "", responsible=(), supports=()) -> Cells:
    return Cells(
        leader,
        [Party(unit) for unit in units],
        [Party(unit) for unit in responsible],
        [Party(unit) for unit in supports],
    )


def issued(table: TaskList, by) -> TaskList:
    make.reviewed(table)
    return services.issue_list(task_list_id=table.pk, by=by, approver="总指挥")


def pasted(table: TaskList, *rows: str):
    return judge(Grid(table), "\n".join(rows))


HEAD = "指标\t点位类型\t责任领导\t牵头单位\t责任单位\t配合单位"

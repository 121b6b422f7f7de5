"""Working groups from a sheet (工作组)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from wenming.core import audit, permits, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.organization.importing.lookup import Units, refuse_foreign
from wenming.organization.models import WorkingGroup
from wenming.organization.permissions import MANAGE_GROUND, can_manage
from wenming.organization.services import GroupData, save_group


def layout() -> Layout:
    """The sheet of working groups."""
    return Layout(
        "工作组",
        [
            Column("代码", "code", True, tables.code(), unique=True, example="G03"),
            Column("名称", "name", True, tables.text(60), example="市容环境组"),
            Column(
                "牵头单位", "lead", True, tables.text(80), hint="名称或代码", example="市城管执法局"
            ),
            Column(
                "成员单位",
                "members",
                convert=tables.names(most=200),
                hint="用、隔开",
                example="市公安局、市住建局",
            ),
        ],
        notes=["代码已有的工作组改成表里写的；成员单位空着就不改成员。"],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the register would refuse, row by row."""
    units = Units()
    faults = []
    for row in rows:
        try:
            refuse_foreign(by, units.find(row["lead"]).area)
        except ValueError as error:
            faults.append(sheet.fault(row, "lead", str(error)))
        try:
            units.find_all(row["members"] or [])
        except ValueError as error:
            faults.append(sheet.fault(row, "members", str(error)))
    return faults


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter or change the working groups of checked rows."""
    permits.require(by, MANAGE_GROUND)
    units = Units()
    present = {group.code: group for group in WorkingGroup.objects.prefetch_related("members")}
    added = changed = 0
    for row in rows:
        group = present.get(row["code"])
        if row["members"] is None:
            members = list(group.members.all()) if group else []
        else:
            members = units.find_all(row["members"])
        data = GroupData(
            code=row["code"], name=row["name"], lead=units.find(row["lead"]), members=members
        )
        if group is not None and not _differs(group, data):
            continue
        save_group(group_id=group.pk if group else None, data=data, by=by)
        added, changed = added + (group is None), changed + (group is not None)
    return Stored(added=added, changed=changed)


def _differs(group: WorkingGroup, data: GroupData) -> bool:
    """Whether the row says something else than what is there."""
    if (group.name, group.lead) != (data.name, data.lead):
        return True
    return set(group.members.all()) != set(data.members) - {data.lead}


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The working groups, in the order of the columns."""
    for group in WorkingGroup.objects.select_related("lead").prefetch_related("members"):
        members = "、".join(unit.name for unit in group.members.all())
        yield (group.code, group.name, group.lead.name, members)


GROUPS = Kind(
    key="groups",
    title=gettext_lazy("工作组"),
    note=gettext_lazy("专项工作组的牵头单位和成员单位。先导入单位。"),
    order=40,
    layout=layout,
    allowed=can_manage,
    check=check,
    store=store,
    existing=existing,
)

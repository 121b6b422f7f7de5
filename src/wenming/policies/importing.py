"""Policies per indicator from a sheet (制度清单)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import audit, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.organization.importing.lookup import Units, refuse_foreign
from wenming.policies import permissions
from wenming.policies.models import Policy
from wenming.policies.services import PolicyData, register_policy
from wenming.policies.workflow import Status


class Standing(models.TextChoices):
    """How a policy stands when it is registered."""

    MISSING = Status.MISSING, gettext_lazy("缺")
    TO_IMPROVE = Status.TO_IMPROVE, gettext_lazy("待完善")
    EXISTS = Status.EXISTS, gettext_lazy("已有")


def layout() -> Layout:
    """The sheet of policies."""
    return Layout(
        "制度清单",
        [
            Column("指标编号", "indicator", True, tables.code(), example="D06-04"),
            Column("制度名称", "title", True, tables.text(100), example="停车秩序管理办法"),
            Column("责任单位", "unit", True, tables.text(80), example="市公安局"),
            Column(
                "状态",
                "status",
                convert=tables.choice(Standing),
                choices=tables.labels(Standing),
                hint="空着就是缺",
            ),
            Column("完成期限", "due_on", convert=tables.day, example="2026-12-20"),
            Column("文号", "number", convert=tables.text(60)),
            Column("要完善的", "remarks", convert=tables.text(200)),
        ],
        notes=["已经登记的同一指标、同一单位、同名制度不动；状态由报送和审核来改。"],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """Codes that the edition in force has not, names that are no unit, rows that come twice."""
    known, units = _codes(), Units()
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for row in rows:
        if row["indicator"] not in known:
            text = _("现行测评体系里没有指标“%(code)s”。") % {"code": row["indicator"]}
            faults.append(sheet.fault(row, "indicator", text))
        try:
            unit = units.find(row["unit"])
            refuse_foreign(by, unit.area, Ability.ISSUE_DUTIES)
        except ValueError as error:
            faults.append(sheet.fault(row, "unit", str(error)))
            continue
        before = first.setdefault((row["indicator"], row["title"], unit.code), row.number)
        if before != row.number:
            text = _("与第 %(row)d 行是同一项制度。") % {"row": before}
            faults.append(sheet.fault(row, "title", text))
    return faults


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Register the policies of checked rows that are not registered yet."""
    rights.require(by, Ability.ISSUE_DUTIES)
    units = Units()
    present = set(Policy.objects.values_list("indicator", "title", "unit"))
    added = 0
    for row in rows:
        unit = units.find(row["unit"])
        if (row["indicator"], row["title"], unit.pk) in present:
            continue
        names = ("indicator", "title", "due_on")
        data = PolicyData(
            unit=unit,
            status=row["status"] or Status.MISSING,
            number=row["number"] or "",
            remarks=row["remarks"] or "",
            **{name: row[name] for name in names},
        )
        register_policy(data=data, by=by)
        added += 1
    return Stored(added=added, changed=0)


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The policies that are registered, in the order of the columns."""
    rows = permissions.visible_to(by).select_related("unit")
    for row in rows.order_by("indicator", "pk"):
        known = row.status if row.status in Standing.values else ""
        yield (
            row.indicator,
            row.title,
            row.unit.name,
            tables.label_of(Standing, known),
            row.due_on,
            row.number,
            row.remarks,
        )


def _codes() -> set[str]:
    rows = Indicator.objects.filter(edition=current_edition())
    return set(rows.values_list("code", flat=True))


POLICIES = Kind(
    key="policies",
    title=gettext_lazy("制度清单"),
    note=gettext_lazy("每项指标已有的、待完善的和缺的制度，由谁、到哪天。先有单位和测评体系。"),
    order=65,
    layout=layout,
    allowed=permissions.can_register,
    check=check,
    store=store,
    existing=existing,
)

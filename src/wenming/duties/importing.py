"""Who leads each indicator, from a sheet (指标牵头)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import audit, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.duties.selectors import leads_of
from wenming.duties.services import set_lead
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.organization.importing.lookup import Units


def layout() -> Layout:
    """The sheet of leads."""
    return Layout(
        "指标牵头",
        [
            Column("指标编号", "code", True, tables.code(), unique=True, example="D06-04"),
            Column("指标名称", "name", convert=tables.text(100), hint="只供对照，不导入"),
            Column(
                "牵头单位",
                "units",
                convert=tables.names(),
                hint="名称、简称或代码；共同牵头用顿号隔开，丢分平均分担",
                example="市公安局、市城市管理综合执法局",
            ),
        ],
        notes=["表里有的指标改成表里写的牵头单位；牵头单位空着的行、表里没有的指标都不改。"],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """Codes that the edition in force has not, and names that are no unit."""
    known, units = _indicators(), Units()
    faults = []
    for row in rows:
        if row["code"] not in known:
            text = _("现行测评体系里没有指标“%(code)s”。") % {"code": row["code"]}
            faults.append(sheet.fault(row, "code", text))
        try:
            units.find_all(row["units"] or [])
        except ValueError as error:
            faults.append(sheet.fault(row, "units", str(error)))
    return faults


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Set the leads of checked rows; `set_lead` asks for the right."""
    known, units = _indicators(), Units()
    leads = leads_of(edition) if (edition := current_edition()) else {}
    written = [row for row in rows if row["units"]]
    added = sum(row["code"] not in leads for row in written)
    for row in written:
        set_lead(indicator_id=known[row["code"]].pk, units=units.find_all(row["units"]), by=by)
    return Stored(added=added, changed=len(written) - added)


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """Every indicator of the edition in force with its leads, in the order of the columns."""
    edition = current_edition()
    leads = leads_of(edition) if edition else {}
    for code, row in _indicators().items():
        yield (code, row.name_zh, "、".join(unit.name for unit in leads.get(code, ())))


def _indicators() -> dict[str, Indicator]:
    rows = Indicator.objects.filter(edition=current_edition()).order_by("code")
    return {row.code: row for row in rows}


def _allowed(user: Any) -> bool:
    return rights.can(user, Ability.SET_LEADS)


LEADS = Kind(
    key="leads",
    title=gettext_lazy("指标牵头"),
    note=gettext_lazy("现行测评体系每项指标由谁牵头。先有单位和测评体系，再导这张表。"),
    order=60,
    layout=layout,
    allowed=_allowed,
    check=check,
    store=store,
    existing=existing,
)

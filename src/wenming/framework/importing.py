"""Links between indicators from a sheet (指标对照)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.core.wording import told
from wenming.framework.crosswalks import faults_of, link
from wenming.framework.models import Correspondence, Indicator
from wenming.framework.services.crosswalks import Link, add_links

_CODE = tables.code(40)
COLUMNS = [
    Column("来源体系", "source", True, tables.text(40), example="starter-cn-2026", hint="编号"),
    Column("来源版次", "source_version", True, tables.whole(1, 10**6), example="1"),
    Column("来源指标", "source_code", True, _CODE, example="D06-04"),
    Column("对应体系", "target", True, tables.text(40), example="province-2026", hint="编号"),
    Column("对应版次", "target_version", True, tables.whole(1, 10**6), example="1"),
    Column("对应指标", "target_code", True, _CODE, example="B3-02"),
    Column("说明", "note", convert=tables.text(200)),
]
HEADERS = [column.title for column in COLUMNS]
# The checker's columns → ours.
_KEYS = {
    "from_framework": "source",
    "from_indicator": "source_code",
    "to_framework": "target",
    "to_indicator": "target_code",
}


def layout() -> Layout:
    """The sheet of links."""
    notes = [
        "来源指标测得的数供对应指标用。已有的对照不会重复登记；要改来源，先在页面上取消原来的。"
    ]
    return Layout("指标对照", COLUMNS, notes=notes)


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the checker says of the new links beside those that are there."""
    there = set(Correspondence.objects.values_list(*_PATHS))
    new = [row for row in rows if _ends(row) not in there]
    faults = []
    for fault in faults_of([_as_link(row) for row in new]):
        row = new[(fault.row or 1) - 1]
        faults.append(sheet.fault(row, _KEYS.get(fault.column, "target_code"), told(fault.message)))
    return faults


_PATHS = (
    "source__edition__code",
    "source__edition__version",
    "source__code",
    "target__edition__code",
    "target__edition__version",
    "target__code",
)


def _ends(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.key] for column in COLUMNS[:6])


def _as_link(row: Row) -> dict[str, str]:
    source = f"{row['source']}@{row['source_version']}"
    target = f"{row['target']}@{row['target_version']}"
    return link(source, row["source_code"], target, row["target_code"])


def store(rows: list[Row], by: Any) -> Stored:
    """Write checked links; `add_links` asks for the right."""
    codes = {row["source_code"] for row in rows} | {row["target_code"] for row in rows}
    known = {
        (i.edition.code, i.edition.version, i.code): i
        for i in Indicator.objects.filter(code__in=codes)
        .select_related("edition__owner")
        .defer("edition__data", "edition__overlay")
    }
    links = []
    for row in rows:
        ends = _ends(row)
        if ends[:3] not in known or ends[3:] not in known:
            continue  # gone since the check; the count tells
        links.append(Link(known[ends[:3]], known[ends[3:]], row["note"] or ""))
    return Stored(added=add_links(links=links, by=by), changed=0)


def cells_of(row: Correspondence) -> tuple[str, ...]:
    """A link in the order of the columns."""
    ends = [row.source, row.target]
    cells = [c for i in ends for c in (i.edition.code, str(i.edition.version), i.code)]
    return (*cells, row.note)


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """Every link, in the order of the columns."""
    rows = Correspondence.objects.select_related("source__edition", "target__edition")
    return (cells_of(row) for row in rows)


def _allowed(user: Any) -> bool:
    return rights.can(user, Ability.MANAGE_FRAMEWORKS)


CROSSWALK = Kind(
    key="crosswalk",
    title=gettext_lazy("指标对照"),
    note=gettext_lazy("一个测评体系的指标供另一个体系的哪项指标用。先有两个体系，再导这张表。"),
    order=65,
    layout=layout,
    allowed=_allowed,
    check=check,
    store=store,
    existing=existing,
)

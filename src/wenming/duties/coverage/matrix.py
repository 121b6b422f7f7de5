"""A matrix of who answers for what (责任覆盖): rows × units, with the marks of the cells.

Marks are single characters on screen and paper alike: 牵 lead, 责 responsible, 配 support,
双 one of several leads, 缺 a district that is missing where others of its kind answer (L, R, S, 2, M in English).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wenming.duties.models import DutyUnit
from wenming.organization.models import Unit

LEAD, RESPONSIBLE, SUPPORT, TWICE, MISSING = "lead", "responsible", "support", "twice", "missing"
MARKS: dict[str, str | Promise] = {
    LEAD: pgettext_lazy("一字", "牵"),
    RESPONSIBLE: pgettext_lazy("一字", "责"),
    SUPPORT: pgettext_lazy("一字", "配"),
    TWICE: pgettext_lazy("一字", "双"),
    MISSING: pgettext_lazy("一字", "缺"),
    "": "",
}
# By the stored value, the foremost first: a matrix is made of some 25,000 parts.
_OF_PART: dict[str, str] = {
    DutyUnit.Part.LEAD.value: LEAD,
    DutyUnit.Part.RESPONSIBLE.value: RESPONSIBLE,
    DutyUnit.Part.SUPPORT.value: SUPPORT,
}
_RANK = {mark: rank for rank, mark in enumerate(_OF_PART.values())}

UNLED, DOUBLE, PARTIAL, IDLE = "unled", "double", "partial", "idle"
NOBODY, SHARED = "nobody", "shared"

Cells = Mapping[int, str]
"""Key of a unit → its mark in one row."""


@dataclass(frozen=True, slots=True)
class GapKind:
    """A kind of gap: its key in addresses, its words, what closes it, whether it is grave."""

    key: str
    label: str | Promise
    verb: str | Promise
    is_grave: bool = False


GAPS = {
    kind.key: kind
    for kind in (
        GapKind(UNLED, _("无牵头"), _("指定"), is_grave=True),
        GapKind(DOUBLE, _("双牵头"), _("裁定")),
        GapKind(PARTIAL, _("缺责任区"), _("补上")),
        GapKind(IDLE, _("无任务"), _("添任务"), is_grave=True),
        GapKind(NOBODY, _("无属地单位"), _("登记单位"), is_grave=True),
        GapKind(SHARED, _("两个属地单位"), _("看看")),
    )
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, its marks by unit, and its gaps.

    Attributes:
        code: of the indicator, the place type or the area.
        note: beside the name: a weight, a level, the unit of the place.
        drafted: whether a list that is being drafted says other than now who answers for it.
    """

    code: str
    name: str
    note: str
    cells: Cells
    gaps: Sequence[str]
    drafted: bool = False
    missing: Sequence[Unit] = field(default_factory=list)

    @property
    def kinds(self) -> list[GapKind]:
        """The gaps in words."""
        return [GAPS[key] for key in self.gaps]


def strongest(pairs: Iterable[tuple[str, int, str]]) -> dict[str, dict[int, str]]:
    """Marks by row and unit out of (row, unit, part); of several parts the foremost."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for code, unit, part in pairs:
        mark, row = _OF_PART[part], found[code]
        if unit not in row or _RANK[mark] < _RANK[row[unit]]:
            row[unit] = mark
    return found


def cells_of(leads: Sequence[Unit], parts: Mapping[int, str]) -> dict[int, str]:
    """The marks of a row: its leads, two of them marked as such, and the parts in duties."""
    mark = TWICE if len(leads) > 1 else LEAD
    others = {unit: RESPONSIBLE if part == LEAD else part for unit, part in parts.items()}
    return others | {unit.pk: mark for unit in leads}


def missing_districts(cells: Cells, districts: Sequence[Unit]) -> list[Unit]:
    """Districts without a part in a row in which others of them have one: 横向到边."""
    absent = [unit for unit in districts if unit.pk not in cells]
    return absent if len(absent) < len(districts) else []


def columns(
    rows: Iterable[Row], units: Sequence[Unit], group: Collection[int] | None
) -> list[Unit]:
    """The units to show: those of a group, else whoever stands in a row."""
    if group is not None:
        return [unit for unit in units if unit.pk in group]
    named = {pk for row in rows for pk in row.cells}
    return [unit for unit in units if unit.pk in named]

"""One view of the coverage as an address asks for it: rows, columns, chips, what closes a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.returning import with_back
from wenming.core.tables import printed_xlsx
from wenming.duties.coverage.answers import Coverage, area_rows, column_units
from wenming.duties.coverage.matrix import (
    DOUBLE,
    GAPS,
    IDLE,
    MARKS,
    NOBODY,
    PARTIAL,
    SHARED,
    UNLED,
    GapKind,
    Row,
    columns,
)
from wenming.framework.models import Edition
from wenming.framework.words import in_language
from wenming.organization.models import Unit, UnitKind, WorkingGroup

INDICATORS, TYPES, AREAS, PEOPLE = "indicators", "types", "areas", "people"
VIEWS: dict[str, str | Promise] = {
    INDICATORS: gettext_lazy("指标 × 单位"),
    TYPES: gettext_lazy("点位类型 × 单位"),
    AREAS: gettext_lazy("区域 × 单位"),
    PEOPLE: gettext_lazy("岗位和联络员"),
}
SHOWN_GAPS = {
    INDICATORS: (UNLED, DOUBLE, PARTIAL, IDLE),
    TYPES: (UNLED, DOUBLE, PARTIAL, IDLE),
    AREAS: (NOBODY, SHARED, IDLE),
}


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes a gap of a row, and where."""

    kind: GapKind
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it: where its name leads, one character a column, what closes it.

    `cells` are (mark, address) in the order of the columns; only a missing cell has an address.
    """

    row: Row
    url: str
    cells: Sequence[tuple[str, str]]
    closings: Sequence[Closing]


class CoveragePage:
    """The matrix that one address asks for."""

    def __init__(self, edition: Edition, query: QueryDict, here: str) -> None:
        self.edition = edition
        self.view = query.get("view") if query.get("view") in VIEWS else INDICATORS
        self.dimension = query.get("dimension", "")
        self.group = query.get("group", "")
        self.gap = query.get("gap") if query.get("gap") in GAPS else ""
        self.only = bool(query.get("only"))
        self._here = here
        self._units = column_units()
        self.coverage = Coverage(edition, self._units)

    @cached_property
    def all_rows(self) -> list[Row]:
        """The rows of the view, before any filter but the dimension."""
        if self.view == AREAS:
            return area_rows()
        if self.view == TYPES:
            return self.coverage.place_types
        inside = self.coverage.framework.indicators
        return [
            row
            for row in self.coverage.indicators
            if self.dimension in {"", inside[row.code].dimension}
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows shown: those of a kind of gap, or with any, where that was asked."""
        if self.gap:
            return [row for row in self.all_rows if self.gap in row.gaps]
        return [row for row in self.all_rows if row.gaps or not self.only]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows have each kind of gap."""
        return {key: sum(key in row.gaps for row in self.all_rows) for key in self.gap_keys}

    @property
    def gap_keys(self) -> Sequence[str]:
        """The kinds of gap that this view has."""
        return SHOWN_GAPS[str(self.view)]

    @property
    def covered(self) -> int:
        """How many rows have no gap."""
        return sum(not row.gaps for row in self.all_rows)

    @cached_property
    def columns(self) -> list[Unit]:
        """The units shown."""
        return columns(self.rows, self._units, self._group)

    @cached_property
    def _keys(self) -> list[int]:
        return [unit.pk for unit in self.columns]

    @cached_property
    def groups(self) -> list[tuple[str, str]]:
        """What the columns can be narrowed to: kinds of units, then working groups."""
        found = [("", _("有分工的单位")), ("all", _("全部单位"))]
        found += [
            (kind, str(UnitKind(kind).label))
            for kind in (UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.DISTRICT)
        ]
        return found + [(f"g-{row.code}", row.name) for row in WorkingGroup.objects.all()]

    @property
    def _group(self) -> set[int] | None:
        if self.group == "all":
            return {unit.pk for unit in self._units}
        if self.group in UnitKind.values:
            return {unit.pk for unit in self._units if unit.kind == self.group}
        found = WorkingGroup.objects.filter(code=self.group.removeprefix("g-")).first()
        if not self.group.startswith("g-") or found is None:
            return None
        return {found.lead_id, *found.members.values_list("pk", flat=True)}

    @cached_property
    def lines(self) -> list[Line]:
        """The rows as shown, grave gaps first, then the others."""
        ordered = sorted(self.rows, key=_urgency)
        return [self._line(row) for row in ordered]

    def _line(self, row: Row) -> Line:
        missing = {unit.pk: unit for unit in row.missing} if PARTIAL in row.gaps else {}
        cells = [
            (
                row.cells.get(key, ""),
                self._closing(row, PARTIAL, [missing[key]]) if key in missing else "",
            )
            for key in self._keys
        ]
        closings = [Closing(kind, self._closing(row, kind.key, row.missing)) for kind in row.kinds]
        return Line(row, self._url(row), cells, closings)

    def _url(self, row: Row) -> str:
        if self.view == AREAS:
            return reverse("organization:area", args=[row.code])
        if self.view == INDICATORS:
            query = f"?edition={self.edition.pk}"
            return reverse("framework:indicator", args=[row.code]) + query
        return ""

    def _closing(self, row: Row, gap: str, units: Sequence[Unit]) -> str:
        """Where a gap is closed, with the way back to this very page."""
        if self.view == AREAS:
            return self._closing_area(row, gap)
        if gap in {UNLED, DOUBLE}:
            name = "framework:lead" if self.view == INDICATORS else "duties:type_lead"
            url = reverse(name, args=[row.code])
            return with_back(url, self._here, edition=str(self.edition.pk))
        about = {"indicator" if self.view == INDICATORS else "place_type": row.code}
        if gap == PARTIAL:
            about["units"] = "、".join(unit.name for unit in units)
        return with_back(reverse("duties:close_gap"), self._here, **about)

    def _closing_area(self, row: Row, gap: str) -> str:
        if gap == SHARED:
            return reverse("organization:area", args=[row.code])
        if gap == NOBODY:
            return with_back(reverse("organization:new_unit"), self._here, area=row.code)
        about = {"area": row.code, "units": "、".join(unit.name for unit in row.missing)}
        return with_back(reverse("duties:close_gap"), self._here, **about)

    def dimensions(self) -> list[tuple[str, str]]:
        """The dimensions of the edition to choose from."""
        rows = self.coverage.framework.dimensions
        return [(code, in_language(row)) for code, row in rows.items()]


def _urgency(row: Row) -> int:
    return 2 if not row.gaps else int(not any(kind.is_grave for kind in row.kinds))


def sheet_of(page: CoveragePage, title: str) -> bytes:
    """The matrix shown as a printed workbook, with the marks of the screen."""
    head = ["编号", "名称", "备注", *(unit.name for unit in page.columns), "状态"]
    marks = {mark: str(said) for mark, said in MARKS.items()}
    rows = [
        [
            line.row.code,
            line.row.name,
            line.row.note,
            *(marks[mark] for mark, _url in line.cells),
            "、".join(str(kind.label) for kind in line.row.kinds) or str(_("已覆盖")),
        ]
        for line in page.lines
    ]
    widths = [10, 24, 8, *[4.5] * len(page.columns), 14]
    return printed_xlsx(head, rows, title=title, widths=widths)

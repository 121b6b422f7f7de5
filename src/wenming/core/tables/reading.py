"""Reads a sheet by its columns; what is wrong is told by row and column letter."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from wenming.core.tables.cells import Cell, letter
from wenming.core.tables.columns import Column, as_text, plain_head
from wenming.core.tables.opening import BadTable, SheetFacts, damaged, inspect

HEADER_WITHIN = 10  # rows from the top in which the header may stand, below a title
# First and last cell of a merged range, as (row, column) from 0.
Merged: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

MAX_MERGED = 1_000  # merged ranges in a sheet
MAX_MERGED_CELLS = 100_000  # that they cover
IS_FORMULA = gettext_lazy("是公式。请复制后“选择性粘贴”为数值。")
IS_ERROR = gettext_lazy("是表格软件的错误值（如 #N/A）。请改成实际内容。")
IS_MERGED = gettext_lazy("在合并单元格里。请取消合并，每行都填上。")
REMARKS = "导入说明"  # the column that annotated sheets carry; ignored when they come back


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: the row as the sheet counts it, the column's letter or "", why."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        if not self.column:
            return _("第 %(row)d 行：%(text)s") % {"row": self.row, "text": self.text}
        return _("第 %(row)d 行 %(column)s 列：%(text)s") % {
            "row": self.row,
            "column": self.column,
            "text": self.text,
        }


@dataclass(slots=True)
class Row:
    """One filled row: its number in the sheet and its values by column key; None where blank."""

    number: int
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)


@dataclass(slots=True)
class Sheet:
    """A sheet that was read.

    Attributes:
        title: its name in the workbook.
        rows: filled rows without a fault, in their order.
        faults: what is wrong, by row, then column.
        letters: column key → its letter in this sheet; only columns that are there.
        cells: everything as it stood, for the annotated copy.
        header: index of the header in `cells`.
        filled: how many rows are filled, right or wrong.
    """

    title: str
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    cells: list[list[Cell]] = field(default_factory=list)
    header: int = 0
    filled: int = 0

    def fault(self, row: Row, key: str, text: str) -> Fault:
        """A fault of `row` at the column of `key`."""
        return Fault(row.number, self.letters.get(key, ""), text)


def read_sheet(
    content: bytes, columns: Sequence[Column], *, title: str = "", name: str = ""
) -> Sheet:
    """Read the rows of one sheet.

    Args:
        content: an xlsx file.
        columns: the columns to read, found by their headers in any order; others are ignored.
        title: the sheet to take when there is one of this name; else the first whose header fits.
        name: the file's name, for sentences.

    Raises:
        BadTable: the file cannot be read, or no sheet has the header.
    """
    facts = inspect(content, name=name)
    refusal: BadTable | None = None
    for found, cells, merged in sheets(content, facts, first=title, name=name):
        try:
            sheet, places = _find_header(cells, columns, title=found, name=name)
        except BadTable as error:
            refusal = refusal or error
            continue
        if len(merged) > MAX_MERGED:
            raise BadTable(name=name, reason=_("合并单元格太多。请取消合并，每行都填上。"))
        _Reader(sheet, columns, places, facts[found]).run(merged)
        return sheet
    raise refusal or BadTable(name=name, reason=_("里面没有工作表。"))


@dataclass(frozen=True, slots=True)
class Texts:
    """A whole sheet as texts, and what is wrong with cells that are no plain values.

    Attributes:
        bad: sentences by (row, column) from 0: formulas, error values, merged cells.
    """

    title: str
    rows: list[list[str]]
    bad: dict[tuple[int, int], str]


def read_workbook(content: bytes, *, name: str = "") -> list[Texts]:
    """Every sheet of a workbook that has several, for those who know their headers themselves.

    Raises:
        BadTable: the file cannot be read.
    """
    facts = inspect(content, name=name)
    return [
        Texts(
            title=title,
            rows=[[as_text(cell) for cell in row] for row in cells],
            bad=_not_plain(facts[title], merged, name),
        )
        for title, cells, merged in sheets(content, facts, first="", name=name)
    ]


def _not_plain(
    facts: SheetFacts, merged: Sequence[Merged], name: str
) -> dict[tuple[int, int], str]:
    ranges = [
        (
            range(top, min(bottom, facts.rows - 1) + 1),
            range(left, min(right, facts.columns - 1) + 1),
        )
        for (top, left), (bottom, right) in merged
    ]
    if len(merged) > MAX_MERGED or sum(len(r) * len(c) for r, c in ranges) > MAX_MERGED_CELLS:
        raise BadTable(name=name, reason=_("合并单元格太多。请取消合并，每行都填上。"))
    bad = {
        (row, column): str(IS_MERGED)
        for rows, columns in ranges
        for row in rows
        for column in columns
    }
    bad |= dict.fromkeys(facts.errors, str(IS_ERROR))
    return bad | dict.fromkeys(facts.formulas, str(IS_FORMULA))


def sheets(
    content: bytes, facts: dict[str, SheetFacts], *, first: str, name: str
) -> Iterator[tuple[str, list[list[Cell]], list[Merged]]]:
    """Name, cells and merged ranges of every sheet, the one called `first` before the others."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for title in sorted(workbook.sheet_names, key=lambda title: title != first):
                if title not in facts:
                    continue
                source = workbook.get_sheet_by_name(title)
                cells: list[list[Cell]] = source.to_python(skip_empty_area=False)
                # Trailing formulas without a stored result are no cells to the reader.
                cells += [[] for _row in range(facts[title].rows - len(cells))]
                yield title, cells, list(source.merged_cell_ranges or [])
    except Exception as error:  # whatever the reader makes of what is damaged
        raise damaged(name) from error


def _find_header(
    cells: list[list[Cell]], columns: Sequence[Column], *, title: str, name: str
) -> tuple[Sheet, dict[str, int]]:
    """The sheet with its header found, and the index of each column; columns may be left out."""
    best: dict[str, list[int]] = {}
    at = 0
    for index, row in enumerate(cells[:HEADER_WITHIN]):
        found = _named([plain_head(cell) for cell in row], columns)
        if len(found) > len(best):
            best, at = found, index
    _refuse_header(best, columns, title=title, name=name)
    places = {column.key: best[column.title][0] for column in columns if column.title in best}
    letters = {key: letter(index) for key, index in places.items()}
    return Sheet(title=title, letters=letters, cells=cells, header=at), places


def _named(heads: list[str], columns: Sequence[Column]) -> dict[str, list[int]]:
    """Title of a column → where it stands; its other names count where the title is missing."""
    found = {}
    for column in columns:
        for name in (column.title, *column.also):
            where = [at for at, head in enumerate(heads) if head == plain_head(name)]
            if where:
                found[column.title] = where
                break
    return found


def _refuse_header(
    found: dict[str, list[int]], columns: Sequence[Column], *, title: str, name: str
) -> None:
    missing = [c.title for c in columns if c.required and c.title not in found]
    if missing or not found:
        raise BadTable(
            name=name,
            reason=_("工作表“%(sheet)s”的表头缺少：%(titles)s。请下载模板来填，不要改表头。")
            % {"sheet": title, "titles": "、".join(missing or [c.title for c in columns])},
        )
    for head, where in found.items():
        if len(where) > 1:
            raise BadTable(
                name=name,
                reason=_(
                    "工作表“%(sheet)s”里“%(head)s”出现了两次（%(first)s 列和 %(second)s 列）。"
                )
                % {
                    "sheet": title,
                    "head": head,
                    "first": letter(where[0]),
                    "second": letter(where[1]),
                },
            )


class _Reader:
    """Turns the rows below the header into values and faults."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], places: dict[str, int], facts: SheetFacts
    ) -> None:
        self._sheet = sheet
        self._columns = [column for column in columns if column.key in places]
        self._places = places
        self._facts = facts
        self._not_plain = facts.formulas | facts.errors
        self._seen: dict[tuple[str, Any], int] = {}

    def run(self, merged: Sequence[Merged]) -> None:
        sheet = self._sheet
        for index in range(sheet.header + 1, len(sheet.cells)):
            cells = sheet.cells[index]
            if self._is_blank(index, cells):
                continue
            sheet.filled += 1
            faults = self._merged_faults(index, merged)
            values = self._values(index, cells, faults)
            if faults:
                sheet.faults += sorted(set(faults))
            else:
                sheet.rows.append(Row(index + 1, values))

    def _is_blank(self, index: int, cells: list[Cell]) -> bool:
        """Nothing in our columns; formulas and errors read as empty but are something."""
        return not any(
            as_text(self._cell(cells, column))
            or (index, self._places[column.key]) in self._not_plain
            for column in self._columns
        )

    def _cell(self, cells: list[Cell], column: Column) -> Cell:
        at = self._places[column.key]
        return cells[at] if at < len(cells) else ""

    def _values(self, index: int, cells: list[Cell], faults: list[Fault]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column in self._columns:
            try:
                values[column.key] = self._value(index, column, self._cell(cells, column))
            except ValueError as error:
                faults.append(Fault(index + 1, self._sheet.letters[column.key], str(error)))
        return values

    def _value(self, index: int, column: Column, cell: Cell) -> Any:
        """The value of one cell.

        Raises:
            ValueError: with the sentence for the report.
        """
        position = (index, self._places[column.key])
        if position in self._facts.formulas:
            raise ValueError(str(IS_FORMULA))
        if position in self._facts.errors:
            raise ValueError(str(IS_ERROR))
        if not as_text(cell):
            if column.required:
                raise ValueError(_("“%(title)s”没有填。") % {"title": column.title})
            return None
        value = column.convert(cell)
        if column.unique:
            first = self._seen.setdefault((column.key, value), index + 1)
            if first != index + 1:
                raise ValueError(
                    _("“%(value)s”与第 %(row)d 行重复。") % {"value": value, "row": first}
                )
        return value

    def _merged_faults(self, index: int, merged: Sequence[Merged]) -> list[Fault]:
        found = []
        for (top, left), (bottom, right) in merged:
            touched = [at for at in self._places.values() if left <= at <= right]
            if top <= index <= bottom and touched:
                found.append(Fault(index + 1, letter(min(touched)), str(IS_MERGED)))
        return found

"""A framework as the sheets of a workbook (工作簿): written for an office, read back losing nothing.

Sheets are texts and numbers in rows; opening and saving files is the caller's.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..errors import EngineError
from ..wording import said
from ..yaml_text import write_yaml_line
from .cells import LONGEST, Cell, Data, canonical, fits, put, row_cells, rows_of, taken
from .layout import BASIC_HEADERS, BASICS, LABELS, REST, TABLES, TYPE_WORDS, Table


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet to be written.

    Attributes:
        choices: words of the drop-down of a column, by its place from 0.
        refers: title of the sheet whose codes a column names, by its place from 0.
    """

    title: str
    headers: tuple[str, ...]
    required: frozenset[int]
    rows: list[list[Cell | None]]
    choices: Mapping[int, tuple[str, ...]]
    refers: Mapping[int, str]


def same_shape(data: Mapping[str, Any]) -> Data:
    """`data` as a workbook gives it back: codes as text, nothing where nothing was written."""
    made: Data = deepcopy(dict(data))
    for table in TABLES:
        rows = rows_of(made, table)
        if rows is None:
            continue
        path = ".".join(table.path)
        taken(made, path)
        clean = [canonical(row, table) for row in rows]
        if table.is_keyed and clean:
            put(made, path, {row.pop("code"): row for row in clean})
        elif clean or (table.required and not table.is_keyed):
            put(made, path, clean)
    return made


def write(data: Mapping[str, Any]) -> list[WrittenSheet]:
    """The sheets of a framework: 基本信息, then one a level.

    Raises:
        EngineError: something that has no column is too long for a cell.
    """
    rest = same_shape(data)
    sheets = []
    for table in TABLES:
        rows = rows_of(rest, table)
        if rows is not None:
            taken(rest, ".".join(table.path))
        sheets.append(_table_sheet(table, rows or []))
    basics = WrittenSheet(
        title=BASICS,
        headers=BASIC_HEADERS,
        required=frozenset({1, 2, 3}),
        rows=[_basic_row(path, value) for path, value in leaves(rest)],
        choices={2: tuple(TYPE_WORDS.values())},
        refers={},
    )
    return [basics, *sheets]


def leaves(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Everything outside the tables, as dotted key and value; odd mappings stay whole."""
    for key, value in data.items():
        path = f"{before}{key}"
        is_plain = isinstance(value, Mapping) and value and all(map(_is_key, value))
        if is_plain:
            yield from leaves(value, f"{path}.")
        else:
            yield path, value


def _is_key(key: object) -> bool:
    return isinstance(key, str) and fits(key) and "." not in key


def basic_cell(value: Any) -> tuple[str, Cell]:
    """The type and the cell of a value of 基本信息.

    >>> basic_cell("starter"), basic_cell(Decimal("0.5")), basic_cell(True), basic_cell([1])
    (('text', 'starter'), ('number', Decimal('0.5')), ('flag', '是'), ('data', '[1]'))
    """
    if isinstance(value, bool):
        return "flag", "是" if value else "否"
    if isinstance(value, int | Decimal):
        few = len(Decimal(value).normalize().as_tuple().digits) <= 15
        if few and Decimal(value).adjusted() <= 15:
            return "number", value
    if isinstance(value, str) and fits(value):
        return "text", value
    return "data", write_yaml_line(value)


def _basic_row(path: str, value: Any) -> list[Cell | None]:
    kind, cell = basic_cell(value)
    if len(str(cell)) > LONGEST:
        raise EngineError(said("%(path)s 太长，放不进一个单元格，请用 YAML 导出。", path=path))
    return [LABELS.get(path, ""), path, TYPE_WORDS[kind], cell]


def _table_sheet(table: Table, rows: Sequence[Mapping[str, Any]]) -> WrittenSheet:
    columns = table.columns
    made = []
    for row in rows:
        cells, rest = row_cells(row, table)
        text = write_yaml_line(rest) if rest else None
        if text and len(text) > LONGEST:
            values = {"table": table.title, "code": row.get("code")}
            raise EngineError(said("%(table)s %(code)s 太长，放不进一个单元格。", **values))
        made.append([*cells, text])
    return WrittenSheet(
        title=table.title,
        headers=(*(column.title for column in columns), REST),
        required=frozenset(at for at, column in enumerate(columns) if column.required),
        rows=made,
        choices={
            at: tuple(column.words.values()) or ("是", "否")
            for at, column in enumerate(columns)
            if column.words or column.kind == "flag"
        },
        refers={at: _title(c.refers) for at, c in enumerate(columns) if c.refers},
    )


def _title(name: str) -> str:
    return next(table.title for table in TABLES if table.name == name)

"""Reads the sheets of a workbook as a framework; every fault by sheet, row and column."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import EngineError
from ..wording import said
from ..yaml_text import parse_yaml
from .cells import Data, NoValue, decoded, half_width, merged, number_of, put
from .checking import check
from .layout import BASIC_HEADERS, BASICS, NOTES, REST, TABLES, TYPE_WORDS, Kind, Table
from .report import Fault, Report

REMARKS = "导入说明"  # the sheet of faults that a workbook comes back with
HEADER_WITHIN = 10  # rows from the top in which the header may stand, below a title
BY_TITLE = {table.title: table for table in TABLES}
_TYPES = {word: kind for kind, word in TYPE_WORDS.items()}


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """A sheet as its cells say it.

    Attributes:
        rows: texts of the cells, from the first row of the sheet.
        bad: what is wrong with cells that are no plain values, by (row, column) from 0.
    """

    title: str
    rows: Sequence[Sequence[str]]
    bad: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Located:
    """A fault where somebody can find it: sheet, row from 1, letter of the column."""

    sheet: str
    row: int | None
    column: str
    message: str

    @property
    def where(self) -> str:
        """For example 指标 第 5 行 G 列."""
        values = {"sheet": self.sheet, "row": self.row, "column": self.column}
        if self.row is None:
            return self.sheet
        if not self.column:
            return said("%(sheet)s 第 %(row)s 行", **values)
        return said("%(sheet)s 第 %(row)s 行 %(column)s 列", **values)

    @property
    def sentence(self) -> str:
        """Where it is and what is wrong."""
        return said("%(where)s：%(what)s", where=self.where, what=self.message)

    def __str__(self) -> str:
        return str(self.sentence)

    def order(self) -> tuple[str, int, str, str]:
        """For sorting: by sheet, row and column."""
        return self.sheet, self.row or 0, self.column, self.message


@dataclass(frozen=True, slots=True)
class Judged:
    """A workbook that was read and checked.

    Attributes:
        data: the framework of the rows that were taken.
        filled: how many rows have anything in them, taken or not.
        wrong: rows of lists with a fault of their own, by sheet and number; settings and schemes
            are never left out.
        report: what the checker says of `data`.
    """

    data: Data
    faults: list[Located]
    warnings: list[Located]
    filled: int
    wrong: frozenset[tuple[str, int]]
    report: Report

    @property
    def ok(self) -> bool:
        return not self.faults


def judge(sheets: Sequence[SheetTexts]) -> Judged:
    """Read every sheet and check the whole; nothing in it makes this raise."""
    return _Workbook(sheets).judged(frozenset())


def right_rows(sheets: Sequence[SheetTexts]) -> Judged:
    """The framework of the right rows alone; `wrong` are those left out: faulty ones, and what leans
    on them.

    Faults that remain are those of the whole, such as weights that do not add up.
    """
    workbook = _Workbook(sheets)
    left_out: frozenset[tuple[str, int]] = frozenset()
    while True:
        judged = workbook.judged(left_out)
        if judged.wrong <= left_out:
            return replace(judged, wrong=left_out)
        left_out |= judged.wrong


def letter(index: int) -> str:
    """The letter of a column counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    head, last = divmod(index, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + last)


@dataclass(slots=True)
class _Read:
    """One recognised sheet: the letters of its columns by path, its rows by number, its faults."""

    title: str
    letters: dict[str, str]
    rows: dict[int, Data] = field(default_factory=dict)
    faults: list[Located] = field(default_factory=list)

    def fault(self, number: int, at: int, message: str) -> None:
        self.faults.append(Located(self.title, number, letter(at), message))


class _Workbook:
    """The sheets of one file, read once."""

    def __init__(self, sheets: Sequence[SheetTexts]) -> None:
        self._tables: dict[str, _Read] = {}
        self._basics = _Read(BASICS, {})
        self._loose: list[Located] = []
        self._warnings: list[Located] = []
        self._titles: set[str] = set()
        for sheet in sheets:
            self._take(sheet)
        for title in [BASICS, *(table.title for table in TABLES if table.required)]:
            if title not in self._titles:
                message = said("没有这张工作表，请从导出的工作簿改起。")
                self._loose.append(Located(title, None, "", message))

    def judged(self, left_out: Collection[tuple[str, int]]) -> Judged:
        """Check the framework of all rows but those `left_out`."""
        data: Data = {}
        for row in self._basics.rows.values():
            put(data, row["key"], row["value"])
        numbers: dict[str, list[int]] = {}
        for table in TABLES:
            read = self._tables.get(table.name)
            rows = read.rows if read else {}
            kept = {n: row for n, row in rows.items() if (table.title, n) not in left_out}
            numbers[table.name] = list(kept)
            _put_table(data, table, list(kept.values()))
        report = check(data)
        reads = [self._basics, *self._tables.values()]
        own = [fault for read in reads for fault in read.faults]
        said = {(fault.sheet, fault.row, fault.column) for fault in own}
        found = [self._located(fault, numbers) for fault in report.errors]
        found = [f for f in found if not f.column or (f.sheet, f.row, f.column) not in said]
        lists = {table.title for table in TABLES if not table.is_keyed}
        wrong = {(f.sheet, f.row) for f in [*own, *found] if f.row and f.sheet in lists}
        faults = sorted({*self._loose, *own, *found}, key=Located.order)
        return Judged(
            data=data,
            faults=faults,
            warnings=self._warnings + [self._located(f, numbers) for f in report.warnings],
            filled=sum(len({*read.rows, *(f.row for f in read.faults)}) for read in reads),
            wrong=frozenset(wrong),
            report=report,
        )

    def _take(self, sheet: SheetTexts) -> None:
        title = half_width(sheet.title)
        table = BY_TITLE.get(title)
        if table is not None:
            columns = {column.title: column.path for column in table.columns}
            needed = [column.title for column in table.columns if column.required]
            read, header, places = self._headed(sheet, title, columns, needed)
            self._tables[table.name] = read
            _read_table(read, table, sheet, header, places)
        elif title == BASICS:
            columns = dict(zip(BASIC_HEADERS, ("label", "key", "type", "value"), strict=True))
            read, header, places = self._headed(sheet, title, columns, BASIC_HEADERS[1:])
            self._basics = read
            _read_basics(read, sheet, header, places)
        elif title not in {NOTES, REMARKS, "可选项"}:
            names = [BASICS, *BY_TITLE]
            message = said("不认识这张工作表，没有读。可以是：%(names)s。", names=names)
            self._warnings.append(Located(sheet.title, None, "", message))

    def _headed(
        self, sheet: SheetTexts, title: str, columns: Mapping[str, str], needed: Collection[str]
    ) -> tuple[_Read, int, dict[str, int]]:
        """The sheet with its header found: index of that row, and place of each header."""
        if title in self._titles:
            message = said("有两张同名的工作表，请只留一张。")
            self._loose.append(Located(title, None, "", message))
        self._titles.add(title)
        known = {half_width(name): name for name in (*columns, REST)}
        best: dict[str, int] = {}
        header = 0
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            found: dict[str, int] = {}
            for at, text in enumerate(row):
                if name := known.get(half_width(text)):
                    found.setdefault(name, at)
            if len(found) > len(best):
                best, header = found, index
        lacking = [name for name in needed if name not in best]
        if lacking:
            message = said("表头缺少：%(headers)s。请不要改表头。", headers=lacking)
            self._loose.append(Located(title, header + 1, "", message))
        heads = [half_width(text) for text in sheet.rows[header]] if sheet.rows else []
        for name in best:
            if heads.count(half_width(name)) > 1:
                message = said("表头“%(header)s”出现了两次。", header=name)
                self._loose.append(Located(title, header + 1, "", message))
        letters = {columns[name]: letter(at) for name, at in best.items() if name in columns}
        return _Read(title, letters), header, best

    def _located(self, fault: Fault, numbers: Mapping[str, Sequence[int]]) -> Located:
        """Where in the workbook a fault of the checker stands."""
        read = self._tables.get(fault.table)
        if read is not None and fault.row is not None:
            number = numbers[fault.table][fault.row - 1]
            return Located(read.title, number, _column(read, fault.column), fault.message)
        if read is not None or fault.table in {table.name for table in TABLES}:
            title = next(table.title for table in TABLES if table.name == fault.table)
            return Located(title, None, "", fault.message)
        return self._in_meta(fault)

    def _in_meta(self, fault: Fault) -> Located:
        name, _dot, rest = fault.column.partition(".")
        read = self._tables.get(name)
        if read is not None:
            code, _dot, column = rest.partition(".")
            number = next((n for n, row in read.rows.items() if row.get("code") == code), None)
            letters = _column(read, column) if number else ""
            return Located(read.title, number, letters, fault.message)
        key = f"{fault.table}.{fault.column}" if fault.column else fault.table
        rows = self._basics.rows.items()
        number = next((n for n, row in rows if row["key"] == key), None)
        return Located(
            BASICS,
            number,
            self._basics.letters.get("value", "") if number else "",
            fault.message if number else said("%(where)s：%(what)s", where=key, what=fault.message),
        )


def _column(read: _Read, path: str) -> str:
    """The letter of the column that a path of the checker lies in or begins."""
    if path in read.letters:
        return read.letters[path]
    inside = (found for known, found in read.letters.items() if path.startswith(f"{known}."))
    return next(inside, "")


def _put_table(data: Data, table: Table, rows: list[Data]) -> None:
    if table.is_keyed and rows:
        put(data, ".".join(table.path), {row["code"]: _without_code(row) for row in rows})
    elif rows or (table.required and not table.is_keyed):
        put(data, ".".join(table.path), rows)


def _without_code(row: Data) -> Data:
    return {key: value for key, value in row.items() if key != "code"}


def _filled(
    sheet: SheetTexts, header: int, places: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Number from 1 and texts by header of every row below the header that has any."""
    for index in range(header + 1, len(sheet.rows)):
        row = sheet.rows[index]
        texts = {name: row[at] if at < len(row) else "" for name, at in places.items()}
        is_bad = any((index, at) in sheet.bad for at in places.values())
        if is_bad or any(texts.values()):
            yield index + 1, texts


def _read_table(
    read: _Read, table: Table, sheet: SheetTexts, header: int, places: Mapping[str, int]
) -> None:
    seen: dict[str, int] = {}
    for number, texts in _filled(sheet, header, places):
        values = _row(read, table, sheet, number, texts, places)
        code = str(values.get("code") or "")
        if code in seen:  # by the row of the sheet; the checker counts those of the table
            message = said("编码 %(code)s 与第 %(row)s 行重复。", code=code, row=seen[code])
            read.fault(number, places.get("编码", 0), message)
        elif code:
            seen[code] = number
        elif table.is_keyed:
            read.fault(number, places.get("编码", 0), said("“编码”没有填。"))
        if not table.is_keyed or seen.get(code) == number:
            read.rows[number] = values


def _row(
    read: _Read,
    table: Table,
    sheet: SheetTexts,
    number: int,
    texts: Mapping[str, str],
    places: Mapping[str, int],
) -> Data:
    """The values of a row; what a cell cannot mean goes in as it stands, and is a fault."""
    values: Data = {}
    for column in table.columns:
        text, at = texts.get(column.title, ""), places.get(column.title, -1)
        if wrong := sheet.bad.get((number - 1, at)):
            read.fault(number, at, wrong)
        if not text:
            continue
        try:
            put(values, column.path, decoded(column, text))
        except NoValue as error:
            read.fault(number, at, error.sentence)
            if column.kind is not Kind.PAIRS:
                put(values, column.path, text)
    if texts.get(REST):
        rest = _parsed(texts[REST])
        if isinstance(rest, Mapping):
            merged(values, rest)
        else:
            message = said("应为一组键值，如 {键: 值}；没有就空着。")
            read.fault(number, places[REST], message)
    return values


def _read_basics(read: _Read, sheet: SheetTexts, header: int, places: Mapping[str, int]) -> None:
    seen: dict[str, int] = {}
    for number, texts in _filled(sheet, header, places):
        for at in places.values():
            if bad := sheet.bad.get((number - 1, at)):
                read.fault(number, at, bad)
        key, text = texts.get("键", ""), texts.get("值", "")
        if key in seen or not key:
            message = (
                said("键“%(key)s”与第 %(row)s 行重复。", key=key, row=seen[key])
                if key
                else said("“键”没有填。")
            )
            read.fault(number, places.get("键", 0), message)
            continue
        seen[key] = number
        if not text:
            continue
        kind = _TYPES.get(half_width(texts.get("类型", "")), "")
        found, wrong = _basic(kind, text)
        if wrong:
            read.fault(number, places.get("值" if kind else "类型", 0), wrong)
        read.rows[number] = {"key": key, "value": found}


def _basic(kind: str, text: str) -> tuple[Any, str]:
    """The value of a row of 基本信息, and what is wrong with it."""
    if kind == "number":
        number = number_of(text)
        wrong = said("“%(text)s”不是数。", text=text[:40])
        return (text, wrong) if number is None else (number, "")
    if kind == "flag":
        found = {"是": True, "否": False}.get(half_width(text))
        wrong = said("“%(text)s”应写是或否。", text=text[:40])
        return (text, wrong) if found is None else (found, "")
    if kind == "data":
        try:
            return parse_yaml(text), ""
        except EngineError as error:
            return text, error.sentence
    return text, "" if kind else said("类型应为：%(types)s。", types=list(_TYPES))


def _parsed(text: str) -> Any:
    try:
        return parse_yaml(text)
    except EngineError:
        return None

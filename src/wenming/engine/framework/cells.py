"""Values of a framework as the texts and numbers of cells, and back, losing nothing.

What a cell cannot hold exactly (line ends of old systems, nested data, keys that no column has)
goes to the last column, 其他, as YAML.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any, TypeAlias

from ..errors import EngineError
from ..numbers import decimal
from ..wording import said
from .layout import Column, Kind, Table

Cell: TypeAlias = str | int | Decimal
Data: TypeAlias = dict[str, Any]

LONGEST = 30_000  # characters; a cell of a workbook ends at 32,767
MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_SIMPLE_CODE = re.compile(r"[0-9A-Za-z_.-]+")
_SEPARATORS = re.compile(r"[、,，;；\n]+")
_PAIR = re.compile(r"\s*(.+?)\s*[=＝:：]\s*(\S+)\s*")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")
_YES, _NO = "是", "否"
NUMBER_KEYS = frozenset(
    {
        *("weight", "full_score", "gate_score", "share_in_total", "sample_count", "max"),
        *("per_finding", "required", "cap", "window_min", "points", "days"),
        *("place_unit", "lead_unit"),
    }
)
NUMBER_PARTS = frozenset({"grades", "levels", "grade_points", "year_weights", "method_shares"})


class NoValue(EngineError):
    """A cell says something that its column cannot hold; the sentence says what it can."""


def half_width(text: str) -> str:
    """Full-width letters, digits and signs made half-width."""
    return unicodedata.normalize("NFKC", text).strip()


def numbers_restored(value: Any, key: str = "", inside: str = "") -> Any:
    """Data whose decimals were kept as text (JSON has none), with decimals again.

    >>> numbers_restored({"weight": "1.10", "code": "1.2", "grades": {"A": "90.5", "unit": "1.0"}})
    {'weight': Decimal('1.10'), 'code': '1.2', 'grades': {'A': Decimal('90.5'), 'unit': '1.0'}}
    >>> numbers_restored([{"max": "2"}])
    [{'max': Decimal('2')}]
    """
    if isinstance(value, dict):
        return {name: numbers_restored(part, str(name), key) for name, part in value.items()}
    if isinstance(value, list):
        return [numbers_restored(part, "", key) for part in value]
    is_number = key in NUMBER_KEYS or (inside in NUMBER_PARTS and key not in {"unit", "op", "note"})
    if is_number and isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    return value


def number_of(text: str) -> int | Decimal | None:
    """The number that `text` writes down; None when it is none."""
    found = decimal(half_width(text))
    if found is None:
        return None
    return int(found) if re.fullmatch(r"[+-]?[0-9]+", half_width(text)) else found


def canonical(row: Mapping[str, Any], table: Table) -> Data:
    """A row as a workbook gives it back: codes as text, nothing where nothing was written."""
    rest: Data = deepcopy(dict(row))
    made: Data = {}
    for column in table.columns:
        value = taken(rest, column.path)
        if value in (None, "") or (value == [] and column.kind in {Kind.CODES, Kind.LINES}):
            continue
        if column.kind is Kind.CODE and type(value) is int:
            value = str(value)
        if column.kind is Kind.CODES and isinstance(value, list):
            value = [str(code) if type(code) is int else code for code in value]
        put(made, column.path, value)
    return merged(made, rest)


def row_cells(row: Mapping[str, Any], table: Table) -> tuple[list[Cell | None], Data]:
    """The cells of a row in the order of the columns, and what no cell can hold."""
    rest = canonical(row, table)
    cells: list[Cell | None] = []
    for column in table.columns:
        value = taken(rest, column.path)
        cell = None if value is None else encoded(column, value)
        if cell is None and value is not None:
            put(rest, column.path, value)
        cells.append(cell)
    return cells, rest


def encoded(column: Column, value: Any) -> Cell | None:
    """The cell that says `value`; None where no cell of this column can."""
    cell = _ENCODERS[column.kind](column, value)
    if cell is None:
        return None
    try:
        back = decoded(column, cell if isinstance(cell, str) else str(cell))
    except NoValue:
        return None
    return cell if back == value and isinstance(back, bool) == isinstance(value, bool) else None


def decoded(column: Column, text: str) -> Any:
    """The value of a cell that is not blank.

    Raises:
        NoValue: with the sentence for the report.
    """
    return _DECODERS[column.kind](column, text)


def fits(text: str) -> bool:
    """Whether a cell gives `text` back as it is."""
    return 0 < len(text) <= LONGEST and text == text.strip() and not _ODD.search(text)


def taken(row: Data, path: str) -> Any:
    """Take the value at `path` out of `row`, and mappings that it leaves empty; None if absent."""
    head, _dot, tail = path.partition(".")
    if not tail:
        return row.pop(head, None)
    inner = row.get(head)
    if not isinstance(inner, dict) or not inner:
        return None
    value = taken(inner, tail)
    if not inner:
        del row[head]
    return value


def put(row: Data, path: str, value: Any) -> None:
    """Set the value at `path`, making what lies between."""
    head, _dot, tail = path.partition(".")
    if not tail:
        row[head] = value
        return
    inner = row.setdefault(head, {})
    if isinstance(inner, dict):
        put(inner, tail, value)


def value_at(row: Mapping[str, Any], path: str) -> Any:
    """The value at `path`, or None."""
    found: Any = row
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def merged(row: Data, rest: Mapping[str, Any]) -> Data:
    """`row` with what stood in 其他 put back; cells of their own columns win."""
    for key, value in rest.items():
        inner = row.get(key)
        if isinstance(inner, dict) and isinstance(value, Mapping):
            merged(inner, value)
        elif key not in row:
            row[key] = value
    return row


def _number_cell(_column: Column, value: Any) -> Cell | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    digits = Decimal(value).normalize().as_tuple().digits
    return value if len(digits) <= MOST_DIGITS else str(value)


def _text_cell(_column: Column, value: Any) -> Cell | None:
    return value if isinstance(value, str) and fits(value) else None


def _choice_cell(column: Column, value: Any) -> Cell | None:
    return column.words.get(value, value) if isinstance(value, str) and fits(value) else None


def _flag_cell(_column: Column, value: Any) -> Cell | None:
    return (_YES if value else _NO) if isinstance(value, bool) else None


def _codes_cell(_column: Column, value: Any) -> Cell | None:
    return _joined(value, "、")


def _lines_cell(_column: Column, value: Any) -> Cell | None:
    return _joined(value, "\n")


def _joined(value: Any, sign: str) -> str | None:
    is_list = isinstance(value, list) and all(isinstance(v, str) for v in value)
    text = sign.join(value) if is_list else ""
    return text if fits(text) else None


def _pairs_cell(_column: Column, value: Any) -> Cell | None:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        return None
    text = "；".join(f"{name}={number}" for name, number in value.items())
    return text if fits(text) else None


def _number(_column: Column, text: str) -> Any:
    found = number_of(text)
    if found is None:
        raise NoValue(said("“%(text)s”不是数。", text=text[:40]))
    return found


def _text(_column: Column, text: str) -> Any:
    return text


def _code(_column: Column, text: str) -> Any:
    narrow = half_width(text)
    return narrow if _SIMPLE_CODE.fullmatch(narrow) else text


def _choice(column: Column, text: str) -> Any:
    by_word = {half_width(word): stored for stored, word in column.words.items()}
    found = by_word.get(half_width(text), half_width(text))
    if found in column.words:
        return found
    if column.open:
        return text
    words = list(column.words.values())
    raise NoValue(said("“%(text)s”不在可选的词里：%(words)s。", text=text[:40], words=words))


def _flag(_column: Column, text: str) -> Any:
    found = {_YES: True, "true": True, "1": True, _NO: False, "false": False, "0": False}
    if half_width(text).lower() not in found:
        raise NoValue(said("“%(text)s”应写是或否。", text=text[:40]))
    return found[half_width(text).lower()]


def _codes(column: Column, text: str) -> Any:
    return [_code(column, part.strip()) for part in _SEPARATORS.split(text) if part.strip()]


def _lines(_column: Column, text: str) -> Any:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _pairs(_column: Column, text: str) -> Any:
    pairs = [_pair(part) for part in _parts(text)]
    if len(dict(pairs)) < len(pairs):
        raise NoValue(said("有一个名称写了两次。"))
    return dict(pairs)


def _parts(text: str) -> Iterator[str]:
    return (part for part in _SEPARATORS.split(text) if part.strip())


def _pair(part: str) -> tuple[str, int | Decimal]:
    match = _PAIR.fullmatch(part)
    number = number_of(match[2]) if match else None
    if match is None or number is None:
        raise NoValue(
            said("“%(part)s”应写成 名称=数，如 good=1；fair=0.5；poor=0。", part=part.strip()[:40])
        )
    return match[1], number


_ENCODERS = {
    Kind.TEXT: _text_cell,
    Kind.CODE: _text_cell,
    Kind.NUMBER: _number_cell,
    Kind.FLAG: _flag_cell,
    Kind.CHOICE: _choice_cell,
    Kind.CODES: _codes_cell,
    Kind.LINES: _lines_cell,
    Kind.PAIRS: _pairs_cell,
}
_DECODERS = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CODES: _codes,
    Kind.LINES: _lines,
    Kind.PAIRS: _pairs,
}


def rows_of(data: Any, table: Table) -> list[Data] | None:
    """The rows of a table in `data`; None where what stands there is no table.

    A keyed table's rows carry their key as `code`; one whose rows have a `code` of their own
    is no table either.
    """
    found: Any = data
    for part in table.path:
        found = found.get(part) if isinstance(found, Mapping) else None
    if table.is_keyed and isinstance(found, Mapping):
        is_table = all(
            isinstance(key, str) and fits(key) and isinstance(row, Mapping) and "code" not in row
            for key, row in found.items()
        )
        return [{"code": key, **row} for key, row in found.items()] if is_table else None
    if table.is_keyed or not isinstance(found, Sequence) or isinstance(found, str):
        return None
    return [dict(row) for row in found] if all(isinstance(r, Mapping) for r in found) else None

"""What differs between two editions: added, removed, reweighted, changed (版本对比)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..yaml_text import write_yaml_line
from .cells import Data, rows_of, taken, value_at
from .layout import BASICS, LABELS, REST, TABLES, Table
from .workbook import leaves, same_shape


class Difference(StrEnum):
    """How a row of one edition differs from that of the other."""

    ADDED = "added"
    REMOVED = "removed"
    REWEIGHTED = "reweighted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        table: title of the table, or 基本信息.
        code: the row, or the key of a basic setting.
        column: title of the column; empty for a whole row.
        old, new: the values as texts; empty where there is none.
    """

    kind: Difference
    table: str
    code: str
    name: str
    column: str
    old: str
    new: str


WEIGHTS = frozenset({"weight", "scoring.max", "points", "full_score", "share_in_total"})
"""Columns that say how much something counts."""


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every difference, table by table in the order of the workbook."""
    before, after = same_shape(old), same_shape(new)
    changes: list[Change] = []
    for table in TABLES:
        rows = _by_code(before, table), _by_code(after, table)
        changes += _table(table, *rows)
    return [*_basics(before, after), *changes]


def _by_code(data: Data, table: Table) -> dict[str, Data]:
    """Rows of a table by code, taken out of `data`."""
    rows = rows_of(data, table)
    if rows is None:
        return {}
    taken(data, ".".join(table.path))
    return {str(row.get("code")): row for row in rows}


def _basics(before: Data, after: Data) -> Iterator[Change]:
    old, new = dict(leaves(before)), dict(leaves(after))
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            kind = Difference.CHANGED
            if key not in old or key not in new:
                kind = Difference.ADDED if key in new else Difference.REMOVED
            values = _shown(old.get(key)), _shown(new.get(key))
            yield Change(kind, BASICS, key, LABELS.get(key, ""), "", *values)


def _table(table: Table, old: Mapping[str, Data], new: Mapping[str, Data]) -> Iterator[Change]:
    for code, row in old.items():
        if code not in new:
            yield Change(Difference.REMOVED, table.title, code, _name(row), "", _name(row), "")
    for code, row in new.items():
        if code not in old:
            yield Change(Difference.ADDED, table.title, code, _name(row), "", "", _name(row))
        elif row != old[code]:
            yield from _row(table, code, old[code], row)


def _row(table: Table, code: str, old: Data, new: Data) -> Iterator[Change]:
    name = _name(new)
    for column in table.columns:
        before, after = value_at(old, column.path), value_at(new, column.path)
        if before != after:
            kind = Difference.REWEIGHTED if column.path in WEIGHTS else Difference.CHANGED
            texts = [_shown(v, column.words) for v in (before, after)]
            yield Change(kind, table.title, code, name, column.title, *texts)
        for row in (old, new):
            taken(row, column.path)
    if old != new:
        texts = [write_yaml_line(row) if row else "" for row in (old, new)]
        yield Change(Difference.CHANGED, table.title, code, name, REST, *texts)


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("name_zh") or row.get("text_zh") or row.get("name_en") or "")


def _shown(value: Any, words: Mapping[str, str] | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return (words or {}).get(value, value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return write_yaml_line(value)

"""Values of cells: what a sheet may hold, and text that no spreadsheet takes for a formula."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from django.utils import timezone
from django.utils.functional import Promise
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter

# What reading hands out; an empty cell is "".
Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta

# A streamed sheet and its cells; the type stubs leave most of them out.
StreamedSheet: TypeAlias = Any
StyledCell: TypeAlias = Any

MAX_TEXT = 32_767  # characters a cell holds in Excel
# A text with one of these at its head may become a formula when somebody edits the cell or saves
# the sheet as CSV; full-width forms count, for input methods and some programs fold them.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SIDE = Side("thin", color="8795A3")
RULES = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
WRAPPED = Alignment(vertical="center", wrap_text=True)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Excel reads _x0041_ in stored text as one character; its own way to write the underscore apart.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def letter(index: int) -> str:
    """The letter of a column counted from 0: A, B … Z, AA."""
    return str(get_column_letter(index + 1))


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take `text` for a formula or an error value."""
    return text.lstrip(" ").startswith(_RISKY) or text.startswith("#")


def plain(value: Any) -> Any:
    """`value` as a workbook stores it: text cleaned, moments in local time without zone."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, int | float | Decimal | date | time | timedelta):
        return value
    return _clean(str(value) if isinstance(value, Promise) else f"{value}")


def _clean(text: str) -> str:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub("_x005F_", _CONTROL.sub("", unix))[:MAX_TEXT]


def written(
    sheet: StreamedSheet, value: Any, *, fill: PatternFill | None = None, is_ruled: bool = False
) -> Any:
    """`value` ready to append: risky text as a quoted text cell, everything else as it is.

    Args:
        is_ruled: whether the cell has borders and breaks its lines, for sheets to be printed.
    """
    stored = plain(value)
    is_text = isinstance(stored, str) and is_risky(stored)
    if not is_text and fill is None and not is_ruled:
        return stored
    cell: StyledCell = WriteOnlyCell(sheet)
    cell.value = stored
    if is_ruled:
        cell.border, cell.alignment = RULES, WRAPPED
    if is_text:
        cell.data_type = "s"
        cell.quotePrefix = True
    if fill is not None:
        cell.fill = fill
    return cell

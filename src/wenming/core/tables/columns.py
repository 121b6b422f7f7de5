"""Columns of a sheet as data: header, key, whether required, and how a cell becomes a value."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wenming.core.tables.cells import Cell

# Takes a cell that is not blank; raises ValueError with a sentence for the report.
Convert: TypeAlias = Callable[[Cell], Any]
# An enumeration, or the labels of its values where they are kept apart.
Kinds: TypeAlias = type[TextChoices] | Mapping[Any, "str | Promise"]

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SEPARATORS = re.compile(r"[、,，;；\n]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        title: the header, in Chinese whatever the language of the page: it is data.
        key: name of the value in a row.
        required: whether a blank cell is a fault.
        convert: cell → value.
        unique: whether a value may stand in one row only.
        choices: words of the drop-down in the template.
        hint: what to fill in, for the sheet of notes.
        example: a filled cell, for the sheet of notes.
        also: other headers that people give the same column.
    """

    title: str
    key: str
    required: bool = False
    convert: Convert = field(default_factory=lambda: text(200))
    unique: bool = False
    choices: Sequence[str] = ()
    hint: str = ""
    example: str = ""
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet that is downloaded, filled in and sent back: its name, columns and notes."""

    title: str
    columns: Sequence[Column]
    notes: Sequence[str] = ()


def plain_head(cell: Cell) -> str:
    """A header without spaces and line breaks, signs half-width: 概算 （万元） is 概算(万元)."""
    return "".join(half_width(cell).split())


def as_text(cell: Cell) -> str:
    """The words of a cell: whole numbers without .0, days as 2026-11-20, space at the ends gone."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return str(cell).strip().strip("\u3000\ufeff\u200b").strip()


def half_width(cell: Cell) -> str:
    """The words of a cell with full-width letters, digits and signs made half-width."""
    return unicodedata.normalize("NFKC", as_text(cell)).strip()


def text(longest: int) -> Convert:
    """Text of at most `longest` characters; runs of space become one."""

    def convert(cell: Cell) -> str:
        found = _SPACE.sub(" ", as_text(cell))
        if len(found) > longest:
            raise ValueError(
                _("有 %(n)d 个字，最多 %(most)d 个。") % {"n": len(found), "most": longest}
            )
        return found

    return convert


def code(longest: int = 20) -> Convert:
    """A code of letters, digits, - and _ (full-width ones are made half-width)."""

    def convert(cell: Cell) -> str:
        if isinstance(cell, float) and not cell.is_integer():
            raise ValueError(_("“%(found)s”不能作代码：带小数点。") % {"found": cell})
        if isinstance(cell, int | float) and abs(cell) >= 1e15:
            raise ValueError(_("代码太长，表格已把末尾改成 0。请先把这一列设为文本格式再填。"))
        found = half_width(cell)
        if not re.fullmatch(rf"[0-9A-Za-z_-]{{1,{longest}}}", found):
            raise ValueError(
                _("“%(found)s”不能作代码：只用字母、数字、- 和 _，最多 %(most)d 位。")
                % {"found": found, "most": longest}
            )
        return found

    return convert


def choice(kinds: Kinds) -> Convert:
    """One of an enumeration, written as its Chinese label or its stored value."""

    def convert(cell: Cell) -> str:
        found = as_text(cell)
        words = _words(kinds)
        by_word = {word: value for value, word in words.items()} | {value: value for value in words}
        if found not in by_word:
            raise ValueError(
                _("“%(found)s”不在可选的词里：%(words)s。")
                % {"found": found, "words": "、".join(labels(kinds))}
            )
        return by_word[found]

    return convert


def labels(kinds: Kinds) -> list[str]:
    """The Chinese labels of an enumeration: sheets are Chinese in every language of the pages."""
    return list(_words(kinds).values())


def label_of(kinds: Kinds, value: str) -> str:
    """The Chinese label of one stored value."""
    return _words(kinds).get(value, value)


def _words(kinds: Kinds) -> dict[str, str]:
    """Stored value → Chinese label."""
    pairs = kinds.items() if isinstance(kinds, Mapping) else kinds.choices
    with translation.override("zh-hans"):
        return {str(value): str(label) for value, label in pairs}


def day(cell: Cell) -> date:
    """A day: a date cell, 2026-11-20, 2026/11/20, 2026.11.20, 2026年11月20日 or 20261120."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = half_width(cell)
    match = _DAY.fullmatch(found) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", found)
    try:
        year, month, number = (int(part) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, number)
    except ValueError:
        raise ValueError(
            _("“%(found)s”不是日期，请写成 2026-11-20 这样。") % {"found": found}
        ) from None


def number(low: Decimal | int, high: Decimal | int, *, places: int) -> Convert:
    """A decimal from `low` to `high`, rounded to `places`."""

    def convert(cell: Cell) -> Decimal:
        found = half_width(cell)
        try:
            value = Decimal(found)
        except InvalidOperation:
            raise ValueError(_("“%(found)s”不是数。") % {"found": found}) from None
        if not value.is_finite() or not low <= value <= high:
            raise ValueError(
                _("%(found)s 不在 %(low)s 到 %(high)s 之间。")
                % {"found": found, "low": low, "high": high}
            )
        return round(value, places)

    return convert


def whole(low: int, high: int) -> Convert:
    """A whole number from `low` to `high`."""
    decimal = number(low, high, places=9)

    def convert(cell: Cell) -> int:
        value = decimal(cell)
        if value != math.floor(value):
            raise ValueError(_("%(found)s 不是整数。") % {"found": half_width(cell)})
        return int(value)

    return convert


def phone(cell: Cell) -> str:
    """A phone number: digits, with + - ( ) and an extension; spaces go."""
    found = half_width(cell).replace(" ", "")
    if not re.fullmatch(r"[+(]?[0-9][0-9()+#-]{4,23}", found):
        raise ValueError(_("“%(found)s”不像电话号码。") % {"found": found})
    return found


def names(longest: int = 80, most: int = 50) -> Convert:
    """Several names in one cell, parted by 、 , ; or a line break; doubles are dropped."""
    one = text(longest)

    def convert(cell: Cell) -> list[str]:
        found = [one(part) for part in _SEPARATORS.split(str(as_text(cell))) if part.strip()]
        if len(found) > most:
            raise ValueError(
                _("写了 %(n)d 个，最多 %(most)d 个。") % {"n": len(found), "most": most}
            )
        return list(dict.fromkeys(found))

    return convert

"""What the checker found, and rows that can say what is wrong with them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from reprlib import Repr
from typing import Any

from ..numbers import decimal, plain
from ..wording import Said, said, term

_short = Repr()
_short.maxstring = _short.maxother = 40


def shown(value: object) -> str:
    """A value for a message: as written, cut when long."""
    if value is None:
        return term("句中", "空")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)[:40]
    return value[:40] if isinstance(value, str) else _short.repr(value)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: in which table, row (from 1) and column, and a sentence (see `wording`)."""

    table: str
    row: int | None
    code: str
    column: str
    message: str

    @property
    def where(self) -> str:
        """For example `check_items[12] L01-12 scoring.max`."""
        row = "" if self.row is None else f"[{self.row}]"
        return " ".join(part for part in (f"{self.table}{row}", self.code, self.column) if part)


@dataclass(frozen=True, slots=True)
class Report:
    """Errors stop a framework from being used, warnings do not."""

    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    counts: dict[str, int]

    @property
    def ok(self) -> bool:
        return not self.errors

    def as_json(self) -> dict[str, Any]:
        """The shape that `wenming framework check --json` prints."""
        return {
            "ok": self.ok,
            "errors": [{"where": f.where, "message": f.message} for f in self.errors],
            "warnings": [{"where": f.where, "message": f.message} for f in self.warnings],
            "counts": self.counts,
        }


@dataclass(slots=True)
class Findings:
    """Faults as they come up."""

    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or a mapping inside it (`prefix`)."""

    findings: Findings
    table: str
    number: int | None
    code: str
    data: Mapping[str, Any]
    prefix: str = ""

    def error(self, column: str, message: str) -> None:
        self.findings.errors.append(self._fault(column, message))

    def warn(self, column: str, message: str) -> None:
        self.findings.warnings.append(self._fault(column, message))

    def _fault(self, column: str, message: str) -> Fault:
        where = (self.prefix + column).rstrip(".")
        return Fault(self.table, self.number, self.code, where, message)

    def get(self, column: str) -> Any:
        return self.data.get(column)

    def text(self, column: str) -> str | None:
        """Text that has to be there."""
        value = self.get(column)
        if isinstance(value, str) and value.strip():
            return value
        self.error(column, said("缺少 %(column)s（文本）。", column=column))
        return None

    def one_of(self, column: str, allowed: Collection[str], name: str) -> str | None:
        """A code that has to be one of `allowed`; `name` says what they are."""
        value = self.get(column)
        code = code_of(value)
        if code in allowed:
            return code
        if code is None:
            self.error(column, said("缺少%(name)s（%(column)s）。", name=name, column=column))
        elif len(allowed) <= 8:
            known = sorted(allowed) or term("句中", "无")
            message = said(
                "没有%(name)s“%(code)s”，可以是：%(known)s。", name=name, code=code, known=known
            )
            self.error(column, message)
        else:
            self.error(column, said("没有%(name)s“%(code)s”。", name=name, code=code))
        return None

    def amount(
        self, column: str, *, above: int | None = None, low: int | None = None, high: int = 10**6
    ) -> Decimal | None:
        """A number over `above`, or from `low`, up to `high`, as written."""
        value = self.get(column)
        number = decimal(value)
        if isinstance(value, float):
            wrong = said(
                "%(column)s 是浮点数 %(value)s，请按原文写成十进制数。",
                column=column,
                value=repr(value),
            )
        elif value is None:
            expected = _expected(above, low, high)
            wrong = said("缺少 %(column)s，%(expected)s。", column=column, expected=expected)
        elif number is None:
            values = {"column": column, "value": shown(value)}
            expected = _expected(above, low, high)
            wrong = said("%(column)s 是“%(value)s”，%(expected)s。", expected=expected, **values)
        elif (
            number > high
            or (above is not None and number <= above)
            or (low is not None and number < low)
        ):
            values = {"column": column, "value": plain(number)}
            expected = _expected(above, low, high)
            wrong = said("%(column)s 是 %(value)s，%(expected)s。", expected=expected, **values)
        else:
            return number
        self.error(column, wrong)
        return None

    def whole(self, column: str, *, low: int, high: int = 10**6) -> int | None:
        """A whole number from `low` to `high`."""
        number = self.amount(column, low=low, high=high)
        if number is not None and number != int(number):
            self.error(
                column,
                said("%(column)s 是 %(number)s，应为整数。", column=column, number=plain(number)),
            )
            return None
        return None if number is None else int(number)

    def part(self, column: str) -> "Row | None":
        """The mapping in `column`, or None after saying that there is none."""
        value = self.get(column)
        if isinstance(value, Mapping):
            return replace(self, data=value, prefix=f"{self.prefix}{column}.")
        self.error(
            column,
            said("缺少 %(column)s。", column=column)
            if value is None
            else said("%(column)s 应为一组键值。", column=column),
        )
        return None


def _expected(above: int | None, low: int | None, high: int) -> Said:
    """What `Row.amount` takes, inside a sentence."""
    if above is not None:
        return said("应为大于 %(above)s、不大于 %(high)s 的数", above=above, high=high)
    if low is not None:
        return said("应为不小于 %(low)s、不大于 %(high)s 的数", low=low, high=high)
    return said("应为不大于 %(high)s 的数", high=high)


def code_of(value: object) -> str | None:
    """A code as text; a whole number may stand without quotes. None when it is no code.

    Codes are joined by commas and line breaks in the digest of a frame, so they hold neither.

    >>> code_of("L01"), code_of(101), code_of("a,b"), code_of(" x"), code_of(None)
    ('L01', '101', None, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value or value != value.strip():
        return None
    return None if any(c == "," or ord(c) < 32 for c in value) else value


def table(
    data: Mapping[str, Any], name: str, findings: Findings, *, needed: bool, inside: str = ""
) -> list[Row]:
    """The rows of one table (of the part `inside`); what is wrong with their codes is noted."""
    label = inside + name
    head = Row(findings, label, None, "", {})
    entries = data.get(name)
    if entries is None and not needed:
        return []
    if not isinstance(entries, list):
        head.error(
            "",
            said("缺少 %(name)s 表。", name=name)
            if entries is None
            else said("%(name)s 应为列表。", name=name),
        )
        return []
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping):
            Row(findings, label, number, "", {}).error(
                "", said("这一行是“%(row)s”，应为一组键值。", row=shown(entry))
            )
            continue
        code = code_of(entry.get("code"))
        row = Row(findings, label, number, code or "", entry)
        if code is None:
            row.error(
                "code",
                said(
                    "编码是“%(code)s”，应为不含逗号、换行和首尾空格的文本。",
                    code=shown(entry.get("code")),
                ),
            )
        elif code in seen:
            row.error(
                "code", said("编码 %(code)s 与第 %(row)s 行重复。", code=code, row=seen[code])
            )
        else:
            seen[code] = number
        rows.append(row)
    return rows

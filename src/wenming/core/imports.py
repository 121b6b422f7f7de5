"""Kinds of tables that people send in (导入): each app registers its own, one page lists them all.

A sheet is judged as a whole before anything is stored: first cell by cell (core.tables), then by
the app against what is there. Nothing is stored unless all is right, or the sender says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError
from wenming.core.registry import Registry
from wenming.core.tables import Fault, Layout, Row, Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import did; rows that said what was there already are in neither.

    `undo` is what the kind needs to take it back: numbers and texts, as JSON holds them.
    """

    added: int
    changed: int
    undo: dict[str, Any] = field(default_factory=dict)


class Verb(TextChoices):
    """What a row would do."""

    ADD = "add", _("新增")
    CHANGE = "change", _("更新")
    KEEP = "keep", _("不变")


@dataclass(frozen=True, slots=True)
class Planned:
    """What one right row would do: to which thing, and what of it would become different."""

    row: int
    verb: Verb
    thing: str
    changes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows were taken back; `kept` names the things that have moved on since."""

    taken: int
    kept: Sequence[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table.

    Attributes:
        key: its name in addresses.
        title: what it brings, such as 单位.
        note: one sentence on the page: what belongs before it, what happens to rows that are there.
        order: place on the page; what others refer to comes first.
        layout: the sheet, made when asked, for its drop-downs may come from the database.
        allowed: whether a person sees the kind at all.
        check: (sheet, rows, by) → faults against what is there; rows may refer to each other.
        store: (rows, by) → what was done; a service that asks for the right itself.
        existing: (by) → what is there now, in the order of the columns.
        preview: (rows, by) → what each right row would do. A kind that has one stores nothing
            before its sender has seen it.
        undo: (what `Stored.undo` held, by) → what was taken back; a service, as `store`.
    """

    key: str
    title: str | Promise
    note: str | Promise
    order: int
    layout: Callable[[], Layout]
    allowed: Callable[[Any], bool]
    check: Callable[[Sheet, list[Row], Any], list[Fault]]
    store: Callable[[list[Row], Any], Stored]
    existing: Callable[[Any], Iterable[Sequence[Any]]]
    preview: Callable[[list[Row], Any], list[Planned]] | None = None
    undo: Callable[[dict[str, Any], Any], Undone] | None = None


kinds: Registry[list[Kind]] = Registry()


class NothingToImport(DomainError):
    """The sheet has no filled row."""

    code = "core.nothing_to_import"
    message = _("“%(name)s”里没有填任何一行，没有可导入的内容。")
    status = 422


class RowsChanged(DomainError):
    """What could be imported is no longer what the person saw."""

    code = "core.rows_changed"
    message = _("现在能导入的是 %(now)d 行，不是刚才看到的 %(seen)d 行。请看过新的结果再决定。")


class AlreadyUndone(DomainError):
    """An import was taken back before."""

    code = "core.already_undone"
    message = _("“%(name)s”的导入已经撤销过了。")


@dataclass(frozen=True, slots=True)
class Report:
    """A judged sheet: which rows are right, and all that is wrong, by row and column."""

    sheet: Sheet
    rows: list[Row]
    faults: list[Fault]


def allowed_to(user: Any) -> list[Kind]:
    """The kinds that `user` may import, in the order of the page."""
    found = [kind for _app, listed in kinds for kind in listed if kind.allowed(user)]
    return sorted(found, key=lambda kind: kind.order)


def judge(kind: Kind, content: bytes, *, name: str, by: Any) -> Report:
    """Read a sheet and judge every row, storing nothing.

    A row that leans on a wrong row is wrong too, so that the right rows alone can be stored.

    Raises:
        BadTable: the file as a whole cannot be read.
        NothingToImport: no row is filled.
    """
    layout = kind.layout()
    sheet = read_sheet(content, layout.columns, title=layout.title, name=name)
    if not sheet.filled:
        raise NothingToImport(name=name)
    rows, faults = sheet.rows, list(sheet.faults)
    while rows and (found := kind.check(sheet, rows, by)):
        wrong = {fault.row for fault in found}
        faults += found
        rows = [row for row in rows if row.number not in wrong]
    return Report(sheet=sheet, rows=rows, faults=sorted(set(faults)))


def store_right_rows(kind: Kind, report: Report, *, seen: int, by: Any) -> Stored:
    """Store the right rows of a sheet that has wrong ones, as the person decided (只导入 N 行).

    Raises:
        RowsChanged: the number of right rows is not the `seen` one any more.
    """
    if len(report.rows) != seen:
        raise RowsChanged(now=len(report.rows), seen=seen)
    return kind.store(report.rows, by)

"""Small changes of a draft (改草稿): one row, or the basic settings; the checker looks each time."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import now
from wenming.core.errors import StaleInput
from wenming.core.moves import locked, move
from wenming.engine.framework.cells import Data, put, rows_of, taken, value_at
from wenming.engine.framework.layout import Table
from wenming.engine.framework.report import code_of
from wenming.framework.errors import BadRow, CodeTaken, FrameworkRefused
from wenming.framework.models import ACTION_LABELS, STATUS_LABELS, Edition
from wenming.framework.services.storing import as_text, data_of, keep, read, refuse_known
from wenming.framework.workflow import STEPS


def mark_of(row: Mapping[str, Any]) -> str:
    """The mark of a row as somebody saw it; a change gives another one."""
    return hashlib.sha256(as_text(row).encode()).hexdigest()[:16]


@audit.audited
def write_row(
    *, edition_id: int, table: Table, code: str, row: Data, seen: str, by: User
) -> Edition:
    """Change the row `code` of a table of a draft, or add `row` where `code` is empty.

    Args:
        seen: `mark_of` the row that the person saw; not asked of a new one.

    Raises:
        StaleInput: somebody else changed or removed the row in the meantime.
        CodeTaken, BadRow: the code is there already, or is no code.
        TransitionRefused: the edition is no draft.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    edition, data = _draft(edition_id, by)
    rows = _rows(data, table)
    new = code_of(row.get("code"))
    if new is None:
        raise BadRow(reason=_("编码应为不含逗号、换行和首尾空格的文本。"))
    codes = [code_of(other.get("code")) for other in rows]
    if new != code and new in codes:
        raise CodeTaken(code=new, table=table.title)
    if code:
        rows[_index(rows, codes, code, seen)] = row
    else:
        rows.append(row)
    _store(edition, data, table, rows, by)
    audit.record("framework.row_written", edition, by=by, table=table.name, code=new)
    return edition


@audit.audited
def remove_row(*, edition_id: int, table: Table, code: str, seen: str, by: User) -> Edition:
    """Take the row `code` out of a table of a draft.

    Raises:
        StaleInput, TransitionRefused, NotAllowed: as `write_row`.
        StillUsed: other records point at it.
    """
    edition, data = _draft(edition_id, by)
    rows = _rows(data, table)
    del rows[_index(rows, [code_of(row.get("code")) for row in rows], code, seen)]
    _store(edition, data, table, rows, by)
    audit.record("framework.row_removed", edition, by=by, table=table.name, code=code)
    return edition


@audit.audited
def change_basics(*, edition_id: int, values: Mapping[str, Any], by: User) -> Edition:
    """Set basic settings of a draft, by their dotted keys; those of None go.

    Raises:
        TransitionRefused: the edition is no draft.
        NotAllowed: the person may not maintain frameworks of its owner.
        FrameworkRefused: it would no longer say which edition it is.
        EditionExists: another edition has this id and version.
    """
    edition, data = _draft(edition_id, by)
    for key, value in values.items():
        taken(data, key)
        if value is not None:
            put(data, key, value)
    _keep(edition, data, by)
    audit.record("framework.basics_changed", edition, by=by, digest=edition.digest)
    return edition


@audit.audited
def replace_contents(*, edition_id: int, data: object, by: User) -> Edition:
    """Put the contents of a file in the place of those of a draft (用文件替换).

    Raises:
        FrameworkRefused: the checker found errors.
        BadRow: the file is another edition.
        TransitionRefused: the edition is no draft.
        NotAllowed: the person may not maintain frameworks of its owner.
    """
    edition, _old = _draft(edition_id, by)
    found = read(data)
    if found.faults:
        raise FrameworkRefused(found.faults)
    if (found.code, found.version) != (edition.code, edition.version):
        named = {"code": found.code, "version": found.version}
        raise BadRow(reason=_("文件是 %(code)s 第 %(version)d 版，不是这份草稿。") % named)
    edition.changed_by, edition.changed_at = by, now()
    keep(edition, found)
    audit.record("framework.replaced", edition, by=by, digest=edition.digest)
    return edition


def _draft(edition_id: int, by: User) -> tuple[Edition, dict[str, Any]]:
    edition = locked(Edition.objects.select_related("owner"), edition_id)
    rights.require(by, Ability.MANAGE_FRAMEWORKS, area=edition.owner)
    move(edition, "change", steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    if edition.is_local:
        raise BadRow(reason=_("加严标准请改它的加严内容。"))
    return edition, data_of(edition)


def _rows(data: Data, table: Table) -> list[Data]:
    """The rows of a table, none where it is not there.

    Raises:
        BadRow: what stands there is no table; writing it anew would lose it.
    """
    rows = rows_of(data, table)
    if rows is None and value_at(data, ".".join(table.path)):
        raise BadRow(reason=_("这张表的结构有误，请导出 YAML 改好再导入。"))
    return rows or []


def _index(rows: list[Data], codes: list[str | None], code: str, seen: str) -> int:
    at = codes.index(code) if code in codes else -1
    if at < 0 or mark_of(rows[at]) != seen:
        raise StaleInput(thing=code)
    return at


def _store(edition: Edition, data: Data, table: Table, rows: list[Data], by: User) -> None:
    path = ".".join(table.path)
    taken(data, path)
    if table.is_keyed:
        put(data, path, {str(row.pop("code")): row for row in map(dict, rows)})
    elif rows or table.required:
        put(data, path, rows)
    _keep(edition, data, by)


def _keep(edition: Edition, data: Data, by: User) -> None:
    edition.changed_by, edition.changed_at = by, now()
    found = read(data)
    refuse_known(found.code, found.version, itself=edition.pk)
    keep(edition, found)

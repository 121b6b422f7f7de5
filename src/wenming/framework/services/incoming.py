"""Files of frameworks that come in (导入): judged first, kept for a day when not all is right."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.crypto import encrypt_bytes
from wenming.core.imports import RowsChanged
from wenming.core.models import PendingImport
from wenming.engine.errors import EngineError
from wenming.engine.framework import check, parse_yaml
from wenming.engine.framework.sheets import Located, judge, right_rows
from wenming.framework.errors import BadFile
from wenming.framework.models import Edition
from wenming.framework.services.editions import import_edition
from wenming.framework.workbooks import texts_of
from wenming.organization.models import Area

KEY = "framework"
TO_REPLACE = "framework-replace"  # a file that is to take the place of a draft: whole or not at all
LARGEST_YAML = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read and checked, nothing of it stored.

    Attributes:
        data: the framework of the whole file.
        faults: every fault, with where it is: by sheet, row and column of a workbook.
        is_workbook: whether it can go back to its sender with the faults marked.
        right: the framework of the right rows alone, and how many of `filled` rows these are.
    """

    data: Any
    faults: list[Located]
    warnings: list[Located] = field(default_factory=list)
    is_workbook: bool = False
    filled: int = 0
    right: Any = None
    right_count: int = 0


def look(content: bytes, *, name: str) -> Looked:
    """Read a YAML file or a workbook.

    Raises:
        BadTable, BadFile: the file as a whole cannot be read.
    """
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.lower().endswith(".xlsx"):
        return _workbook(content, name)
    if len(content) > LARGEST_YAML:
        raise BadFile(name=name, reason=_("超过 5 MB。"))
    try:
        data = parse_yaml(_decoded(content, name))
    except EngineError as error:
        raise BadFile(name=name, reason=error.sentence) from error
    report = check(data)
    found = [Located(f.where, None, "", f.message) for f in (*report.errors, *report.warnings)]
    faults = len(report.errors)
    return Looked(data, found[:faults], found[faults:])


@audit.audited
def take_file(
    *, content: bytes, name: str, kind: str, owner: Area, by: User
) -> Edition | PendingImport:
    """Import a file where all of it is right; else keep it so that its sender can decide.

    Raises:
        BadTable, BadFile: the file as a whole cannot be read; nothing was stored or kept.
        EditionExists, NotAllowed, FrameworkRefused: as `import_edition`.
    """
    rights.require(by, Ability.MANAGE_FRAMEWORKS, area=owner)
    found = look(content, name=name)
    if not found.faults:
        return import_edition(data=found.data, owner=owner, by=by, kind=kind)
    return PendingImport.objects.create(
        kind=KEY, name=name[-200:], content=encrypt_bytes(content), by_id=by.pk
    )


def put_aside(*, content: bytes, name: str, by: User) -> PendingImport:
    """Keep a faulty file that was to replace a draft, so that its sender sees what is wrong."""
    return PendingImport.objects.create(
        kind=TO_REPLACE, name=name[-200:], content=encrypt_bytes(content), by_id=by.pk
    )


@audit.audited
def take_right_rows(
    *, pending: PendingImport, seen: int, kind: str, owner: Area, by: User
) -> Edition:
    """A draft of the right rows of a kept workbook, as the person decided (只导入 N 行).

    Raises:
        RowsChanged: the number of right rows is not the `seen` one.
        EditionExists, NotAllowed, FrameworkRefused: as `import_edition`.
    """
    found = look(pending.sheet, name=pending.name)
    if found.right is None or found.right_count != seen:
        raise RowsChanged(now=found.right_count, seen=seen)
    edition = import_edition(data=found.right, owner=owner, by=by, kind=kind, with_faults=True)
    pending.delete()
    return edition


def _workbook(content: bytes, name: str) -> Looked:
    sheets: Sequence[Any] = texts_of(content, name=name)
    judged = judge(sheets)
    found = Looked(
        data=judged.data,
        faults=judged.faults,
        warnings=judged.warnings,
        is_workbook=True,
        filled=judged.filled,
    )
    if judged.ok:
        return found
    right = right_rows(sheets)
    return replace(found, right=right.data, right_count=judged.filled - len(right.wrong))


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(name=name, reason=_("不是 UTF-8 或 GB18030 编码的文本。"))

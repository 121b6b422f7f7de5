"""Sheets that come in: stored at once when right, kept for a day when not, or when to be seen first."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from wenming.core import audit, imports, tables
from wenming.core.clock import now
from wenming.core.crypto import encrypt_bytes
from wenming.core.models import PendingImport, StoredImport
from wenming.core.moves import locked

KEPT = timedelta(days=1)
UNDONE_WITHIN = timedelta(days=30)


@audit.audited
def take_sheet(
    *, kind: imports.Kind, name: str, content: bytes, by: AbstractBaseUser
) -> imports.Stored | PendingImport:
    """Judge a sheet; store it when every row is right, else keep it so that its sender can decide.

    A kind with a preview is always kept first.

    Raises:
        BadTable: the file as a whole cannot be read; nothing was stored or kept.
        NothingToImport: no row is filled.
        NotAllowed: the person may not import this.
    """
    report = imports.judge(kind, content, name=name, by=by)
    if not report.faults and kind.preview is None:
        return _noted(kind, kind.store(report.rows, by), name=name, by=by)
    return PendingImport.objects.create(
        kind=kind.key, name=name[-200:], content=encrypt_bytes(content), by_id=by.pk
    )


@audit.audited
def store_right_rows(
    *,
    kind: imports.Kind,
    pending: PendingImport,
    report: imports.Report,
    seen: int,
    by: AbstractBaseUser,
) -> imports.Stored:
    """Store the right rows of a kept sheet and forget it.

    Raises:
        RowsChanged: fewer or more rows are right now than the `seen` ones.
        NotAllowed: the person may not import this.
    """
    stored = imports.store_right_rows(kind, report, seen=seen, by=by)
    pending.delete()
    return _noted(kind, stored, name=pending.name, by=by)


def _noted(
    kind: imports.Kind, stored: imports.Stored, *, name: str, by: AbstractBaseUser
) -> imports.Stored:
    """Remember what can be taken back."""
    if kind.undo is not None and stored.undo:
        StoredImport.objects.create(
            kind=kind.key,
            name=name[-200:],
            added=stored.added,
            changed=stored.changed,
            undo=stored.undo,
            by_id=by.pk,
        )
    return stored


@audit.audited
def undo_import(*, kind: imports.Kind, stored_id: int, by: AbstractBaseUser) -> imports.Undone:
    """Take back what an import of one's own brought (撤销导入); what has moved on since stays.

    Raises:
        AlreadyUndone: it was taken back before.
        NotAllowed: the person may not import this any more.
    """
    found = locked(StoredImport.objects.filter(by=by.pk), stored_id)
    if found.undone_at is not None or kind.undo is None:
        raise imports.AlreadyUndone(name=found.name)
    undone = kind.undo(found.undo, by)
    found.undone_at, found.undo = now(), {}
    found.save()
    audit.record(
        "organization.import_undone", found, by=by, kind=kind.key, n=undone.taken, all=found.added
    )
    return undone


def to_undo(by: AbstractBaseUser) -> QuerySet[StoredImport]:
    """Imports of `by` that can still be taken back, newest first."""
    return StoredImport.objects.filter(by=by.pk, undone_at=None, at__gte=now() - UNDONE_WITHIN)


@audit.audited
def existing_sheet(*, kind: imports.Kind, by: AbstractBaseUser) -> bytes:
    """The sheet filled with what is there; that it was taken out is recorded."""
    rows = list(kind.existing(by))
    audit.record("organization.sheet_taken", by, by=by, kind=kind.key, rows=len(rows))
    return tables.template(kind.layout(), rows)


def forget_old_sheets(due_at: datetime) -> None:
    """Drop kept sheets after a day, for they may hold names and numbers; what was stored later."""
    PendingImport.objects.filter(at__lt=now() - KEPT).delete()
    StoredImport.objects.filter(at__lt=now() - UNDONE_WITHIN).delete()

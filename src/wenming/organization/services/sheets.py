"""Sheets that come in: stored at once when right, kept for a day when not."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser

from wenming.core import audit, imports, tables
from wenming.core.clock import now
from wenming.core.crypto import encrypt_bytes
from wenming.core.models import PendingImport

KEPT = timedelta(days=1)


def take_sheet(
    *, kind: imports.Kind, name: str, content: bytes, by: AbstractBaseUser
) -> imports.Stored | PendingImport:
    """Judge a sheet; store it when every row is right, else keep it so that its sender can decide.

    Raises:
        BadTable: the file as a whole cannot be read; nothing was stored or kept.
        NothingToImport: no row is filled.
        NotAllowed: the person may not import this.
    """
    report = imports.judge(kind, content, name=name, by=by)
    if not report.faults:
        return kind.store(report.rows, by)
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
    return stored


@audit.audited
def existing_sheet(*, kind: imports.Kind, by: AbstractBaseUser) -> bytes:
    """The sheet filled with what is there; that it was taken out is recorded."""
    rows = list(kind.existing(by))
    audit.record("organization.sheet_taken", by, by=by, kind=kind.key, rows=len(rows))
    return tables.template(kind.layout(), rows)


def forget_old_sheets(due_at: datetime) -> None:
    """Drop kept sheets after a day; they may hold names and numbers."""
    PendingImport.objects.filter(at__lt=now() - KEPT).delete()

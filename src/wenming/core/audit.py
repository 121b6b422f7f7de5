"""The audit trail (审计): every change of state leaves a chained entry in its own transaction.

Services run inside `transaction()` and call `record()`; the entries are chained as the last
act before the outermost commit, so that the chain's lock is held for an instant only.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db import transaction as database
from django.utils.translation import gettext as _

from wenming.core.clock import now
from wenming.core.models import AuditEntry, AuditHead

P = ParamSpec("P")
R = TypeVar("R")
START = "0" * 64
_open = threading.local()


@contextmanager
def transaction() -> Iterator[None]:
    """A database transaction whose audit entries are written just before it commits."""
    outermost = not getattr(_open, "depth", 0)
    if outermost:
        _open.entries = []
    _open.depth = getattr(_open, "depth", 0) + 1
    before = len(_open.entries)
    try:
        with database.atomic():
            yield
            if outermost:
                _append(_open.entries)
    except BaseException:
        del _open.entries[before:]  # what was rolled back did not happen
        raise
    finally:
        _open.depth -= 1


def audited(service: Callable[P, R]) -> Callable[P, R]:
    """Run a service inside `transaction()`."""

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction():
            return service(*args, **kwargs)

    return run


def record(action: str, thing: models.Model, *, by: AbstractBaseUser | None, **data: Any) -> None:
    """Note a change of state.

    Args:
        action: `app.what`, past tense, for example `problem.closed`.
        thing: the changed row, already saved.
        by: who did it; None for the system or a link without sign-in.
        data: ids, codes, digests and old and new states; never names or free text.

    Raises:
        RuntimeError: called outside `transaction()`.
    """
    if not getattr(_open, "depth", 0):
        raise RuntimeError("audit.record() outside audit.transaction()")
    _open.entries.append(
        AuditEntry(
            at=now(),
            by_id=by.pk if by is not None else None,
            action=action,
            thing=thing._meta.model_name or "",
            thing_id=str(thing.pk),
            data=data,
        )
    )


def _append(entries: list[AuditEntry]) -> None:
    """Chain `entries` to the head and store them."""
    if not entries:
        return
    AuditHead.objects.get_or_create(pk=1, defaults={"digest": START})
    head = AuditHead.objects.select_for_update().get(pk=1)
    for entry in entries:
        entry.previous = head.digest
        entry.digest = head.digest = digest_of(entry)
    head.length += len(entries)
    AuditEntry.objects.bulk_create(entries)
    head.save(update_fields=["digest", "length"])


def digest_of(entry: AuditEntry) -> str:
    """SHA-256 over the entry's content and the digest before it."""
    content = [
        entry.previous,
        _stamp(entry.at),
        entry.by_id,
        entry.action,
        entry.thing,
        entry.thing_id,
        entry.data,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def first_fault() -> str | None:
    """What is wrong with the chain, in words; None when every link holds."""
    previous, length = START, 0
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous != previous:
            return _("第 %(entry)s 条与前一条接不上：中间有记录被删除或插入。") % {
                "entry": entry.pk
            }
        if entry.digest != digest_of(entry):
            return _("第 %(entry)s 条的内容与摘要不符：写入以后被改动过。") % {"entry": entry.pk}
        previous, length = entry.digest, length + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head and (head.digest, head.length) != (previous, length):
        return _("链头记着 %(said)s 条，实有 %(found)s 条：末尾有记录被删除。") % {
            "said": head.length,
            "found": length,
        }
    return None

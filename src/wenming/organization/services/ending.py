"""Ending and reopening: what ends keeps its row, its code and its history."""

from datetime import date
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser

from wenming.core import audit
from wenming.core.clock import today
from wenming.organization import panels
from wenming.organization.errors import EndBeforeStart, StillInUse
from wenming.organization.models import Area, Post, Unit

T = TypeVar("T", Area, Unit, Post)


def end(thing: T, on: date | None, *, by: AbstractBaseUser | None, action: str) -> T:
    """Set the last day of a locked `thing` (today when left out).

    Raises:
        EndBeforeStart: the day lies before its first one.
    """
    on = on or today()
    if thing.valid_from and on < thing.valid_from:
        raise EndBeforeStart(start=thing.valid_from)
    thing.valid_until = on
    thing.save(update_fields=["valid_until"])
    audit.record(action, thing, by=by, on=on.isoformat())
    return thing


def reopen(thing: T, *, by: AbstractBaseUser | None, action: str) -> T:
    """Take the last day of a locked `thing` back."""
    thing.valid_until = None
    thing.save(update_fields=["valid_until"])
    audit.record(action, thing, by=by)
    return thing


def refuse_while_in_use(thing: Area | Unit, own: list[str]) -> None:
    """Refuse to end what other things still hang on.

    Args:
        own: what hangs on it in this app, in words.

    Raises:
        StillInUse: names all of it.
    """
    later = [f"{panel.label} {panel.count}" for panel in panels.of(thing) if panel.is_open]
    if own or later:
        raise StillInUse(thing=str(thing), what="、".join([*own, *later]))

"""Moving a row along its steps: lock, check, set; the service saves and records."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wenming.core.errors import TransitionRefused
from wenming.core.steps import Steps

M = TypeVar("M", bound=models.Model)
Words = Mapping[Any, str | Promise]


def locked(queryset: models.QuerySet[M], pk: Any) -> M:
    """The row, locked until the transaction ends."""
    return queryset.select_for_update(of=("self",)).get(pk=pk)


def move(row: M, action: str, *, steps: Steps[Any], states: Words, actions: Words) -> Any:
    """Set the status of a locked `row` by `action`; returns the old status.

    Raises:
        TransitionRefused: the step is not possible from the present state.
    """
    old: Any = row.status  # type: ignore[attr-defined]
    new = steps.target(old, action)
    if new is None:
        raise TransitionRefused(
            thing=str(row),
            now=states[old],
            action=actions[action],
            allowed="、".join(str(actions[a]) for a in steps.allowed(old)) or _("无"),
        )
    row.status = new  # type: ignore[attr-defined]
    return old

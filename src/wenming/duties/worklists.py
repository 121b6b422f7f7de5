"""Lists and work on duties in 已办 and 我发起的."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.worklists import Line, Shelf
from wenming.duties.models import Receipt, TaskList, UndertakingStep
from wenming.duties.permissions import undertakings_visible_to, visible_to


def _signed(user: Any) -> QuerySet[Receipt]:
    receipts = Receipt.objects.filter(by=user.pk, at__isnull=False, task_list__in=_lists(user))
    return receipts.select_related("task_list", "unit")


def _steps(user: Any) -> QuerySet[UndertakingStep]:
    visible = undertakings_visible_to(user).values("pk")
    steps = UndertakingStep.objects.filter(by=user.pk, undertaking__in=visible)
    return steps.select_related("undertaking__duty", "undertaking__unit")


def _written(user: Any) -> QuerySet[TaskList]:
    return visible_to(user).filter(by=user.pk).distinct()


def _lists(user: Any) -> Any:
    return visible_to(user).values("pk")


def _receipt_line(receipt: Receipt) -> Line:
    return Line(
        title=receipt.task_list.title,
        kind=_("签收"),
        url=reverse("duties:task_list", args=[receipt.task_list_id]),
        note=str(receipt.unit),
    )


def _step_line(step: UndertakingStep) -> Line:
    return Line(
        title=step.undertaking.what,
        kind=step.get_action_display(),
        url=reverse("duties:undertaking", args=[step.undertaking_id]),
        note=str(step.undertaking.unit),
    )


def _list_line(task_list: TaskList) -> Line:
    return Line(
        title=task_list.title,
        kind=_("拟稿"),
        url=reverse("duties:task_list", args=[task_list.pk]),
        note=task_list.get_status_display(),
    )


DONE = [
    Shelf("duties.receipts", _signed, "at", _receipt_line),
    Shelf("duties.steps", _steps, "at", _step_line),
]
BEGUN = [Shelf("duties.lists", _written, "at", _list_line)]

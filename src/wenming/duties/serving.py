"""What the page of an indicator is told of tasks."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from wenming.duties import permissions
from wenming.duties.models import Duty, DutyUnit, Undertaking
from wenming.framework.serving import Part, Served, part_of


def serving(user: Any, code: str) -> list[Part]:
    """Tasks of lists in force, the newest list first."""
    named = Duty.objects.filter(indicators__code=code).values("pk")
    whole = permissions.undertakings_visible_to(user).filter(parent=None)
    rows = permissions.duties_visible_to(user).filter(pk__in=named).order_by("-task_list", "order")
    leads = DutyUnit.objects.exclude(part=DutyUnit.Part.SUPPORT).select_related("unit")
    shown = rows.select_related("task_list").prefetch_related(
        Prefetch("units", leads.order_by("pk"), to_attr="answering"),
        Prefetch("undertakings", whole.order_by("pk"), to_attr="going_on"),
    )
    return [part_of(pgettext_lazy("几项", "任务"), shown, _task)]


def _task(duty: Any) -> Served:
    units = dict.fromkeys(str(row.unit) for row in duty.answering)
    going_on: list[Undertaking] = duty.going_on
    states = dict.fromkeys(str(row.get_status_display()) for row in going_on)
    facts = ["、".join(units), "、".join(states)]
    facts.append(f"{duty.due_on:%Y-%m-%d}" if duty.due_on else duty.deadline)
    return Served(
        title=duty.text,
        note=" · ".join(filter(None, facts)),
        url=reverse("duties:work_on", args=[duty.pk]),
    )

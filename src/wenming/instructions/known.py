"""What other pages tell of instructions: what came of a line, what is asked of a unit."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.attention import Sentence
from wenming.core.clock import now, today
from wenming.duties.asked import Asked
from wenming.duties.permissions import sees_all
from wenming.instructions.lights import light_of
from wenming.instructions.models import Instruction
from wenming.instructions.workflow import Status

# For how long a leader is told what came of a line.
REPORTED_DAYS = 7


def sentences(user: Any) -> list[Sentence]:
    """What came of a leader's own lines, reported back for some days."""
    if not sees_all(user):
        return []
    since = today() - timedelta(days=REPORTED_DAYS)
    return [
        Sentence(
            subject=_("您的批示“%(text)s”") % {"text": row.text[:20]},
            text=_("已办结：%(result)s") % {"result": row.result[:60]},
            url=reverse("instructions:list_one", args=[row.pk]),
            verb=_("看经过"),
            weight=90,
        )
        for row in Instruction.objects.filter(given_by=user.pk, closed_on__gte=since)
    ]


def asked(_user: Any, units: Collection[int]) -> Iterator[Asked]:
    """Lines that units carry out, until the office closes them; one query."""
    states = [Status.ASSIGNED, Status.ANSWERED]
    rows = Instruction.objects.filter(unit__in=units, status__in=states)
    at = now()
    for row in rows.select_related("unit"):
        yield Asked(
            group="instruction",
            part=_("批示"),
            title=row.text,
            unit=row.unit.name if row.unit else "",
            from_whom=row.leader,
            source="",
            light=light_of(row, at),
            due=row.due_on,
            when=f"{row.due_on:%Y-%m-%d}" if row.due_on else "",
            state=row.get_status_display(),
            line="",
            url=reverse("instructions:list_one", args=[row.pk]),
        )

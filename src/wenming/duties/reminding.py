"""One reminder a unit and working day, of all that is late or nearly (每日提醒)."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core import outbox
from wenming.core.clock import today
from wenming.core.lights import LightState
from wenming.core.workdays import calendar
from wenming.duties.asked import Asked, AskedList
from wenming.organization.models import Unit

LINES = 10
TITLE_LENGTH = 50


def remind(_moment: datetime) -> int:
    """The daily job: tell each unit what is late or nearly; returns how many were told.

    Nothing on days off, nothing to who has nothing urgent, and never twice a day.
    """
    if not settings.REMINDERS or not calendar().is_workday(today()):
        return 0
    told = 0
    with translation.override("zh-hans"):  # what is mailed is Chinese
        for unit, person in _reporters():
            urgent = _urgent(AskedList(person, {unit.pk}, QueryDict()).rows)
            if urgent and _tell(unit, urgent):
                told += 1
    return told


def _reporters() -> list[tuple[Unit, User]]:
    """Units with somebody who reports for them, and the first such person."""
    roles = [role for role, held in ROLE_ABILITIES.items() if Ability.REPORT_DUTIES in held]
    grants = Grant.objects.filter(
        role__in=roles, unit__valid_until=None, user__is_active=True
    ).select_related("unit", "user")
    found: dict[int, tuple[Unit, User]] = {}
    for grant in grants.order_by("unit__pinyin", "pk"):
        if grant.unit is not None:
            found.setdefault(grant.unit.pk, (grant.unit, grant.user))
    return list(found.values())


def _urgent(rows: Sequence[Asked]) -> list[Asked]:
    """Of the rows, most urgent first, those that are late, nearly, or asked for out of turn."""
    pressing = {LightState.BAD, LightState.WARN}
    return [row for row in rows if row.wants or (row.light and row.light.state in pressing)]


def _tell(unit: Unit, urgent: Sequence[Asked]) -> bool:
    late = sum(row.light is not None and row.light.state == LightState.BAD for row in urgent)
    title = _("%(unit)s：超期 %(late)d 件，快到期 %(soon)d 件") % {
        "unit": unit.name,
        "late": late,
        "soon": len(urgent) - late,
    }
    lines = [_line(row) for row in urgent[:LINES]]
    if len(urgent) > LINES:
        lines.append(_("还有 %(n)d 件，见“我单位的事项”。") % {"n": len(urgent) - LINES})
    with transaction.atomic():
        told = outbox.tell(
            unit_code=unit.code,
            key=f"duties:{today():%Y-%m-%d}",
            title=title,
            text="\n".join(lines),
            path=reverse("duties:list"),
        )
    return told is not None


def _line(row: Asked) -> str:
    title = str(row.title)
    short = title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
    light = f"【{row.light.words}】" if row.light else ""
    asked = _("（要求报进展：%(why)s）") % {"why": row.wants} if row.wants else ""
    return f"{light}{row.part}：{short}{asked}"

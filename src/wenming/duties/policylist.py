"""Policies as a list and as a sheet (制度清单), and their lights."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.core.lights import Light, LightState
from wenming.core.workdays import running_light
from wenming.duties import permissions
from wenming.duties.models import MADE_LABELS, Policy
from wenming.duties.sharing_forms import PolicyFilter, narrowed
from wenming.duties.workflow import OWED, Made
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition

KEYS = ["due_key", "pk"]
HEADERS = [
    "指标编号",
    "指标名称",
    "制度名称",
    "责任单位",
    "状态",
    "完成期限",
    "文号",
    "要完善的",
    "报送日期",
    "通过日期",
]


def _is(status: Made) -> Any:
    return MADE_LABELS[status], lambda: Q(status=status)


TABS = {
    "all": (_("全部"), lambda: Q()),
    "missing": _is(Made.MISSING),
    "to_improve": _is(Made.TO_IMPROVE),
    "late": (_("超期"), lambda: Q(status__in=OWED, due_key__lt=today())),
    "submitted": _is(Made.SUBMITTED),
    "exists": _is(Made.EXISTS),
}


class PolicyList:
    """The policies that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.form = PolicyFilter(query)
        self.wanted = narrowed(self.form, ["q", "unit"])
        asked = query.get("tab", "")
        self.tab = asked if asked in TABS else "all"
        self._visible = permissions.policies_visible_to(user)

    def rows(self) -> QuerySet[Policy]:
        """What the tab and the form keep, with what a row shows."""
        return self._asked().filter(TABS[self.tab][1]()).select_related("unit", "paper")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        parts = {key: Count("pk", filter=keeps()) for key, (_l, keeps) in TABS.items() if keeps()}
        return self._asked().aggregate(**parts, all=Count("pk"))

    def _asked(self) -> QuerySet[Policy]:
        found = self._visible
        if words := self.wanted.get("q"):
            found = found.filter(
                Q(title__icontains=words) | Q(indicator__iexact=words) | Q(number__icontains=words)
            )
        if self.wanted.get("unit"):
            found = found.filter(unit=self.wanted["unit"])
        return found


def names_of(policies: Iterable[Policy]) -> dict[str, Indicator]:
    """The indicators of some policies in the edition in force, by code."""
    codes = {row.indicator for row in policies}
    rows = Indicator.objects.filter(edition=current_edition(), code__in=codes)
    return {row.code: row for row in rows}


def light_of(policy: Policy, now: datetime) -> Light | None:
    """The light of a policy; its clock stands while the office judges it."""
    if policy.status == Made.EXISTS:
        return Light(LightState.DONE, _("已有"))
    if policy.status == Made.SUBMITTED:
        return Light(LightState.PAUSED, _("暂停：待审"))
    return running_light(now, policy.due_on, policy.opened_on) if policy.due_on else None


def sheet_rows(policies: QuerySet[Policy]) -> Iterator[list[Any]]:
    """One row a policy in the order of HEADERS."""
    rows = list(policies.order_by("indicator", "pk"))
    names = names_of(rows)
    for row in rows:
        indicator = names.get(row.indicator)
        yield [
            row.indicator,
            indicator.name_zh if indicator else "",
            row.title,
            row.unit.name,
            str(MADE_LABELS[Made(row.status)]),
            row.due_on,
            row.number,
            row.remarks,
            row.submitted_on,
            row.accepted_on,
        ]

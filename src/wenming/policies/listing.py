"""Policies as a list and as a sheet (制度清单)."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.policies import permissions
from wenming.policies.forms import PolicyFilter
from wenming.policies.models import STATUS_LABELS, Policy
from wenming.policies.workflow import OWED, Status

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


def _is(status: Status) -> Any:
    return STATUS_LABELS[status], lambda: Q(status=status)


TABS = {
    "all": (_("全部"), lambda: Q()),
    "missing": _is(Status.MISSING),
    "to_improve": _is(Status.TO_IMPROVE),
    "late": (_("超期"), lambda: Q(status__in=OWED, due_key__lt=today())),
    "submitted": _is(Status.SUBMITTED),
    "exists": _is(Status.EXISTS),
}


class PolicyList:
    """The policies that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.form = PolicyFilter(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.wanted: dict[str, Any] = self.form.cleaned_data
        asked = query.get("tab", "")
        self.tab = asked if asked in TABS else "all"
        self._visible = permissions.visible_to(user)

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
            str(STATUS_LABELS[Status(row.status)]),
            row.due_on,
            row.number,
            row.remarks,
            row.submitted_on,
            row.accepted_on,
        ]

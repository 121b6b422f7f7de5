"""Practices as a list and as a sheet (典型经验), and the first words of one out of a plan."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from wenming.accounts.rights import Person
from wenming.commitments.models import Plan
from wenming.commitments.plan_paper import sections_of, settlements_of
from wenming.practices import permissions
from wenming.practices.forms import PracticeFilter
from wenming.practices.models import STATUS_LABELS, Practice
from wenming.practices.workflow import Status

KEYS = ["-pk"]
HEADERS = ["标题", "单位", "做法", "成效", "有关指标", "状态", "转发时间", "转发单位数"]
LONGEST = 800


class PracticeList:
    """The practices that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.form = PracticeFilter(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.wanted: dict[str, Any] = self.form.cleaned_data
        self._visible = permissions.visible_to(user)

    def rows(self) -> QuerySet[Practice]:
        """What the form keeps, with what a row shows."""
        found = self._visible
        if words := self.wanted.get("q"):
            named = Q(title__icontains=words) | Q(text__icontains=words)
            found = found.filter(named | Q(unit__name__icontains=words))
        if self.wanted.get("status"):
            found = found.filter(status=self.wanted["status"])
        return found.select_related("unit").annotate(n=Count("copies"))


def sheet_rows(practices: QuerySet[Practice]) -> Iterator[list[Any]]:
    """One row a practice in the order of HEADERS."""
    for row in practices.order_by(*KEYS).prefetch_related("indicators"):
        yield [
            row.title,
            row.unit.name,
            row.text,
            row.result,
            "、".join(indicator.code for indicator in row.indicators.all()),
            str(STATUS_LABELS[Status(row.status)]),
            row.forwarded_at,
            row.n,  # type: ignore[attr-defined]
        ]


def draft_of(plan: Plan) -> dict[str, Any]:
    """The first words of a practice: what the plan settles, to be shortened."""
    sections = sections_of(plan)
    parts = [f"{row.name}：{sections.get(row.key, '')}" for row in settlements_of(plan)]
    return {
        "title": _("%(unit)s的工作方案") % {"unit": plan.unit},
        "unit": plan.unit,
        "text": "\n".join(parts)[:LONGEST],
    }

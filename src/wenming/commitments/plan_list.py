"""Plans of units as a list (工作方案): of one collection, by how far they are."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.commitments import permissions
from wenming.commitments.forms import FindPlanForm
from wenming.commitments.models import PLANNED_LABELS, Plan, PlanCollection
from wenming.commitments.workflow import WITH_UNIT, Planned
from wenming.duties.permissions import office_area, sees_all
from wenming.organization.models import Unit

KEYS = ["unit__pinyin", "pk"]
TABS = {
    "all": (_("全部"), Q()),
    "missing": (_("没有报的"), Q(status__in=WITH_UNIT)),
    "submitted": (PLANNED_LABELS[Planned.SUBMITTED], Q(status=Planned.SUBMITTED)),
    "returned": (PLANNED_LABELS[Planned.RETURNED], Q(status=Planned.RETURNED)),
    "accepted": (PLANNED_LABELS[Planned.ACCEPTED], Q(status=Planned.ACCEPTED)),
}


class PlanList:
    """The plans of a collection that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self._visible = permissions.plans_visible_to(user)
        self.sees_all = sees_all(user)
        self.area = office_area(user)
        collections = PlanCollection.objects.filter(plans__in=self._visible).distinct()
        self.form = FindPlanForm(query, collections=collections)
        wanted: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.wanted = wanted
        self.collection: PlanCollection | None = wanted.get("collection") or collections.first()
        self.tab: str = wanted["tab"] if wanted.get("tab") in TABS else "all"

    def rows(self) -> QuerySet[Plan]:
        """What the tab and the form keep."""
        return self._asked().filter(TABS[self.tab][1]).select_related("unit", "collection")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        parts = {key: Count("pk", filter=keeps) for key, (_l, keeps) in TABS.items() if keeps}
        return self._asked().aggregate(**parts, all=Count("pk"))

    def missing(self) -> list[Unit]:
        """Units that have not handed in, of the whole collection."""
        late = self._visible.filter(collection=self.collection, status__in=WITH_UNIT)
        return list(Unit.objects.filter(pk__in=late.values("unit")))

    def _asked(self) -> QuerySet[Plan]:
        found = self._visible.filter(collection=self.collection)
        if self.wanted.get("q"):
            found = found.filter(unit__name__icontains=self.wanted["q"])
        if self.wanted.get("kind"):
            found = found.filter(unit__kind=self.wanted["kind"])
        return found

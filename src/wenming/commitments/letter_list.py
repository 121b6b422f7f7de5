"""Letters of responsibility as a list (责任状): one line a unit, without a letter, issued, signed."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.commitments import permissions
from wenming.commitments.forms import FindUnitForm
from wenming.commitments.goals import units_with_goals
from wenming.commitments.models import PLEDGE_LABELS, Letter
from wenming.commitments.workflow import Pledge
from wenming.core.clock import today
from wenming.duties.permissions import office_path, sees_all
from wenming.organization.models import Area, Unit

KEYS = ["pinyin", "pk"]
TABS = {
    "all": _("全部"),
    "none": _("未生成"),
    "issued": PLEDGE_LABELS[Pledge.ISSUED],
    "signed": PLEDGE_LABELS[Pledge.SIGNED],
}


class LetterList:
    """The letters of a year that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.user = user
        self.sees_all = sees_all(user)
        path = office_path(user)
        self.is_office = path is not None
        own = rights.unit_ids(user)
        self._own = own
        found = permissions.terms_visible_to(user)
        if path is not None:  # the office works on its own, not on those of districts
            found = found.filter(owner__path=path)
        terms = list(found.select_related("owner").order_by("owner__path"))
        years = {*(row.year for row in terms), today().year}
        years |= {today().year + 1} if self.is_office and today().month == 12 else set()
        self.form = FindUnitForm(query, years=sorted(years, reverse=True))
        wanted: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.wanted = wanted
        self.year: int = wanted.get("year") or today().year
        self.tab: str = wanted["tab"] if wanted.get("tab") in TABS else "all"
        self.terms = next((row for row in terms if row.year == self.year), None)

    def rows(self) -> QuerySet[Unit]:
        """The units that the tab and the form keep."""
        kept = [k for k in self._kept if self.tab in ("all", self._state(k))]
        return Unit.objects.filter(pk__in=kept)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many each tab holds under the same form."""
        return self._by_tab(self._kept)

    @cached_property
    def totals(self) -> Counter[str]:
        """How many each tab holds without the form."""
        return self._by_tab(self._units)

    def letters(self, units: list[Unit]) -> list[tuple[Unit, Letter | None]]:
        """The units of a page with their letters; one query."""
        found = Letter.objects.in_bulk([self._known[u.pk][0] for u in units if u.pk in self._known])
        by_unit = {letter.unit_id: letter for letter in found.values()}
        return [(unit, by_unit.get(unit.pk)) for unit in units]

    def unsigned(self) -> list[Unit]:
        """Units whose signed letter is missing."""
        missing = [key for key in self._units if self._state(key) == Pledge.ISSUED]
        return list(Unit.objects.filter(pk__in=missing))

    def _by_tab(self, units: set[int]) -> Counter[str]:
        return Counter(self._state(key) for key in units) + Counter(all=len(units))

    def _state(self, unit: int) -> str:
        """The tab of a unit, by the state of its letter."""
        return self._known[unit][1] if unit in self._known else "none"

    @cached_property
    def _known(self) -> dict[int, tuple[int, str]]:
        """Key and state of the newest letter of each unit that has one."""
        current = Letter.objects.filter(terms=self.terms).exclude(status=Pledge.REPLACED)
        rows = current.order_by("pk").values_list("unit", "pk", "status")
        return {unit: (pk, status) for unit, pk, status in rows}

    @cached_property
    def _units(self) -> set[int]:
        """For the office every unit that answers for something; for a unit itself, once issued."""
        if not self.sees_all:
            return self._own & self._known.keys()
        owner = self.terms.owner if self.terms else self._seen_area()
        return {*self._known, *units_with_goals(owner).values_list("pk", flat=True)}

    @cached_property
    def _kept(self) -> set[int]:
        """Those of them that the form keeps."""
        asked = Q()
        if self.wanted.get("q"):
            asked &= Q(name__icontains=self.wanted["q"])
        if self.wanted.get("kind"):
            asked &= Q(kind=self.wanted["kind"])
        if not asked:
            return self._units
        return set(Unit.objects.filter(asked, pk__in=self._units).values_list("pk", flat=True))

    def _seen_area(self) -> Area:
        paths = [
            path
            for ability in (Ability.ISSUE_DUTIES, Ability.SEE_ALL)
            for path in rights.area_paths(self.user, ability)
        ]
        found: Area = Area.objects.get(path=min(paths, key=len))
        return found

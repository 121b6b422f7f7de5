"""Letters of responsibility as a list (责任状): one line a unit, without a letter, issued, signed."""

from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.core.clock import today
from wenming.duties import permissions
from wenming.duties.goals import units_with_goals
from wenming.duties.models import PLEDGE_LABELS, Letter
from wenming.duties.paper_forms import FindUnitForm
from wenming.duties.workflow import Pledge
from wenming.organization.models import Area, Unit

KEYS = ["pinyin", "pk"]
TABS = {
    "all": (_("全部"), Q()),
    "none": (_("未生成"), Q(letter_status=None)),
    "issued": (PLEDGE_LABELS[Pledge.ISSUED], Q(letter_status=Pledge.ISSUED)),
    "signed": (PLEDGE_LABELS[Pledge.SIGNED], Q(letter_status=Pledge.SIGNED)),
}


class LetterList:
    """The letters of a year that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.user = user
        self.sees_all = permissions.sees_all(user)
        self.area = permissions.office_area(user)
        own = rights.unit_ids(user)
        self._own = own
        found = permissions.terms_visible_to(user)
        if self.area is not None:  # the office works on its own, not on those of districts
            found = found.filter(owner=self.area)
        years = {*found.values_list("year", flat=True), today().year}
        years |= {today().year + 1} if self.area and today().month == 12 else set()
        self.form = FindUnitForm(query, years=sorted(years, reverse=True))
        wanted: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.wanted = wanted
        self.year: int = wanted.get("year") or today().year
        self.tab: str = wanted["tab"] if wanted.get("tab") in TABS else "all"
        self.terms = found.filter(year=self.year).order_by("owner__path").first()

    def rows(self) -> QuerySet[Unit]:
        """The units that the tab and the form keep, each with the key of its letter."""
        return self._asked().filter(TABS[self.tab][1])

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        return self._asked().aggregate(
            **{
                key: Count("pk", filter=keeps) if key != "all" else Count("pk")
                for key, (_l, keeps) in TABS.items()
            }
        )

    def letters(self, units: list[Unit]) -> list[tuple[Unit, Letter | None]]:
        """The units of a page with their letters; one query."""
        found = Letter.objects.in_bulk([u.letter_id for u in units])  # type: ignore[attr-defined]
        return [(unit, found.get(unit.letter_id)) for unit in units]  # type: ignore[attr-defined]

    def unsigned(self) -> list[Unit]:
        """Units whose signed letter is missing."""
        return list(self._units().filter(TABS["issued"][1]))

    def _asked(self) -> QuerySet[Unit]:
        found = self._units()
        if self.wanted.get("q"):
            found = found.filter(name__icontains=self.wanted["q"])
        if self.wanted.get("kind"):
            found = found.filter(kind=self.wanted["kind"])
        return found

    def _units(self) -> QuerySet[Unit]:
        """For the office every unit that answers for something; for a unit itself, once issued."""
        current = Letter.objects.filter(terms=self.terms).exclude(status=Pledge.REPLACED)
        mine = current.filter(unit=OuterRef("pk"))
        units = Unit.objects.annotate(
            letter_id=Subquery(mine.values("pk")[:1]),
            letter_status=Subquery(mine.values("status")[:1]),
        )
        having = Q(pk__in=current.values("unit"))
        if not self.sees_all:
            return units.filter(having, pk__in=self._own)
        owner = self.terms.owner if self.terms else self._seen_area()
        return units.filter(having | Q(pk__in=units_with_goals(owner).values("pk")))

    def _seen_area(self) -> Area:
        paths = [
            path
            for ability in (Ability.ISSUE_DUTIES, Ability.SEE_ALL)
            for path in rights.area_paths(self.user, ability)
        ]
        found: Area = Area.objects.get(path=min(paths, key=len))
        return found

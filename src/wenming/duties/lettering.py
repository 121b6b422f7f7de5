"""Letters of responsibility as a list (责任状): one line a unit, without a letter, issued, signed."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
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
        path = permissions.office_path(user)
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
        """The units that the tab and the form keep, each with the key of its letter."""
        return self._units().filter(TABS[self.tab][1] & self._wanted())

    @cached_property
    def counts(self) -> Counter[str]:
        """How many each tab holds under the same form."""
        kept = Counter({status: n for status, is_asked, n in self._counted if is_asked})
        return _by_tab(kept)

    @cached_property
    def totals(self) -> Counter[str]:
        """How many each tab holds without the form."""
        found: Counter[str | None] = Counter()
        for status, _is_asked, n in self._counted:
            found[status] += n
        return _by_tab(found)

    @cached_property
    def _counted(self) -> list[tuple[str | None, bool, int]]:
        """Units by the state of their letter and whether the form keeps them; one query."""
        asked = ExpressionWrapper(self._wanted(), BooleanField())
        states = self._units().annotate(is_asked=asked).values("letter_status", "is_asked")
        return list(states.annotate(n=Count("pk")).values_list("letter_status", "is_asked", "n"))

    def letters(self, units: list[Unit]) -> list[tuple[Unit, Letter | None]]:
        """The units of a page with their letters; one query."""
        found = Letter.objects.in_bulk([u.letter_id for u in units])  # type: ignore[attr-defined]
        return [(unit, found.get(unit.letter_id)) for unit in units]  # type: ignore[attr-defined]

    def unsigned(self) -> list[Unit]:
        """Units whose signed letter is missing."""
        return list(self._units().filter(TABS["issued"][1]))

    def _wanted(self) -> Q:
        """What the form keeps."""
        kept = Q(pk__isnull=False)
        if self.wanted.get("q"):
            kept &= Q(name__icontains=self.wanted["q"])
        if self.wanted.get("kind"):
            kept &= Q(kind=self.wanted["kind"])
        return kept

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
        return units.filter(having | Q(pk__in=self._with_goals))

    @cached_property
    def _with_goals(self) -> list[int]:
        """Units that answer for something, found once: it takes longer than all the rest."""
        owner = self.terms.owner if self.terms else self._seen_area()
        return list(units_with_goals(owner).values_list("pk", flat=True))

    def _seen_area(self) -> Area:
        paths = [
            path
            for ability in (Ability.ISSUE_DUTIES, Ability.SEE_ALL)
            for path in rights.area_paths(self.user, ability)
        ]
        found: Area = Area.objects.get(path=min(paths, key=len))
        return found


def _by_tab(found: Counter[str | None]) -> Counter[str]:
    """Figures by state as figures by tab."""
    named = {status or "none": n for status, n in found.items()}
    return Counter({**named, "all": found.total()})

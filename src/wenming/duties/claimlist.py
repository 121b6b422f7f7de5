"""Duties that nobody undertakes, offers and claims, as one list (任务认领)."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.core.clock import today
from wenming.core.search import holding
from wenming.duties import permissions
from wenming.duties.forms.claims import FindClaimForm
from wenming.duties.models import Claim, Duty, DutyUnit
from wenming.duties.services.claiming import OFFERABLE
from wenming.duties.workflow import NOT_OUT

KEYS = ["-pk"]
HEADERS = ["任务", "任务清单", "完成日期", "公开给几个单位", "认领截止", "认领情况", "承担单位"]
IS_LED = Exists(DutyUnit.objects.filter(duty=OuterRef("pk")).exclude(part=DutyUnit.Part.SUPPORT))
IS_COPY = Q(
    Exists(
        Duty.objects.filter(
            ~Exists(
                DutyUnit.objects.filter(duty=OuterRef("pk")).exclude(part=DutyUnit.Part.SUPPORT)
            ),
            pk=OuterRef("continues"),
        )
    ),
    task_list__status__in=NOT_OUT,
)
"""In the draft of a next version, as without a unit as in the version in force, which is listed."""
HAS_CLAIM = Exists(Claim.objects.filter(offer__duty=OuterRef("pk"), verdict=Claim.Verdict.OPEN))


def _open() -> Q:
    return Q(offer__unit=None, offer__until__gte=today())


TABS: dict[str, tuple[str | Promise, Callable[[], Q]]] = {
    "open": (_("可认领"), lambda: _open() & Q(~IS_LED)),
    "claimed": (_("待决定"), lambda: Q(HAS_CLAIM)),
    "orphan": (_("没有单位承担"), lambda: Q(~IS_LED) & ~_open() & ~IS_COPY),
    "taken": (_("已认领"), lambda: Q(offer__unit__isnull=False)),
}
OFFICE_ONLY = {"orphan"}


class ClaimList:
    """What one address asks for, as one person may see it: a unit sees what is offered to it."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.user = user
        self.is_office = rights.can(user, Ability.ISSUE_DUTIES)
        self.units = rights.unit_ids(user, Ability.REPORT_DUTIES)
        asked = query.get("tab", "open")
        self.tab = asked if asked in self.tabs else "open"
        self.form = FindClaimForm(query)
        self.form.is_valid()  # what cannot be read asks nothing
        self.words: str = self.form.cleaned_data.get("q", "")

    @property
    def tabs(self) -> list[str]:
        """The tabs that the person has."""
        sees_all = permissions.sees_all(self.user)
        return [key for key in TABS if sees_all or key not in OFFICE_ONLY]

    def rows(self) -> QuerySet[Duty]:
        """What the tab keeps, with what a row shows."""
        found = self._asked().filter(TABS[self.tab][1]())
        rows = found.select_related("task_list", "offer__unit")
        return rows.prefetch_related("offer__claims__unit", "offer__units", "units__unit")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each tab holds; one query."""
        parts: dict[str, Any] = {
            key: Count("pk", filter=TABS[key][1](), distinct=True) for key in self.tabs
        }
        return self._asked().aggregate(**parts)

    def _asked(self) -> QuerySet[Duty]:
        lists = rights.within(self.user, Ability.SEE_ALL, "task_list__owner")
        lists |= rights.within(self.user, Ability.ISSUE_DUTIES, "task_list__owner")
        offered = Q(offer__units__in=rights.unit_ids(self.user))
        seen = Duty.objects.filter(lists | offered, task_list__status__in=OFFERABLE)
        found = Duty.objects.filter(pk__in=seen.values("pk"))
        return found.filter(holding(self.words, "text")) if self.words else found


def sheet_rows(duties: QuerySet[Duty]) -> Iterator[list[Any]]:
    """One row a duty in the order of HEADERS."""
    for duty in duties.order_by(*KEYS):
        offer = getattr(duty, "offer", None)
        claims = offer.claims.all() if offer else ()
        yield [
            duty.text,
            duty.task_list.title,
            duty.due_on,
            len(offer.units.all()) if offer else None,
            offer.until if offer else None,
            "；".join(f"{said.unit}（{said.get_verdict_display()}）" for said in claims),
            offer.unit.name if offer and offer.unit else "",
        ]

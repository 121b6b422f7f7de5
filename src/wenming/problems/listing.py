"""The ledger as a list (问题台账): saved filters with counts, what was asked for, order, neighbours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.problems import permissions
from wenming.problems.forms import SearchForm
from wenming.problems.models import Problem
from wenming.problems.permissions import NOT_OUT
from wenming.problems.selectors import IS_OPEN, WITH_PHOTOS, is_near, is_overdue, is_paused
from wenming.problems.workflow import OPEN, Status

BY_DUE = ["due_at", "pk"]
NEWEST = ["-pk"]
MINE = "verify"  # the one filter that depends on who asks


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter: its name in addresses, its words, what it keeps, and in which order.

    A filter of whole states names them in `states`; the others keep some of what is open.
    """

    key: str
    label: str | Promise
    keeps: Callable[[datetime], Q]
    order: list[str]
    is_shown: Callable[[Person], bool] = lambda user: True
    states: tuple[Status, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it keeps only what is not closed yet."""
        return not self.states


def _of_states(
    key: str,
    label: Promise,
    states: Iterable[Status],
    is_shown: Callable[[Person], bool] = lambda user: True,
) -> Tab:
    chosen = tuple(states)
    return Tab(key, label, lambda at: Q(status__in=chosen), NEWEST, is_shown, chosen)


def _deferred(_at: datetime) -> Q:
    return Q(status__in=[Status.DEFERRING, Status.DEFERRED])


TABS = [
    Tab("open", _("全部未销号"), lambda at: IS_OPEN, BY_DUE),
    Tab(MINE, _("要我复核"), lambda at: IS_OPEN, BY_DUE, permissions.is_verifier),
    Tab("late", _("超期和临期"), lambda at: is_overdue(at) | is_near(at), BY_DUE),
    Tab("overdue", _("超期"), is_overdue, BY_DUE),
    Tab("unreceived", _("待签收"), lambda at: Q(status=Status.DISPATCHED), BY_DUE),
    Tab("deferred", _("挂账"), _deferred, BY_DUE),
    Tab("relapsed", _("复发"), lambda at: IS_OPEN & Q(relapse_of__isnull=False), BY_DUE),
    _of_states("closed", _("已销号"), [Status.CLOSED]),
    _of_states("all", _("全部"), [s for s in Status if s not in NOT_OUT]),
    _of_states("dropped", _("不予交办"), [Status.DROPPED, Status.MERGED], permissions.can_dispatch),
]


class Listing:
    """The problems that one address asks for, as one person may see them at one moment."""

    def __init__(self, user: Person, query: QueryDict, at: datetime) -> None:
        self.user, self.at = user, at
        self.visible = permissions.visible_to(user)
        self.form = SearchForm(query, user=user)
        self.form.is_valid()
        self.tab = self._tab(query.get("tab", ""), self.form.cleaned_data.get("status", ""))
        self.query = query.copy()
        self.query.pop("mark", None)

    def _tab(self, key: str, status: str) -> Tab:
        """The tab that was asked for; one that holds the asked state where that one cannot."""
        shown = [tab for tab in TABS if tab.is_shown(self.user)]
        wanted = next((tab for tab in shown if tab.key == key), TABS[0])
        if not status or status in wanted.states or (wanted.is_open and status in OPEN):
            return wanted
        return next((tab for tab in shown if status in tab.states), wanted)

    @property
    def wider(self) -> str:
        """The same search among all problems, as a query string."""
        query = self.query.copy()
        query["tab"] = "all"
        return query.urlencode()

    @property
    def address(self) -> str:
        """The filters as a query string, without the page."""
        return self.query.urlencode()

    @property
    def rows(self) -> QuerySet[Problem]:
        """The problems, in the order of the tab."""
        found = self.visible.filter(self._keeps(self.tab)).filter(self.form.condition())
        return found.order_by(*self.tab.order)

    def detailed(self) -> QuerySet[Problem]:
        """`rows` with what a line of the ledger shows."""
        return self.rows.select_related(
            "place", "area", "unit", "handler", "indicator", "round"
        ).prefetch_related(WITH_PHOTOS)

    def counts(self) -> dict[str, int]:
        """How many each tab has, and the figures beside the title; three queries at most.

        What is open is few and looked at in detail, what is over is many and only counted.
        """
        mine = [tab for tab in TABS if tab.is_shown(self.user)]
        found = self._counts([tab for tab in mine if tab.is_open and tab.key != MINE])
        if permissions.is_verifier(self.user):
            found[MINE] = permissions.to_verify_by(self.user).count()
        by_status = dict(self.visible.order_by().values_list("status").annotate(Count("pk")))
        over = {tab.key: sum(by_status.get(s, 0) for s in tab.states) for tab in mine if tab.states}
        return found | over

    def _counts(self, tabs: list[Tab]) -> dict[str, int]:
        kept = {tab.key: Count("pk", filter=self._keeps(tab)) for tab in tabs}
        near, paused = is_near(self.at), is_paused()
        return self.visible.filter(IS_OPEN).aggregate(
            **kept, near=Count("pk", filter=near), waiting=Count("pk", filter=paused)
        )

    def total(self, counts: dict[str, int]) -> int:
        """How many rows are filtered; the tab's own count where nothing else was asked for."""
        return self.rows.count() if self.form.condition() else counts[self.tab.key]

    def chips(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        """The tabs that the person sees, with their counts."""
        return [
            {
                "label": tab.label,
                "url": f"?tab={tab.key}",
                "is_current": tab is self.tab,
                "count": counts[tab.key],
            }
            for tab in TABS
            if tab.is_shown(self.user)
        ]

    def neighbours(self, problem: Problem) -> tuple[Problem | None, Problem | None, int, int]:
        """Who stands before and after a problem here, its place from 1, and how many there are.

        A problem that has left the filter keeps its place between the others, so that a verifier
        goes on where they were.
        """
        before, after = self._beside(problem)
        rank = self.rows.filter(before).count() + 1
        previous = self.rows.filter(before).reverse().first()
        return previous, self.rows.filter(after).first(), rank, self.rows.count()

    def _beside(self, problem: Problem) -> tuple[Q, Q]:
        if self.tab.order == NEWEST or problem.due_at is None:
            return Q(pk__gt=problem.pk), Q(pk__lt=problem.pk)
        due, same = problem.due_at, Q(due_at=problem.due_at)
        return (
            Q(due_at__lt=due) | (same & Q(pk__lt=problem.pk)),
            Q(due_at__gt=due) | (same & Q(pk__gt=problem.pk)),
        )

    def _keeps(self, tab: Tab) -> Q:
        if tab.key == MINE:
            return Q(pk__in=permissions.to_verify_by(self.user).values("pk"))
        return tab.keeps(self.at)

"""The ledger as a list (问题台账): saved filters with counts, what was asked for, order, neighbours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts.rights import Person
from wenming.core.paging import Page, count_up_to, counted, total_of
from wenming.problems import permissions
from wenming.problems.forms import SearchForm
from wenming.problems.models import Problem, ProblemPhoto
from wenming.problems.selectors import (
    IS_CLOSED,
    IS_OPEN,
    IS_OUT,
    IS_SET_ASIDE,
    is_near,
    is_overdue,
)
from wenming.problems.workflow import OPEN, PAUSED, RUNNING, STAGES, Stage, Status

BY_DUE = ["due_at", "pk"]
NEWEST = ["-pk"]
# What a line of the ledger shows, and its light needs; a row is read in a third of the time.
SHOWN = [
    *("number", "text", "spot", "status", "source", "is_critical", "relapse_of"),
    *("found_at", "dispatched_at", "received_at", "submitted_at", "due_at", "warn_at"),
    *("deferred_until", "place__name", "area__name", "unit__name", "handler__name"),
    "indicator__code",
]
MOMENTS = Prefetch("photos", ProblemPhoto.objects.only("problem", "moment"), to_attr="moments")
MINE = "verify"  # the one filter that depends on who asks


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter: its name in addresses, its words, what it keeps, and in which order.

    A filter of whole stages names their states; the others keep some of what is open.
    """

    key: str
    label: str | Promise
    keeps: Callable[[datetime], Q]
    order: list[str]
    is_shown: Callable[[Person], bool] = lambda user: True
    states: frozenset[Status] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether it keeps only what is not closed yet."""
        return not self.states


def _of_stages(
    key: str,
    label: Promise,
    keeps: Q,
    stages: Iterable[Stage],
    is_shown: Callable[[Person], bool] = lambda user: True,
) -> Tab:
    chosen = frozenset(status for status, stage in STAGES.items() if stage in stages)
    return Tab(key, label, lambda at: keeps, NEWEST, is_shown, chosen)


def _deferred(_at: datetime) -> Q:
    return Q(status__in=[Status.DEFERRING, Status.DEFERRED])


TABS = [
    Tab("open", _("全部未销号"), lambda at: Q(), BY_DUE),
    Tab(MINE, _("要我复核"), lambda at: Q(), BY_DUE, permissions.is_verifier),
    Tab("late", _("超期和临期"), lambda at: is_overdue(at) | is_near(at), BY_DUE),
    Tab("overdue", _("超期"), is_overdue, BY_DUE),
    Tab("unreceived", _("待签收"), lambda at: Q(status=Status.DISPATCHED), BY_DUE),
    Tab("deferred", _("挂账"), _deferred, BY_DUE),
    Tab("relapsed", _("复发"), lambda at: Q(relapse_of__isnull=False), BY_DUE),
    _of_stages("closed", _("已销号"), IS_CLOSED, [Stage.CLOSED]),
    _of_stages("all", _("全部"), IS_OUT, [Stage.OPEN, Stage.CLOSED]),
    _of_stages("dropped", _("不予交办"), IS_SET_ASIDE, [Stage.SET_ASIDE], permissions.can_dispatch),
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
        rows = self.rows.select_related("place", "area", "unit", "handler", "indicator")
        return rows.only(*SHOWN).prefetch_related(MOMENTS)

    def counts(self) -> dict[str, int]:
        """How many each tab has, and the figures beside the title.

        What is open is counted to the last one, out of one index; what is over only up to
        `MOST_COUNTED`. A person who sees no tab is not counted for it.
        """
        found = self._open_counts()
        if permissions.is_verifier(self.user):
            found[MINE] = permissions.to_verify_by(self.user).count()
        found["closed"] = count_up_to(self.visible.filter(IS_CLOSED))
        found["all"] = found["open"] + found["closed"]
        if permissions.can_dispatch(self.user):
            found["dropped"] = count_up_to(self.visible.filter(IS_SET_ASIDE))
        return found

    def _open_counts(self) -> dict[str, int]:
        """Of what is open: each state with what is late, near and relapsed; one query."""
        near = Q(due_at__gte=self.at, warn_at__lte=self.at)
        rows = self.visible.filter(status__in=OPEN).order_by().values_list("status")
        rows = rows.annotate(
            n=Count("status"),
            late=Count("status", filter=Q(due_at__lt=self.at)),
            near=Count("status", filter=near),
            again=Count("relapse_of"),
        )
        by_status = {row[0]: row[1:] for row in rows}

        def of(column: int, states: Iterable[Status]) -> int:
            return sum(by_status[status][column] for status in states if status in by_status)

        overdue, soon = of(1, RUNNING), of(2, RUNNING)
        return {
            "open": of(0, OPEN),
            "overdue": overdue,
            "near": soon,
            "late": overdue + soon,
            "unreceived": of(0, [Status.DISPATCHED]),
            "deferred": of(0, [Status.DEFERRING, Status.DEFERRED]),
            "waiting": of(0, PAUSED),
            "relapsed": of(3, OPEN),
        }

    def total(self, counts: dict[str, int], page: Page[Problem]) -> int | str:
        """How many rows are filtered, as written: the tab's own count, or of what was asked for."""
        if not self.form.condition():
            return self._written(self.tab, counts)
        return total_of(self.rows, page, is_search=bool(self.form.cleaned_data.get("q")))

    def _written(self, tab: Tab, counts: dict[str, int]) -> int | str:
        return counts[tab.key] if tab.is_open else counted(counts[tab.key])

    def chips(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        """The tabs that the person sees, with their counts."""
        return [
            {
                "label": tab.label,
                "url": f"?tab={tab.key}",
                "is_current": tab is self.tab,
                "count": self._written(tab, counts),
            }
            for tab in TABS
            if tab.is_shown(self.user)
        ]

    def neighbours(
        self, problem: Problem
    ) -> tuple[Problem | None, Problem | None, int | str, int | str]:
        """Who stands before and after a problem here, its place from 1, and how many there are.

        A problem that has left the filter keeps its place between the others, so that a verifier
        goes on where they were.
        """
        before, after = self._beside(problem)
        previous = self.rows.filter(before).reverse().first()
        rank, total = count_up_to(self.rows.filter(before)) + 1, count_up_to(self.rows)
        return previous, self.rows.filter(after).first(), counted(rank), counted(total)

    def _beside(self, problem: Problem) -> tuple[Q, Q]:
        if self.tab.order == NEWEST or problem.due_at is None:
            return Q(pk__gt=problem.pk), Q(pk__lt=problem.pk)
        due, same = problem.due_at, Q(due_at=problem.due_at)
        return (
            Q(due_at__lt=due) | (same & Q(pk__lt=problem.pk)),
            Q(due_at__gt=due) | (same & Q(pk__gt=problem.pk)),
        )

    def _keeps(self, tab: Tab) -> Q:
        """What the tab keeps; what is open is always asked for by its stage, whose index sorts."""
        if tab.key == MINE:
            return IS_OPEN & permissions.verifiable_by(self.user)
        return tab.keeps(self.at) & IS_OPEN if tab.is_open else tab.keeps(self.at)

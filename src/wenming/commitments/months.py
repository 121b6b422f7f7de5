"""What came of the goals of a month: taken from the steps of the work, asked of nobody."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.commitments import permissions
from wenming.commitments.forms import FindGoalForm
from wenming.commitments.models import MonthlyFocus, MonthlyGoal
from wenming.core.clock import today
from wenming.duties.models import PROGRESS_LABELS, UndertakingStep
from wenming.duties.permissions import office_area, sees_all
from wenming.duties.workflow import REPORTS, Progress
from wenming.engine.worktime import CHINA
from wenming.organization.models import Unit

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
KEYS = ["focus__unit__pinyin", "focus_id", "pk"]
SHOWN = [
    *("line", "focus__unit__name", "focus__unit__pinyin"),
    *("undertaking__text", "undertaking__due_on", "undertaking__duty__text"),
]
TABS = {
    "all": (_("全部"), Q()),
    "reached": (_("本月完成"), Q(was_reached=True)),
    "moved": (_("有进展"), Q(was_reached=False, was_moved=True)),
    "still": (_("没有动"), Q(was_reached=False, was_moved=False)),
}


def month_of(words: str) -> date | None:
    """The first day of 2026-11; None for anything else."""
    found = MONTH.fullmatch(words)
    return date(int(found[1]), int(found[2]), 1) if found else None


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=32)).replace(day=1)


def span(month: date) -> tuple[datetime, datetime]:
    """The month's first moment in China, and the first after it."""
    first, after = (datetime.combine(day, time.min, CHINA) for day in (month, next_month(month)))
    return first, after


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a goal: the state at the end of the month, the last words, how many reports."""

    goal: MonthlyGoal
    status: str
    label: str | Promise
    line: str
    reports: int


def with_outcome(goals: QuerySet[MonthlyGoal], month: date) -> QuerySet[MonthlyGoal]:
    """`goals` with whether anything was reported in the month, and whether the work was finished."""
    first, after = span(month)
    steps = UndertakingStep.objects.filter(at__gte=first, at__lt=after)
    own = steps.filter(undertaking=OuterRef("undertaking"))
    periods = steps.filter(
        undertaking__parent=OuterRef("undertaking"), undertaking__period_start__isnull=False
    )
    said = Exists(own.filter(action__in=REPORTS)) | Exists(periods.filter(action__in=REPORTS))
    ended = Exists(own.filter(new__in=[Progress.FINISHED, Progress.DONE]))
    return goals.annotate(was_moved=said, was_reached=ended)


def outcomes(goals: list[MonthlyGoal], month: date) -> list[Outcome]:
    """What came of each goal; one query for all."""
    first, after = span(month)
    keys = {goal.undertaking_id for goal in goals}
    mine = Q(undertaking__in=keys)
    periods = Q(undertaking__parent__in=keys, undertaking__period_start__isnull=False)
    steps = UndertakingStep.objects.filter(mine | periods, at__lt=after).order_by("pk")
    status: dict[int, str] = {}
    line: dict[int, str] = {}
    reports: dict[int, int] = {}
    columns = ["undertaking", "undertaking__parent", "action", "old", "new", "line", "at"]
    for work, parent, action, old, new, words, at in steps.values_list(*columns):
        is_period = work not in keys
        key = parent if is_period and parent else work
        if not is_period:
            status[key] = new
        # The first report on a period starts the whole with the same words: one report, not two.
        is_echo = not is_period and old == Progress.NOT_STARTED and line.get(key) == words
        if at >= first and action in REPORTS and not is_echo:
            line[key] = words
            reports[key] = reports.get(key, 0) + 1
    return [_outcome(goal, status, line, reports) for goal in goals]


def _outcome(
    goal: MonthlyGoal, status: dict[int, str], line: dict[int, str], reports: dict[int, int]
) -> Outcome:
    key = goal.undertaking_id
    state = Progress(status.get(key, Progress.NOT_STARTED))
    return Outcome(goal, state, PROGRESS_LABELS[state], line.get(key, ""), reports.get(key, 0))


def with_line(goals: QuerySet[MonthlyGoal]) -> QuerySet[MonthlyGoal]:
    """`goals` with what a line shows of them."""
    return goals.select_related("focus__unit", "undertaking__duty").only(*SHOWN)


class MonthList:
    """The goals of a month that one address asks for, as one person may see them."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.month = month_of(query.get("month", "")) or today().replace(day=1)
        self.sees_all = sees_all(user)
        self.area = office_area(user)
        self.form = FindGoalForm(query)
        wanted = self.form.cleaned_data if self.form.is_valid() else {}
        self.q: str = wanted.get("q", "")
        self.tab: str = wanted["tab"] if wanted.get("tab") in TABS else "all"
        self._focuses = permissions.focuses_visible_to(user).filter(month=self.month)
        self._acts_for = rights.unit_ids(user, Ability.REPORT_DUTIES)

    @property
    def is_over(self) -> bool:
        """Whether the month has passed."""
        return self.month < today().replace(day=1)

    @property
    def before(self) -> date:
        """The month before."""
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The month after."""
        return next_month(self.month)

    def rows(self) -> QuerySet[MonthlyGoal]:
        """What the tab keeps."""
        return self._asked().filter(TABS[self.tab][1])

    @cached_property
    def counts(self) -> Counter[str]:
        """How many each tab holds; one query."""
        asked: QuerySet[Any] = self._asked()
        asked = asked.order_by().values("was_reached", "was_moved")
        counted = asked.annotate(n=Count("pk")).values_list("was_reached", "was_moved", "n")
        found: Counter[str] = Counter()
        for reached, moved, n in counted:
            found["reached" if reached else "moved" if moved else "still"] += n
        return found + Counter(all=found.total())

    def silent(self) -> list[Unit]:
        """Units that were asked and have picked nothing."""
        rows: QuerySet[MonthlyFocus] = self._focuses.filter(picked_on=None)
        return list(Unit.objects.filter(pk__in=rows.values("unit")))

    def mine(self) -> list[Unit]:
        """Units for which the reader may pick."""
        return [] if self.is_over else list(Unit.objects.filter(pk__in=self._acts_for))

    def _asked(self) -> QuerySet[MonthlyGoal]:
        found = MonthlyGoal.objects.filter(focus__in=self._focuses)
        if self.q:
            found = found.filter(focus__unit__name__icontains=self.q)
        return with_outcome(found, self.month)

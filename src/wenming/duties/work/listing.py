"""The work on duties as a list (任务进展): saved filters with counts, what was asked for, order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.core.search import holding
from wenming.duties import permissions
from wenming.duties.forms.work import FindWorkForm
from wenming.duties.models import PROGRESS_LABELS, Undertaking
from wenming.duties.workflow import RUNNING, Progress

KEYS = ["due_key", "pk"]
# What a line shows, and its light needs.
SHOWN = [
    *("text", "period_start", "period_end", "opened_on", "due_on", "due_key", "finished_on"),
    *("status", "since", "line", "wants", "unit__name", "parent__unit__name"),
    *("duty__text", "duty__deadline", "duty__task_list__number"),
]


def _overdue(day: date) -> Q:
    return Q(status__in=RUNNING, due_key__lt=day)


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter: its name in addresses, its words, what it keeps."""

    key: str
    label: str | Promise
    keeps: Callable[[date], Q]


TABS = [
    Tab("running", _("在办"), lambda day: Q(status__in=RUNNING)),
    Tab("overdue", _("超期"), _overdue),
    Tab("stuck", _("需协调"), lambda day: Q(status=Progress.STUCK)),
    Tab("finished", _("待认定"), lambda day: Q(status=Progress.FINISHED)),
    Tab("suspended", PROGRESS_LABELS[Progress.SUSPENDED], lambda day: Q(status=Progress.SUSPENDED)),
    Tab("done", _("已完成"), lambda day: Q(status=Progress.DONE)),
    Tab("all", _("全部"), lambda day: Q()),
]


def with_line(work: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    """`work` with what a line shows of it."""
    return work.select_related("unit", "duty__task_list", "parent__unit").only(*SHOWN)


class WorkList:
    """The work that one address asks for, as one person may see it."""

    def __init__(self, user: Person, query: QueryDict) -> None:
        self.day = today()
        self.sees_all = permissions.sees_all(user)
        self.own = rights.unit_ids(user)
        self.form = FindWorkForm(query, sees_all=self.sees_all)
        self.wanted = self.form.cleaned_data if self.form.is_valid() else {}
        self.tab = next((tab for tab in TABS if tab.key == query.get("tab")), TABS[0])
        self._visible = permissions.undertakings_visible_to(user)

    def rows(self) -> QuerySet[Undertaking]:
        """What the tab and the form keep."""
        return self._asked().filter(self.tab.keeps(self.day))

    def counts(self) -> dict[str, int]:
        """How many each tab holds under the same form; one query."""
        counted = {tab.key: Count("pk", filter=tab.keeps(self.day)) for tab in TABS[:-1]}
        return self._asked().aggregate(**counted, all=Count("pk"))

    def _asked(self) -> QuerySet[Undertaking]:
        found = self._visible.filter(self._scope())
        wanted = self.wanted
        if wanted.get("q"):
            found = found.filter(holding(wanted["q"], "text", "duty__text"))
        if wanted.get("unit"):
            found = found.filter(unit=wanted["unit"])
        if wanted.get("task_list"):
            found = found.filter(duty__task_list=wanted["task_list"])
        if wanted.get("until"):
            found = found.filter(due_key__lte=wanted["until"])
        return found

    def _scope(self) -> Q:
        """Whole work for the office; for a unit its own, or what it handed down."""
        if self.sees_all:
            return Q(parent=None) | Q(period_start__isnull=False, parent__parent=None)
        if self.wanted.get("scope") == "below":
            return Q(parent__unit__in=self.own) & ~Q(unit__in=self.own)
        return Q(unit__in=self.own)

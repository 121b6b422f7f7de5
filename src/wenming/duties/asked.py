"""All that is asked of one's unit, out of every document, in one order (我单位的事项)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core import clock
from wenming.core.lights import URGENCY, Light, LightState
from wenming.core.registry import Registry
from wenming.core.todo import MOST, Todo
from wenming.duties import todos
from wenming.duties.forms.work import FindAskedForm
from wenming.duties.lights import light_of
from wenming.duties.lists.letter import when
from wenming.duties.models import DutyUnit, Undertaking
from wenming.duties.selectors import working
from wenming.duties.workflow import LIVE, RUNNING, Status

GROUPS: dict[str, Promise] = {
    "work": gettext_lazy("办理的任务"),
    "support": gettext_lazy("配合的任务"),
    "instruction": gettext_lazy("批示"),
    "paper": gettext_lazy("签收、意见和材料"),
}
PAGE_SIZE = 50
_NO_LIGHT = URGENCY[LightState.OK]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked of a unit.

    Attributes:
        group: a key of GROUPS.
        part: what the unit is in it, such as 牵头, 配合 or 签收.
        unit: which unit, where a person acts for several.
        from_whom: the unit above, or who wrote the line.
        source: the number of the list that it is out of.
        state: how far it is, in words.
        wants: why a report was asked for out of turn; "" for not.
    """

    group: str
    part: str | Promise
    title: str | Promise
    unit: str
    from_whom: str | Promise
    source: str
    light: Light | None
    due: date | None
    when: str
    state: str | Promise
    line: str
    url: str
    wants: str = ""

    @property
    def urgency(self) -> tuple[int, date, str]:
        """Overdue first, then nearly due, each by its day."""
        rank = URGENCY[self.light.state] if self.light else _NO_LIGHT
        return rank, self.due or date.max, self.url


# What later apps ask: (user, keys of units) → rows of a group. They add it in `AppConfig.ready`.
added: Registry[Callable[[Any, Collection[int]], Iterable[Asked]]] = Registry()


class AskedList:
    """What one address asks for of all that is asked of the units of a person."""

    def __init__(self, user: Any, units: Collection[int], query: QueryDict) -> None:
        self._user, self._units = user, units
        self.form = FindAskedForm(query)
        wanted = self.form.cleaned_data if self.form.is_valid() else {}
        self._q: str = wanted.get("q", "")
        self._until: date | None = wanted.get("until")
        given = query.get("group", "")
        self.group = given if given in GROUPS else ""
        start = query.get("from", "")
        self.start = int(start) if start.isdecimal() and len(start) < 6 else 0

    @cached_property
    def rows(self) -> list[Asked]:
        """What the group keeps, the most urgent first."""
        return [row for row in self._found if not self.group or row.group == self.group]

    @property
    def shown(self) -> list[Asked]:
        """The rows of the page."""
        return self.rows[self.start : self.start + PAGE_SIZE]

    @property
    def after(self) -> int | None:
        """Where the next page starts."""
        end = self.start + PAGE_SIZE
        return end if end < len(self.rows) else None

    @cached_property
    def counts(self) -> Counter[str]:
        """How many each group holds under the same form."""
        return Counter(row.group for row in self._found)

    @cached_property
    def late(self) -> int:
        """How many are over their deadline."""
        return sum(r.light is not None and r.light.state == LightState.BAD for r in self._found)

    @cached_property
    def _found(self) -> list[Asked]:
        own = [*self._work(), *self._supported(), *self._papers()]
        later = (row for _app, tell in added for row in tell(self._user, self._units))
        found = [*own, *later]
        kept = (row for row in found if self._q in str(row.title) + row.source)
        if self._until:
            until = self._until
            kept = (row for row in kept if row.due and row.due <= until)
        return sorted(kept, key=lambda row: row.urgency)

    def _work(self) -> Iterator[Asked]:
        """What the units do themselves; of a duty of a cadence the period stands for the whole."""
        periods = Undertaking.objects.filter(
            parent=OuterRef("pk"), period_start__isnull=False, status__in=RUNNING
        )
        own = Undertaking.objects.filter(unit__in=self._units, status__in=LIVE)
        own = own.filter(~Exists(periods), duty__task_list__status=Status.ISSUED)
        now = clock.now()
        for row in own.select_related("unit", "duty__task_list", "parent__unit"):
            handed = row.parent is not None and not row.is_period
            yield Asked(
                group="work",
                part=_("承办") if handed else _("本期") if row.is_period else _("牵头"),
                title=row.what,
                unit=row.unit.name,
                from_whom=row.parent.unit.name if handed and row.parent else "",
                source=row.duty.task_list.number,
                light=light_of(row, now),
                due=row.due_on,
                when=f"{row.due_on:%Y-%m-%d}" if row.due_on else when(row.duty),
                state=row.get_status_display(),
                line=row.line,
                url=reverse("duties:undertaking", args=[row.pk]),
                wants=row.wants,
            )

    def _supported(self) -> Iterator[Asked]:
        """Duties in which others lead; the clock runs for them, so no light stands here."""
        own = Undertaking.objects.filter(duty=OuterRef("duty"), unit__in=self._units)
        live = working(Q(parent=None)).values("duty")
        rows = DutyUnit.objects.filter(~Exists(own), unit__in=self._units, duty__in=live)
        for row in rows.select_related("unit", "duty__task_list"):
            yield Asked(
                group="support",
                part=row.get_part_display(),
                title=row.duty.text,
                unit=row.unit.name,
                from_whom="",
                source=row.duty.task_list.number,
                light=None,
                due=row.duty.due_on,
                when=when(row.duty),
                state="",
                line=row.share,
                url=reverse("duties:work_on", args=[row.duty_id]),
            )

    def _papers(self) -> Iterator[Asked]:
        found = [*todos.receipts(self._user, MOST), *todos.opinions(self._user, MOST)]
        return (of_todo(todo) for todo in found)


def of_todo(todo: Todo) -> Asked:
    """A to-do about a paper as something asked."""
    due = localdate(todo.due) if todo.due else None
    return Asked(
        group="paper",
        part=todo.kind,
        title=todo.title,
        unit="",
        from_whom=todo.from_whom,
        source="",
        light=todo.light,
        due=due,
        when=f"{due:%Y-%m-%d}" if due else "",
        state=_("待%(verb)s") % {"verb": todo.verb},
        line="",
        url=todo.url,
    )

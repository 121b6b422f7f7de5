"""One undertaking as a page shows it: its tree, its history, and what the reader may do (任务办理页)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms

from wenming.accounts.rights import Person
from wenming.core import clock
from wenming.core.lights import Light
from wenming.duties import attached, permissions
from wenming.duties.forms.work import (
    AnswerForm,
    ContributeForm,
    DecideForm,
    EntrustForm,
    HandDownForm,
    ReasonForm,
    ReportForm,
    TransferForm,
)
from wenming.duties.lights import light_of
from wenming.duties.models import Contribution, Duty, Transfer, Undertaking
from wenming.duties.services.transfers import taken_back
from wenming.duties.work.progress import Share, rolled_up, total
from wenming.duties.workflow import RUNNING, Progress
from wenming.organization.models import ACTIVE, Post, Unit

CONTRIBUTIONS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the tree: the work, how deep it stands, its light and its share."""

    row: Undertaking
    depth: int
    light: Light | None
    share: Share
    is_current: bool


class Tree:
    """All work on one duty that a person may see."""

    def __init__(self, duty: Duty, user: Person, now: datetime) -> None:
        self.now = now
        self.rows = list(
            Undertaking.objects.filter(duty=duty)
            .filter(pk__in=permissions.undertakings_visible_to(user).values("pk"))
            .select_related("unit", "duty", "post")
            .order_by("period_start", "unit__pinyin", "pk")
        )
        known = {row.pk for row in self.rows}
        self._below: dict[int | None, list[Undertaking]] = defaultdict(list)
        for row in self.rows:
            self._below[row.parent_id if row.parent_id in known else None].append(row)

    def parts(self, row: Undertaking) -> Sequence[Undertaking]:
        """What was handed down from `row`, and its periods."""
        return self._below[row.pk]

    def share(self, row: Undertaking) -> Share:
        """Leaves done of leaves asked, from `row` down."""
        return rolled_up(row, status=lambda r: r.status, parts=self.parts)

    @cached_property
    def total(self) -> Share:
        """The share of the whole duty, as far as it can be seen."""
        return total(self.share(row) for row in self._below[None])

    @cached_property
    def values(self) -> dict[str, Any]:
        """What was last reported of the duty's targets by who undertook it whole."""
        found: dict[str, Any] = {}
        for row in sorted(self._below[None], key=lambda row: row.since):
            found |= row.values
        return found

    def lines(self, current: Undertaking | None = None) -> list[Node]:
        """The tree from the top, depth first."""
        return list(self._lines(None, 0, current))

    def _lines(self, key: int | None, depth: int, current: Undertaking | None) -> list[Node]:
        found = []
        for row in self._below[key]:
            light = light_of(row, self.now)
            found.append(Node(row, depth, light, self.share(row), row == current))
            found += self._lines(row.pk, depth + 1, current)
        return found


class WorkPage:
    """What the page of one undertaking shows to one person."""

    def __init__(self, row: Undertaking, user: Person) -> None:
        self.row, self.user, self.now = row, user, clock.now()
        self.is_mine = permissions.can_report(user, row)
        self.may_judge = permissions.can_judge(user, row)

    @cached_property
    def light(self) -> Light | None:
        """The light of the work."""
        return light_of(self.row, self.now)

    @cached_property
    def notes(self) -> list[attached.Note]:
        """What later apps say of the work."""
        return attached.of(self.user, self.row)

    @cached_property
    def tree(self) -> Tree:
        """The whole duty's tree."""
        return Tree(self.row.duty, self.user, self.now)

    @cached_property
    def contributions(self) -> list[Contribution]:
        """What others told the lead, newest first."""
        rows = self.row.duty.contributions.select_related("unit")
        return list(rows[:CONTRIBUTIONS_SHOWN])

    @cached_property
    def transfer(self) -> Transfer | None:
        """The transfer that waits for a word."""
        waiting = self.row.transfers.filter(verdict=Transfer.Verdict.OPEN)
        return waiting.select_related("to", "origin").first()

    @cached_property
    def taken_back(self) -> list[Undertaking]:
        """Parts handed down that a transfer takes back: those that the new unit has not below it."""
        return list(taken_back(self.row, self.transfer.to if self.transfer else None))

    @cached_property
    def verbs(self) -> set[str]:
        """What this person may do now."""
        row = self.row
        found: set[str] = set()
        if self.is_mine and row.status in RUNNING:
            found |= {"report"}
            if not row.is_period:
                found |= {"transfer"} if self.transfer is None else set()
                found |= {"hand_down"} if self._has_below else set()
                found |= {"entrust"} if self._has_posts else set()
        if self.may_judge:
            found |= _judging(row)
            found |= {"decide"} if self.transfer else set()
        if permissions.contributing_units(self.user, row.duty):
            found |= {"contribute"}
        return found

    @cached_property
    def _has_below(self) -> bool:
        return Unit.objects.filter(ACTIVE, parent=self.row.unit).exists()

    @cached_property
    def _has_posts(self) -> bool:
        return Post.objects.filter(ACTIVE, unit=self.row.unit).exists()

    def forms(self, bound: dict[str, forms.Form] | None = None) -> dict[str, forms.Form]:
        """A form for each verb; `bound` replaces those that came in with faults."""
        made: dict[str, forms.Form] = {}
        for verb in self.verbs:
            made[verb] = form_of(verb, self.row)
        return made | (bound or {})


def form_of(verb: str, row: Undertaking, data: Any = None) -> forms.Form:
    """The form of a verb."""
    if verb == "report":
        return ReportForm(data, row=row)
    if verb == "hand_down":
        return HandDownForm(data, row=row)
    if verb == "entrust":
        return EntrustForm(data, row=row)
    kinds: dict[str, type[forms.Form]] = {
        "transfer": TransferForm,
        "decide": DecideForm,
        "contribute": ContributeForm,
        "answer_help": AnswerForm,
    }
    return kinds.get(verb, ReasonForm)(data)


def _judging(row: Undertaking) -> set[str]:
    """What a judge may do in the present state."""
    if row.status in RUNNING:
        helps = {"answer_help"} if row.status == Progress.STUCK else set()
        return {"suspend", "cancel", "request"} | helps
    if row.status == Progress.FINISHED:
        return {"accept", "send_back", "cancel"}
    return {"resume", "cancel"} if row.status == Progress.SUSPENDED else set()

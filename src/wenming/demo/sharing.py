"""Policies, good practices and claims of the demonstration (制度、典型经验、任务认领)."""

from datetime import datetime, timedelta
from typing import Any

from wenming.accounts.models import User
from wenming.core import clock
from wenming.core.evidence import EvidenceFile
from wenming.demo.ground import Ground, read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.demo.working import speakers
from wenming.duties.models import TaskList
from wenming.duties.services import Task, claiming, write_duty
from wenming.framework.models import Edition, Indicator
from wenming.organization.models import UnitKind
from wenming.policies import services as policies
from wenming.policies.models import Policy
from wenming.policies.workflow import Status as Made
from wenming.practices import services as practices

REGISTERED = timedelta(days=52)  # before the end
HANDED_IN = timedelta(days=9)
PUT_FORWARD = timedelta(days=8)
OFFERED = timedelta(days=3)
PAPER = EvidenceFile("制度文本.pdf", b"%PDF-1.4\n% demonstration\n")


class Sharing:
    """Registers policies, passes practices on, offers tasks without a unit."""

    def __init__(
        self, ground: Ground, people: dict[str, User], edition: Edition, timeline: Timeline
    ) -> None:
        self._ground, self._edition, self._timeline = ground, edition, timeline
        self._office, self._second = people["demo-office"], people["demo-office-2"]
        self._told: dict[str, Any] = read("sharing")

    def plan(self) -> None:
        """Put everything on the timeline."""
        end = self._timeline.end
        self._timeline.at(in_office(end - REGISTERED), lambda _now: self._register())
        self._timeline.at(in_office(end - HANDED_IN), lambda _now: self._hand_in())
        self._timeline.at(in_office(end - PUT_FORWARD), lambda _now: self._put_forward())
        self._timeline.at(in_office(end - OFFERED), self._offer)

    def _register(self) -> None:
        for told in self._told["policies"]:
            is_there = told["state"] == Made.EXISTS
            days = timedelta(days=told.get("due", 0))
            data = policies.PolicyData(
                indicator=told["indicator"],
                title=told["title"],
                unit=self._ground.units[told["unit"]],
                status=Made.EXISTS if is_there else _starting(told),
                due_on=None if is_there else self._timeline.end.date() + days,
                number=told.get("number", "") if is_there else "",
                remarks=told.get("remarks", ""),
            )
            policies.register_policy(data=data, by=self._office, file=PAPER if is_there else None)

    def _hand_in(self) -> None:
        for told in self._told["policies"]:
            if told["state"] == Made.SUBMITTED:
                policy = Policy.objects.get(indicator=told["indicator"], title=told["title"])
                policies.submit_policy(
                    policy_id=policy.pk,
                    by=speakers()[policy.unit_id],
                    number=told.get("number", ""),
                    file=PAPER,
                )

    def _put_forward(self) -> None:
        chosen = [u for u in self._ground.units.values() if u.kind == UnitKind.STREET]
        for told in self._told["practices"]:
            unit = self._ground.units[told["unit"]]
            indicators = Indicator.objects.filter(
                edition=self._edition, code__in=told["indicators"]
            )
            written = practices.Told(
                title=told["title"],
                text=told["text"],
                unit=unit,
                result=told["result"],
                indicators=list(indicators),
            )
            made = practices.propose_practice(
                told=written, owner=self._ground.city, by=speakers()[unit.pk]
            )
            if told["state"] == "forwarded":
                practices.forward_practice(practice_id=made.pk, units=chosen, by=self._second)

    def _offer(self, now: datetime) -> None:
        """A list that is being drafted has three tasks without a unit."""
        task_list = TaskList.objects.create(
            title="市民建议转办任务清单",
            basis="市民建议汇总",
            owner=self._ground.city,
            by=self._office,
        )
        for told in self._told["claims"]:
            duty = write_duty(task_list_id=task_list.pk, by=self._office, task=_task(told["text"]))
            if told["offered"]:
                self._claim(duty.pk, told, now)

    def _claim(self, duty_id: int, told: dict[str, Any], now: datetime) -> None:
        units = self._ground.units
        offer = claiming.offer_duties(
            duty_ids=[duty_id],
            units=[units[name] for name in told["offered"]],
            until=now.date() + timedelta(days=10),
            by=self._office,
        )[0]
        for name, line in told["claims"].items():
            unit = units[name]
            said = claiming.claim(
                offer_id=offer.pk, unit_id=unit.pk, by=speakers()[unit.pk], line=line
            )
            if told.get("decided") == name:
                claiming.decide_claim(claim_id=said.pk, by=self._second, agrees=True)


def _starting(told: dict[str, Any]) -> Made:
    """How a policy stood when it was registered."""
    return Made.TO_IMPROVE if told["state"] == Made.TO_IMPROVE else Made.MISSING


def _task(text: str) -> Task:
    """A task that names nobody."""
    return Task(
        text=text,
        kind="task",
        leads=(),
        responsible=(),
        supports=(),
        deadline="",
        due_on=clock.today() + timedelta(days=40),
        cadence="",
        targets=[],
        indicators=(),
    )

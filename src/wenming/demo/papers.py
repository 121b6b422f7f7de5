"""Documents, task lists and bulletins of the demonstration (文件、任务清单、通报)."""

from datetime import datetime, timedelta

from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.bulletins import services as bulletins
from wenming.core import clock
from wenming.demo.ground import DATA, Ground, read
from wenming.demo.hours import in_office
from wenming.demo.tabling import Tabling
from wenming.demo.timeline import Timeline
from wenming.demo.working import Working, speakers
from wenming.documents import samples
from wenming.documents.models import Document, Draft
from wenming.documents.services import take_in
from wenming.duties.models import Receipt, TaskList
from wenming.duties.review.likeness import alike
from wenming.duties.services import (
    answer_opinion,
    consult,
    end_consultation,
    finish_review,
    give_opinion,
    issue_list,
    link_draft,
    review_list,
    sign_list,
    submit_list,
)
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus

APPROVER = "市创建指挥部常务副总指挥"
BASIS = "全市创建全国文明城市工作推进会讲话"
PLAN_BEFORE = timedelta(days=48)  # before the end
CONSULTED_DAYS = 3
UNSIGNED_EVERY = 7  # one unit in so many has not signed yet


class Papers:
    """An older speech that became an issued list, a new one under review, and bulletins."""

    def __init__(self, ground: Ground, people: dict[str, User], timeline: Timeline) -> None:
        self._people = people
        self._timeline = timeline
        self._tabling = Tabling(ground, people, timeline)

    def plan(self, began: datetime) -> None:
        """Put the papers on the timeline."""
        self._tabling.plan(began, self._send_out)
        self._timeline.at(began + timedelta(days=12), lambda now: self._issue(now))
        self._timeline.at(in_office(self._timeline.end - PLAN_BEFORE), self._draft_plan)
        self._timeline.at(self._timeline.end - timedelta(hours=20), self._arrive)
        day = began + timedelta(days=30)
        while day < self._timeline.end:
            self._timeline.at(day, lambda _now: self._report())
            day += timedelta(days=7)

    def _arrive(self, now: datetime) -> None:
        self._link_first(self._take_in(now))

    def _link_first(self, document: Document) -> None:
        """The office saw that a line orders what a unit is at already: it is not asked again."""
        for draft in document.drafts.order_by("order"):
            going_on = [row.duty for row in alike(draft) if not row.is_over]
            if going_on:
                office = self._people["demo-office"]
                link_draft(draft_id=draft.pk, duty_id=going_on[0].pk, by=office)
                return

    def _take_in(self, now: datetime) -> Document:
        speech = samples.speech(now.date())
        return take_in(
            by=self._people["demo-office"],
            text=speech.text,
            title=speech.title,
            kind=Document.Kind.SPEECH,
            dated_on=speech.dated_on,
            is_unreviewed=True,
        )

    def _issue(self, now: datetime) -> None:
        task_list = self._listed(self._take_in(now), title="创建工作任务清单", basis=BASIS)
        self._send_out(task_list, now)

    def _draft_plan(self, now: datetime) -> None:
        """A plan whose list was consulted on before it went out."""
        plan = samples.dated((DATA / "plan.md").read_text("utf-8"), now.date())
        document = take_in(
            by=self._people["demo-office"],
            text=plan.text,
            title=plan.title,
            kind=Document.Kind.PLAN,
            dated_on=plan.dated_on,
            is_unreviewed=False,
        )
        task_list = self._listed(document, title="冬季攻坚行动任务清单", basis=document.quoted)
        consult(task_list_id=task_list.pk, by=self._people["demo-office"], days=CONSULTED_DAYS)
        day = timedelta(days=1)
        self._timeline.at(in_office(now + day), lambda _now: self._opine(task_list))
        self._timeline.at(in_office(now + 2 * day), lambda then: self._settle(task_list, then))

    def _opine(self, task_list: TaskList) -> None:
        lines = read("progress")["opinions"]
        speaking = speakers()
        for index, row in enumerate(task_list.opinions.order_by("pk")):
            give_opinion(
                task_list_id=task_list.pk,
                unit_id=row.unit_id,
                by=speaking[row.unit_id],
                text=lines[index] if index < len(lines) else "",
            )

    def _settle(self, task_list: TaskList, now: datetime) -> None:
        office = self._people["demo-office"]
        end_consultation(task_list_id=task_list.pk, by=office)
        for index, row in enumerate(task_list.opinions.exclude(text="").order_by("pk")):
            answer = read("progress")["opinion_declined"] if index else ""
            answer_opinion(opinion_id=row.pk, by=office, takes=not index, answer=answer)
        self._send_out(task_list, now)

    def _listed(self, document: Document, *, title: str, basis: str) -> TaskList:
        """The list of what the drafts of a document say clearly enough."""
        ready = document.drafts.filter(is_ticked=True, lead_units__isnull=False)
        Draft.objects.filter(pk__in=ready.values("pk")).update(verdict=Draft.Verdict.ACCEPTED)
        office = self._people["demo-office"]
        return finish_review(document_id=document.pk, by=office, title=title, basis=basis)

    def _send_out(self, task_list: TaskList, now: datetime) -> None:
        office = self._people["demo-office"]
        submit_list(task_list_id=task_list.pk, by=office)
        review_list(task_list_id=task_list.pk, by=self._people["demo-office-2"], passes=True)
        issue_list(task_list_id=task_list.pk, by=office, approver=APPROVER)
        day = timedelta(days=1)
        self._timeline.at(in_office(now + day), lambda _now: self._sign(task_list))
        if not task_list.is_table:  # its rows stand; nobody reports on them
            Working(self._people, self._timeline).plan(task_list, now)

    def _sign(self, task_list: TaskList) -> None:
        signers = {
            grant.unit_id: grant.user
            for grant in Grant.objects.filter(unit__isnull=False).select_related("user")
            if Ability.SIGN_FOR_UNIT in ROLE_ABILITIES[grant.role]
        }
        waiting = Receipt.objects.filter(task_list=task_list, at=None).order_by("unit")
        for index, receipt in enumerate(waiting):
            if index % UNSIGNED_EVERY and receipt.unit_id in signers:
                sign_list(
                    task_list_id=task_list.pk,
                    unit_id=receipt.unit_id,
                    by=signers[receipt.unit_id],
                )

    def _report(self) -> None:
        """Bulletins on published rounds; the newest one still waits for its signature."""
        rounds = Round.objects.filter(status=RoundStatus.PUBLISHED, bulletins=None)
        for round_ in rounds.order_by("pk"):
            bulletin = bulletins.draft(round_id=round_.pk, by=self._people["demo-office"])
            bulletins.review(bulletin_id=bulletin.pk, by=self._people["demo-office-2"])
            if self._timeline.end - clock.now() > timedelta(days=10):
                bulletins.sign(bulletin_id=bulletin.pk, by=self._people["demo-office-3"])

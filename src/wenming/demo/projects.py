"""Projects of the demonstration, a dozen in all stages (建设项目)."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from wenming.accounts.models import User
from wenming.core import clock
from wenming.core.evidence import EvidenceFile
from wenming.demo import pictures
from wenming.demo.ground import Ground, read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.demo.working import speakers
from wenming.framework.models import Edition, Indicator
from wenming.organization.models import Area
from wenming.places.models import Place
from wenming.problems.models import Problem
from wenming.problems.services import point_at_project
from wenming.problems.workflow import ON_THE_BOOKS
from wenming.projects.models import Project
from wenming.projects.money import fen_of
from wenming.projects.services import ProjectData, StepData, advance, save_project
from wenming.projects.workflow import TIMETABLE, Stage

PLACES = 4  # that a project serves, at most
WAY = dict(zip(TIMETABLE, ("appraise", "approve", "fund", "finish", "accept"), strict=True))
LATE = timedelta(days=3)
POINTED = 3  # problems on the books that point at a project
POINTED_AGO = timedelta(days=10)  # longer than any holiday


class Projects:
    """Brings projects in and carries each as far as it is."""

    def __init__(
        self, ground: Ground, people: dict[str, User], edition: Edition, timeline: Timeline
    ) -> None:
        self._areas = {area.name: area for area in (*ground.districts, *ground.streets)}
        self._units = ground.units
        self._edition = edition
        self._one, self._other = people["demo-office"], people["demo-office-2"]
        self._timeline = timeline
        self._rng = random.Random("projects")
        self._lines: dict[str, Any] = read("projects")["lines"]

    def plan(self) -> None:
        """Put the projects on the timeline."""
        for number, told in enumerate(read("projects")["projects"]):
            begins = self._timeline.end - timedelta(days=told["begins"])
            self._timeline.at(in_office(begins), self._bringing_in(told, number))
        self._timeline.at(in_office(self._timeline.end - POINTED_AGO), self._point)

    def _bringing_in(self, told: dict[str, Any], number: int) -> Any:
        return lambda now: self._bring_in(told, number, now)

    def _bring_in(self, told: dict[str, Any], number: int, now: datetime) -> None:
        unit, area = self._units[told["unit"]], self._areas[told["area"]]
        first = clock.today()
        days = {
            stage: first + timedelta(days=after)
            for stage, after in zip(TIMETABLE, told["plan"], strict=True)
        }
        project = save_project(
            data=ProjectData(
                name=told["name"],
                kind=told["kind"],
                content=told["content"],
                unit=unit,
                area=area,
                budget=fen_of(Decimal(str(told["budget"]))),
                places=self._places(area, told["types"]),
                indicators=list(
                    Indicator.objects.filter(edition=self._edition, code__in=told["indicators"])
                ),
            ),
            days={str(stage): day for stage, day in days.items()},
            by=speakers().get(unit.pk, self._one),
        )
        self._carry(project, told, number, days, now)

    def _places(self, area: Area, types: Sequence[str]) -> list[Place]:
        near = Place.objects.filter(area__path__startswith=area.path, type_code__in=types)
        return list(near.order_by("code")[:PLACES])

    def _carry(
        self,
        project: Project,
        told: dict[str, Any],
        number: int,
        days: dict[Stage, date],
        now: datetime,
    ) -> None:
        """Plan each step up to the stage that it has reached."""
        if told["stage"] == Stage.DROPPED:
            self._at(project, now + timedelta(days=18), "appraise", told, number)
            self._at(project, now + timedelta(days=32), "drop", told, number)
            return
        for stage, action in WAY.items():
            if not _reaches(told["stage"], stage):
                break
            after = timedelta(days=(days[stage] - now.date()).days) - LATE * (number % 3 - 1)
            self._at(project, now + after, action, told, number)
        if told["stage"] == Stage.FUNDED:
            built = (days[Stage.BUILT] - now.date()).days
            self._at(project, now + timedelta(days=built - 40), "report", told, number)

    def _at(
        self, project: Project, when: datetime, action: str, told: dict[str, Any], number: int
    ) -> None:
        self._timeline.at(in_office(when), lambda _now: self._step(project, action, told, number))

    def _step(self, project: Project, action: str, told: dict[str, Any], number: int) -> None:
        is_units = action in {"report", "finish"}
        unit_speaks = speakers().get(project.unit_id, self._one)
        by = (
            unit_speaks
            if is_units
            else self._other
            if action in {"approve", "accept"}
            else self._one
        )
        advance(project_id=project.pk, action=action, by=by, data=self._said(action, told, number))

    def _said(self, action: str, told: dict[str, Any], number: int) -> StepData:
        line = self._lines.get(action, "")
        spends = action in {"report", "finish"}
        return StepData(
            line=self._rng.choice(line) if isinstance(line, list) else line,
            approval=f"云发改审〔{clock.today().year}〕{40 + number}号",
            budget=fen_of(Decimal(str(told["budget"]))),
            funding=told["funding"],
            spent=fen_of(Decimal(str(told["spent"]))) if spends else None,
            files=self._photos(number) if spends else (),
        )

    def _photos(self, number: int) -> list[EvidenceFile]:
        before, after = pictures.pair("pothole", number)
        return [EvidenceFile("施工前.jpg", before), EvidenceFile("施工后.jpg", after)]

    def _point(self, _now: datetime) -> None:
        """Some building matters on the books wait for a project that runs."""
        running = Project.objects.filter(stage=Stage.FUNDED).order_by("pk")
        waiting = Problem.objects.filter(remedy=Problem.Remedy.BUILD, status__in=ON_THE_BOOKS)
        for problem, project in zip(waiting.order_by("pk")[:POINTED], running, strict=False):
            point_at_project(problem_id=problem.pk, project=project, by=self._one)


def _reaches(reached: str, stage: Stage) -> bool:
    """Whether a project that has come to `reached` has come to `stage`."""
    return reached in TIMETABLE and TIMETABLE.index(Stage(reached)) >= TIMETABLE.index(stage)

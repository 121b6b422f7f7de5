"""What failed at an accepted visit (不合格项): items that lost marks, after corrections."""

from dataclasses import dataclass

from django.db.models import Prefetch

from wenming.engine.framework import Framework, VerdictTable
from wenming.engine.framework.model import Remedy
from wenming.framework.models import CheckItem
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Finding, Observation, Visit
from wenming.inspections.selectors import effective, verdicts
from wenming.inspections.workflow import VisitStatus
from wenming.places.models import Place
from wenming.problems.models import Problem
from wenming.scoring.counting import table_of

DEFAULT_REMEDY = Remedy("fix", days=3, photo=True, deferrable=False, grouped=False)
"""For editions that name no remedies."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that failed at a visit.

    `findings` are those that were not put right on the spot; empty where the item is judged as
    a whole. An item whose findings were all put right is no failure any more.
    """

    observation: Observation
    item: CheckItem
    findings: tuple[Finding, ...]
    remedy: Remedy

    @property
    def is_critical(self) -> bool:
        """Whether it caps the score of the place (关键项)."""
        return bool(self.item.scoring["type"] == "critical")


def failures_of(visit: Visit) -> list[Failure]:
    """The failed items of a visit in the order of their codes.

    One query where nothing failed, else three. Needs `visit.round.edition`.
    """
    framework = engine_framework(visit.round.edition)
    table = table_of(visit.round.edition)
    judged = verdicts([visit])[visit.pk]
    failed = [v.item for v in judged if _has_failed(table, v.item, v.outcome, v.count)]
    if not failed:
        return []
    rows = (
        Observation.objects.filter(visit=visit, item__code__in=failed)
        .select_related("item__indicator")
        .prefetch_related(Prefetch("findings", Finding.objects.select_related("photo")))
        .order_by("item__code")
    )
    found = (_failure(row, framework) for row in rows)
    return [failure for failure in found if failure is not None]


def failing_places(problem: Problem) -> list[Place]:
    """The places of the round at which the behaviour failed that a grouped problem stands for.

    Empty for a problem of one place. Two queries.
    """
    if problem.round is None or problem.place_id is not None:
        return []
    rows = effective(
        Observation.objects.filter(
            visit__round=problem.round_id,
            visit__status=VisitStatus.ACCEPTED,
            item__indicator=problem.indicator_id,
            item__remedy=problem.remedy,
        )
    ).select_related("item", "visit__frame_place__place")
    table = table_of(problem.round.edition)
    places = {
        row.visit.frame_place.place
        for row in rows
        if _has_failed(table, row.item.code, row.final_outcome or None, row.final_count)
    }
    return sorted(places, key=lambda place: place.code)


def remedy_of(framework: Framework, code: str) -> Remedy:
    """What a kind of fault asks for, as the edition sets it."""
    return framework.remedies.get(code, DEFAULT_REMEDY)


def _has_failed(table: VerdictTable, item: str, outcome: str | None, count: int | None) -> bool:
    verdict = table.judge(item, outcome, count)
    return verdict.earned < verdict.full


def _failure(row: Observation, framework: Framework) -> Failure | None:
    findings = list(row.findings.all())
    left = tuple(finding for finding in findings if not finding.is_fixed_on_spot)
    if findings and not left:
        return None
    return Failure(row, row.item, left, remedy_of(framework, row.item.remedy))

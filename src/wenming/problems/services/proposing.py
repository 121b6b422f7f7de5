"""Proposing problems out of accepted visits (转办): nothing is proposed twice, nothing goes out by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from wenming.accounts.models import User
from wenming.core import audit, clock
from wenming.core.moves import locked
from wenming.duties.selectors import leads_of
from wenming.framework.models import CheckItem
from wenming.inspections.models import Finding, Photo, Round, Visit
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.organization.models import Unit
from wenming.places.selectors import answering_unit, overrides_of
from wenming.problems.failures import Failure, failures_of
from wenming.problems.models import Problem, ProblemPhoto, VisitLook
from wenming.problems.numbering import next_problem_number
from wenming.problems.routes import answering_street
from wenming.problems.services.life import advance, trail
from wenming.problems.workflow import Status

TEXT_LENGTH = 200
WHOLE_PLACE = "整个点位"  # where an item is judged as a whole; data, so not translated
WHOLE_ROUND = "本轮各点位"


@audit.audited
def propose_from_visit(*, visit_id: UUID, by: User | None) -> list[Problem]:
    """Propose what failed at an accepted visit; returns the new proposals.

    Safe to repeat. Critical items are proposed at once whatever the round says; the rest at
    once, with the daily job, or after the round. What was put right on the spot is no problem.
    Proposals that a correction or a void visit has overtaken are dropped, if still not out.
    """
    visit = _visit(visit_id)
    is_due = visit.round.proposing == Round.Proposing.AT_ONCE or _is_over(visit.round)
    return _look(visit, by, everything=is_due)


def propose_due(*, on: date) -> int:
    """Look through the visits that the daily job is for (每日汇总、轮次结束后); returns new proposals.

    Each visit is its own transaction, so that one fault does not hold up a city. `on` is the day
    of the run; visits accepted later wait for the next one.
    """
    return sum(len(_look_daily(visit_id)) for visit_id in _unlooked(on))


@audit.audited
def _look_daily(visit_id: UUID) -> list[Problem]:
    return _look(_visit(visit_id), None, everything=True)


def _unlooked(on: date) -> list[UUID]:
    """Visits accepted or made void until the end of `on` that have changed since the last look."""
    over = Q(round__status__in=[RoundStatus.CLOSED, RoundStatus.PUBLISHED])
    due = Q(status=VisitStatus.ACCEPTED) & (~Q(round__proposing=Round.Proposing.AFTER_ROUND) | over)
    is_changed = Q(problem_look=None) | Q(problem_look__at__lt=F("changed_at"))
    rows = Visit.objects.filter(
        due | Q(status=VisitStatus.VOID, problem_look__isnull=False),
        is_changed,
        purpose=Visit.Purpose.OFFICIAL,
        changed_at__date__lte=on,
    )
    return list(rows.order_by("accepted_at", "pk").values_list("pk", flat=True))


def _visit(visit_id: UUID) -> Visit:
    """The visit, locked, so that two looks at once propose once."""
    rows = Visit.objects.select_related(
        "round__owner",
        "round__edition",
        "frame_place__place__area",
        "frame_place__holder__area",
        "frame_place__sector",
    )
    return locked(rows.defer("round__edition__data"), visit_id)


def _is_over(round_: Round) -> bool:
    return round_.status in {RoundStatus.CLOSED, RoundStatus.PUBLISHED}


def _look(visit: Visit, by: User | None, *, everything: bool) -> list[Problem]:
    counts = visit.status == VisitStatus.ACCEPTED and visit.purpose == Visit.Purpose.OFFICIAL
    failures = failures_of(visit) if counts else []
    _withdraw(visit, failures)
    if everything:
        VisitLook.objects.update_or_create(visit=visit, defaults={"at": clock.now()})
    else:
        failures = [failure for failure in failures if failure.is_critical]
    if not failures:
        return []
    drafts = list(_drafts(visit, failures))
    known = Problem.objects.filter(origin__in=[draft.origin for draft in drafts])
    old = set(known.values_list("origin", flat=True))
    relapses = _closed_before(visit, failures)
    new = {draft.origin: draft for draft in drafts if draft.origin not in old}
    return [_propose(visit, draft, relapses, by) for draft in new.values()]


def _withdraw(visit: Visit, failures: list[Failure]) -> None:
    """Drop proposals of this visit whose item no longer fails."""
    failing = [failure.observation.pk for failure in failures]
    overtaken = visit.problems.filter(status=Status.PROPOSED).filter(place__isnull=False)
    overtaken = overtaken.exclude(observation__in=failing)
    for problem in overtaken.select_for_update(of=("self",)):
        old = advance(problem, "drop")
        problem.save(update_fields=["status"])
        trail(problem, "drop", old, by=None, note="到访已更正或作废，这一条不再是问题")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A problem before it has a number. `place_counts`: it is about this place, not the round."""

    origin: str
    failure: Failure
    unit: Unit | None
    finding: Finding | None = None
    is_grouped: bool = False
    photos: tuple[Photo, ...] = field(default_factory=tuple)


def _drafts(visit: Visit, failures: list[Failure]) -> Iterator[_Draft]:
    """What to propose: each finding, each item judged as a whole, each grouped behaviour."""
    overrides = overrides_of(visit.frame_place.place_id)
    grouped = any(failure.remedy.grouped for failure in failures)
    leads = leads_of(visit.round.edition) if grouped else {}
    for failure in failures:
        item = failure.item
        answering = answering_street(answering_unit(visit.frame_place, item, overrides))
        if failure.remedy.grouped:
            for unit in leads.get(item.indicator.code, [answering]):
                key = f"grouped:{visit.round_id}:{item.indicator.code}:{unit.code}"
                yield _Draft(key, failure, unit, is_grouped=True)
        elif failure.findings:
            for finding in failure.findings:
                photos = (finding.photo,) if finding.photo else ()
                yield _Draft(f"finding:{finding.pk}", failure, answering, finding, photos=photos)
        else:
            yield _Draft(f"observation:{failure.observation.pk}", failure, answering)


def _closed_before(visit: Visit, failures: list[Failure]) -> dict[str, Problem]:
    """The newest closed problem of the same place and item, by code of the item (复发)."""
    codes = [failure.item.code for failure in failures]
    rows = Problem.objects.filter(
        place=visit.frame_place.place_id, item__code__in=codes, status=Status.CLOSED
    ).select_related("item")
    return {row.item.code: row for row in rows.order_by("closed_at") if row.item is not None}


def _propose(visit: Visit, draft: _Draft, relapses: dict[str, Problem], by: User | None) -> Problem:
    failure, finding = draft.failure, draft.finding
    item, remedy, place = failure.item, failure.remedy, visit.frame_place.place
    problem = Problem.objects.create(
        number=next_problem_number(),
        origin=draft.origin,
        source=Problem.Source.INSPECTION,
        owner=visit.round.owner,
        place=None if draft.is_grouped else place,
        area=visit.round.owner if draft.is_grouped else place.area,
        spot=WHOLE_ROUND if draft.is_grouped else finding.spot if finding else WHOLE_PLACE,
        text=_text(draft),
        longitude=None if draft.is_grouped else place.longitude,
        latitude=None if draft.is_grouped else place.latitude,
        round=visit.round,
        visit=visit,
        observation=failure.observation,
        finding=finding,
        item=item,
        indicator=item.indicator,
        remedy=remedy.code,
        is_critical=failure.is_critical,
        needs_photo=remedy.photo,
        is_deferrable=remedy.deferrable,
        found_at=_found_at(visit, finding),
        unit=draft.unit,
        support=None if draft.is_grouped else _support(visit, draft.unit),
        allowed_days=remedy.days,
        relapse_of=None if draft.is_grouped else relapses.get(item.code),
    )
    ProblemPhoto.objects.bulk_create(
        ProblemPhoto(
            problem=problem,
            moment=ProblemPhoto.Moment.BEFORE,
            upload_id=photo.upload_id,
            taken_at=photo.taken_at,
        )
        for photo in draft.photos
    )
    trail(problem, "propose", "", by=by, unit=None, origin=draft.origin)
    return problem


def _text(draft: _Draft) -> str:
    """What is wrong, in the inspector's words; else the standard that is not met."""
    item: CheckItem = draft.failure.item
    if draft.is_grouped:
        return f"{item.indicator.name_zh}：现场观察有不文明行为"[:TEXT_LENGTH]
    words = draft.finding.phrase if draft.finding else draft.failure.observation.note
    return (words or f"不符合“{item.text_zh}”")[:TEXT_LENGTH]


def _found_at(visit: Visit, finding: Finding | None) -> datetime:
    taken = finding.photo.taken_at if finding and finding.photo else None
    return taken or visit.started_at or visit.submitted_at or clock.now()


def _support(visit: Visit, unit: Unit | None) -> Unit | None:
    """The department of the trade stands beside the holder of the place (配合单位)."""
    sector = visit.frame_place.sector
    return sector if sector is not None and unit is not None and sector.pk != unit.pk else None

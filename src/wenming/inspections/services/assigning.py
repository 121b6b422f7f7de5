"""Who goes where and when: two inspectors a visit (安排测评员)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.core.moves import locked
from wenming.core.workdays import calendar
from wenming.inspections.errors import AssignmentRefused, RoundNotOpen
from wenming.inspections.models import FramePlace, Round, Visit
from wenming.inspections.services.rounds import organised
from wenming.inspections.workflow import RoundStatus, VisitStatus

Team = tuple[User, User]
TEAM_SIZE = 2


@audit.audited
def assign_inspectors(*, round_id: int, by: User, teams: Sequence[Team]) -> int:
    """Share the visits that nobody has begun among teams of two, evenly and by area.

    The visits are put in order of area and place and cut into runs of equal length (they differ
    by one at most), so that a team stays in one part of the city; each run is spread over the
    working days of the round that are left.

    Returns:
        how many visits were assigned.

    Raises:
        AssignmentRefused: no team, not two persons, somebody twice, or without the right.
    """
    round_ = _open(organised(round_id, by))
    if not teams:
        raise AssignmentRefused(what=_("至少要有一组测评员。"))
    for team in teams:
        _check_team(team)
    people = [person.pk for team in teams for person in team]
    if len(set(people)) < len(people):
        raise AssignmentRefused(what=_("同一个人不能分在两组。"))
    visits = list(
        round_.visits.filter(status=VisitStatus.PLANNED)
        .select_related("frame_place__place__area")
        .order_by("frame_place__place__area__path", "frame_place__place__code")
    )
    days = working_days(max(round_.starts_on, clock.today()), round_.ends_on)
    for team, run in zip(teams, even_runs(visits, len(teams)), strict=True):
        _give(run, team, days)
    audit.record("round.assigned", round_, by=by, visits=len(visits), people=sorted(people))
    return len(visits)


@audit.audited
def set_inspectors(
    *, visit_id: UUID, by: User, team: Team, planned_on: date | None = None
) -> Visit:
    """Give one visit to two inspectors, on a day (改派); not once it has been handed in."""
    visit = locked(Visit.objects.select_related("round__owner", "frame_place__place"), visit_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=visit.round.owner)
    _open(visit.round)
    if visit.status not in {VisitStatus.PLANNED, VisitStatus.STARTED}:
        raise AssignmentRefused(
            what=_("“%(place)s”现为“%(now)s”，不能改派。")
            % {"place": visit.frame_place, "now": visit.get_status_display()}
        )
    _check_team(team)
    visit.inspectors.set(team)
    visit.planned_on = planned_on or visit.planned_on
    visit.save(update_fields=["planned_on"])
    audit.record("visit.assigned", visit, by=by, people=sorted(person.pk for person in team))
    return visit


@audit.audited
def plan_visit(
    *,
    frame_place_id: int,
    by: User,
    team: Team,
    planned_on: date | None = None,
    purpose: str = Visit.Purpose.OFFICIAL,
) -> Visit:
    """Visit a place of the round once more (再次到访): after a void visit, or as 复测.

    Raises:
        AssignmentRefused: the visit before is still under way.
    """
    row = FramePlace.objects.select_related("place").get(pk=frame_place_id)
    round_ = _open(organised(row.round_id, by))
    under_way = row.visits.exclude(status__in=[VisitStatus.ACCEPTED, VisitStatus.VOID])
    if under_way.exists() or not row.visits.exists():
        raise AssignmentRefused(what=_("“%s”上一次到访还没有审核完，不能再安排。") % row.place)
    _check_team(team)
    last = row.visits.aggregate(last=Max("number"))["last"]
    visit = Visit.objects.create(
        round=round_,
        frame_place=row,
        number=last + 1,
        purpose=purpose,
        planned_on=planned_on,
        changed_at=clock.now(),
    )
    visit.inspectors.set(team)
    audit.record("visit.planned", visit, by=by, number=visit.number)
    return visit


def even_runs(things: list[Visit], n: int) -> list[list[Visit]]:
    """`things` cut into `n` runs in their order whose lengths differ by one at most."""
    cuts = [len(things) * k // n for k in range(n + 1)]
    return [things[start:end] for start, end in pairwise(cuts)]


def working_days(first: date, last: date) -> list[date]:
    """The working days from `first` to `last`; every day where there is none, `last` when over."""
    days = [first + timedelta(days=k) for k in range((last - first).days + 1)]
    return [day for day in days if calendar().is_workday(day)] or days or [last]


def _give(visits: list[Visit], team: Team, days: list[date]) -> None:
    for index, visit in enumerate(visits):
        visit.planned_on = days[index * len(days) // len(visits)]
    Visit.objects.bulk_update(visits, ["planned_on"], batch_size=500)
    through = Visit.inspectors.through
    through.objects.filter(visit__in=visits).delete()
    through.objects.bulk_create(
        through(visit_id=visit.pk, user_id=person.pk) for visit in visits for person in team
    )


def _check_team(team: Sequence[User]) -> None:
    if len({person.pk for person in team}) != TEAM_SIZE:
        raise AssignmentRefused(what=_("每处由两名测评员到场，请选两个人。"))
    for person in team:
        if not rights.can(person, Ability.INSPECT):
            raise AssignmentRefused(what=_("%s没有“实地测评”的权限。") % person)


def _open(round_: Round) -> Round:
    if round_.status != RoundStatus.RELEASED:
        raise RoundNotOpen(round=round_, now=round_.get_status_display())
    return round_

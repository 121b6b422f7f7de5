"""Who goes where and when: two inspectors a visit, never at a place of their own unit (安排测评员)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, QuerySet
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
from wenming.inspections.ties import Obstacles
from wenming.inspections.workflow import RoundStatus, VisitStatus

Team = tuple[User, User]
T = TypeVar("T")
TEAM_SIZE = 2


@audit.audited
def assign_inspectors(*, round_id: int, by: User, teams: Sequence[Team]) -> int:
    """Share the visits that nobody has begun among teams of two, evenly and by area.

    The visits are put in order of area and place and cut into runs of equal length (they differ
    by one at most), so that a team stays in one part of the city; each run is spread over the
    working days of the round that are left. A place that a team must keep away from (回避) goes to
    the team with the fewest; where all must, nobody is sent.

    Returns:
        how many visits were assigned.

    Raises:
        AssignmentRefused: no team, not two persons, somebody twice, or without the right.
    """
    round_ = released(organised(round_id, by))
    check_teams(teams)
    waiting = round_.visits.filter(status=VisitStatus.PLANNED, purpose=Visit.Purpose.OFFICIAL)
    given = share_out(round_, by_area(waiting), teams)
    people = sorted(person.pk for team in teams for person in team)
    audit.record("round.assigned", round_, by=by, visits=given, people=people)
    return given


@audit.audited
def set_inspectors(
    *, visit_id: UUID, by: User, team: Team, planned_on: date | None = None
) -> Visit:
    """Give one visit to two inspectors, on a day (改派); not once it has been handed in."""
    visit = locked(
        Visit.objects.select_related("round__owner", "frame_place__place", "frame_place__round"),
        visit_id,
    )
    rights.require(by, Ability.PLAN_ROUNDS, area=visit.round.owner)
    released(visit.round)
    if visit.status not in {VisitStatus.PLANNED, VisitStatus.STARTED}:
        raise AssignmentRefused(
            what=_("“%(place)s”现为“%(now)s”，不能改派。")
            % {"place": visit.frame_place, "now": visit.get_status_display()}
        )
    _check_team(team)
    _keep_away(team, visit.frame_place, visit.purpose)
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
) -> Visit:
    """Visit a place of the round once more (再次到访): after a void visit, or as 复测.

    Raises:
        AssignmentRefused: the visit before is still under way.
    """
    row = FramePlace.objects.select_related("place", "round").get(pk=frame_place_id)
    round_ = released(organised(row.round_id, by))
    official = row.visits.filter(purpose=Visit.Purpose.OFFICIAL)
    under_way = official.exclude(status__in=[VisitStatus.ACCEPTED, VisitStatus.VOID])
    if under_way.exists() or not official.exists():
        raise AssignmentRefused(what=_("“%s”上一次到访还没有审核完，不能再安排。") % row.place)
    _check_team(team)
    _keep_away(team, row, Visit.Purpose.OFFICIAL)
    last = official.aggregate(last=Max("number"))["last"]
    visit = Visit.objects.create(
        round=round_,
        frame_place=row,
        number=last + 1,
        planned_on=planned_on,
        changed_at=clock.now(),
    )
    visit.inspectors.set(team)
    audit.record("visit.planned", visit, by=by, number=visit.number)
    return visit


def check_teams(teams: Sequence[Team]) -> None:
    """Refuse teams that cannot go anywhere.

    Raises:
        AssignmentRefused: no team, not two persons, somebody twice, or without the right.
    """
    if not teams:
        raise AssignmentRefused(what=_("至少要有一组测评员。"))
    for team in teams:
        _check_team(team)
    people = [person.pk for team in teams for person in team]
    if len(set(people)) < len(people):
        raise AssignmentRefused(what=_("同一个人不能分在两组。"))


def by_area(visits: QuerySet[Visit]) -> list[Visit]:
    """`visits` in the order in which they are shared out."""
    rows = visits.select_related("frame_place__place__area")
    return list(rows.order_by("frame_place__place__area__path", "frame_place__place__code"))


def share_out(round_: Round, visits: list[Visit], teams: Sequence[Team]) -> int:
    """Give visits of a round to teams, evenly and in their order; returns how many were given."""
    obstacles = Obstacles(round_, [person for team in teams for person in team])
    loads: list[dict[int, Visit]] = [{} for _team in teams]
    moved = []
    for k, run in enumerate(even_runs(list(enumerate(visits)), len(teams))):
        for index, visit in run:
            if obstacles.between(teams[k], visit.frame_place, visit.purpose):
                moved.append((index, visit))
            else:
                loads[k][index] = visit
    for index, visit in moved:
        free = [
            load
            for load, team in zip(loads, teams, strict=True)
            if not obstacles.between(team, visit.frame_place, visit.purpose)
        ]
        if free:
            min(free, key=len)[index] = visit
    Visit.inspectors.through.objects.filter(visit__in=visits).delete()
    days = working_days(max(round_.starts_on, clock.today()), round_.ends_on)
    for team, load in zip(teams, loads, strict=True):
        _give([load[index] for index in sorted(load)], team, days)
    return sum(map(len, loads))


def even_runs(things: list[T], n: int) -> list[list[T]]:
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
    through.objects.bulk_create(
        through(visit_id=visit.pk, user_id=person.pk) for visit in visits for person in team
    )


def _check_team(team: Sequence[User]) -> None:
    if len({person.pk for person in team}) != TEAM_SIZE:
        raise AssignmentRefused(what=_("每处由两名测评员到场，请选两个人。"))
    for person in team:
        if not rights.can(person, Ability.INSPECT):
            raise AssignmentRefused(what=_("%s没有“实地测评”的权限。") % person)


def _keep_away(team: Team, row: FramePlace, purpose: str) -> None:
    if why := Obstacles(row.round, team).between(team, row, purpose):
        raise AssignmentRefused(what=_("%s，应当回避。请换一个人。") % why)


def released(round_: Round) -> Round:
    """The round, if visits are being made in it.

    Raises:
        RoundNotOpen: before release or after closing.
    """
    if round_.status != RoundStatus.RELEASED:
        raise RoundNotOpen(round=round_, now=round_.get_status_display())
    return round_

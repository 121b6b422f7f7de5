"""The month's focus of each unit (月目标展开): picked from its duties, nothing to write."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.commitments.errors import MonthOver, NoGoalPicked, NotItsWork, TooManyGoals
from wenming.commitments.goals import units_with_work
from wenming.commitments.models import MonthlyFocus, MonthlyGoal
from wenming.core import asks, audit
from wenming.core.clock import today
from wenming.core.moves import locked
from wenming.duties.selectors import working
from wenming.organization.models import Area, Unit

ASK_KIND = "month"
MOST = 10
LINE_LENGTH = 100


def to_ask(owner: Area, month: date, by: User) -> QuerySet[Unit]:
    """Units with work that nobody asked about this month and who have not begun; never oneself."""
    asked = MonthlyFocus.objects.filter(month=month).values("unit")
    return units_with_work(owner).exclude(pk__in=asked).exclude(pk__in=rights.unit_ids(by))


@audit.audited
def open_month(*, owner: Area, month: date, by: User) -> int:
    """Ask the units to pick what they put first in the month; returns how many were asked.

    Raises:
        NotAllowed: the person issues nothing in this area.
        MonthOver: the month has passed.
    """
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    _refuse_past(month)
    units = list(to_ask(owner, month, by))
    for unit in units:
        focus = MonthlyFocus.objects.create(owner=owner, month=month, unit=unit)
        asks.ask(unit_code=unit.code, kind=ASK_KIND, question=_question(focus))
        audit.record("duties.month_asked", focus, by=by, unit=unit.code, month=str(month))
    return len(units)


@audit.audited
def pick_goals(*, unit_id: int, month: date, by: User, picks: Mapping[int, str]) -> MonthlyFocus:
    """A unit says what it puts first, and may change it while the month runs.

    Args:
        picks: what is to be reached this month, in a line or nothing, by the key of the work.

    Raises:
        NotAllowed: the person does not report for the unit.
        MonthOver: the month has passed.
        NoGoalPicked, TooManyGoals: none, or more than anybody puts first.
        NotItsWork: work of another unit, or at its end.
    """
    unit = locked(Unit.objects.select_related("area"), unit_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=unit)
    _refuse_past(month)
    if not picks:
        raise NoGoalPicked
    if len(picks) > MOST:
        raise TooManyGoals(n=len(picks), most=MOST)
    kept = MonthlyGoal.objects.filter(focus__unit=unit, focus__month=month)
    known = set(working(Q(unit=unit)).values_list("pk", flat=True))
    known |= set(kept.values_list("undertaking_id", flat=True))  # picked before, and done since
    if not set(picks) <= known:
        raise NotItsWork(unit=unit.name)
    focus, _is_new = MonthlyFocus.objects.get_or_create(
        month=month, unit=unit, defaults={"owner": _city_of(unit)}
    )
    focus.picked_on, focus.by = today(), by
    focus.save()
    focus.goals.all().delete()
    MonthlyGoal.objects.bulk_create(
        MonthlyGoal(focus=focus, undertaking_id=pk, line=" ".join(line.split())[:LINE_LENGTH])
        for pk, line in picks.items()
    )
    asks.answered(unit_code=unit.code, question=_question(focus))
    audit.record("duties.goals_picked", focus, by=by, unit=unit.code, work=sorted(picks))
    return focus


def _city_of(unit: Unit) -> Area:
    found: Area = Area.objects.get(path=unit.area.path[: Area.steplen])
    return found


def _refuse_past(month: date) -> None:
    if month < today().replace(day=1):
        raise MonthOver(month=f"{month:%Y-%m}")


def _question(focus: MonthlyFocus) -> str:
    return f"month:{focus.month:%Y-%m}"

"""The unit's own words on its work: how far it is, what it adds to another's (报进展)."""

from collections.abc import Mapping

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import today
from wenming.core.moves import locked
from wenming.duties import permissions
from wenming.duties.errors import NoSuchTarget, NotInPlay, PartsOpen
from wenming.duties.models import Contribution, Duty, Undertaking
from wenming.duties.services.asking import answer_asks, answer_reports
from wenming.duties.services.moving import advance, one_line, taken, trail
from wenming.duties.workflow import LIVE, REPORTS, Progress
from wenming.organization.models import Unit


@audit.audited
def report(
    *,
    undertaking_id: int,
    by: User,
    action: str,
    line: str,
    values: Mapping[int, str] | None = None,
) -> Undertaking:
    """A unit says in one line how far it is (报进展、请求协调、报完成).

    Args:
        action: a key of `workflow.REPORTS`.
        values: what was measured of the duty's targets, by their place in its list from 0.

    Raises:
        NotAllowed: the person does not report for this unit.
        TransitionRefused: it is not with the unit now.
        LineMissing: nothing was said.
        NoSuchTarget: a figure for a target that the duty does not have.
        PartsOpen: finished while parts handed down are open.
    """
    row = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=row.unit)
    assert action in REPORTS, action
    said = one_line(line, action)
    measured = _measured(row.duty, values or {})
    old = advance(row, action)
    if action == "finish":
        _refuse_open_parts(row)
        row.finished_on = today()
    row.line = said
    row.values = {**row.values, **measured}
    if row.wants:
        row.wants = ""
        answer_reports(row)
    row.save()
    trail(row, action, old, by=by, unit=row.unit, line=said, values=measured)
    if row.status == Progress.FINISHED:
        answer_asks(row)
    if row.is_period:
        _start_whole(row, by)
    return row


@audit.audited
def contribute(*, duty_id: int, unit_id: int, by: User, line: str) -> Contribution:
    """A responsible or supporting unit tells the leads one line, for them to sum up (报牵头汇总).

    Raises:
        NotInPlay: the unit has no part in the duty, or leads it itself.
        LineMissing: nothing was said.
    """
    duty = locked(Duty.objects.all(), duty_id)
    unit = Unit.objects.get(pk=unit_id)
    if unit.pk not in permissions.contributing_units(by, duty):
        raise NotInPlay(unit=unit.name)
    told = Contribution.objects.create(duty=duty, unit=unit, by=by, line=one_line(line, "carry_on"))
    audit.record("duties.contributed", told, by=by, duty=duty.pk, unit=unit.code)
    return told


def _measured(duty: Duty, values: Mapping[int, str]) -> dict[str, str]:
    for number in values:
        if not 0 <= number < len(duty.targets):
            raise NoSuchTarget(number=number + 1)
    return {str(number): value for number, value in values.items()}


def _start_whole(period: Undertaking, by: User) -> None:
    """A duty of a cadence is under way once a period of it was reported on."""
    assert period.parent_id is not None, "a period has its whole"
    whole = taken(period.parent_id)
    if whole.status == Progress.NOT_STARTED:
        old = advance(whole, "carry_on")
        whole.save()
        trail(whole, "carry_on", old, by=by, unit=whole.unit, line=period.line)


def _refuse_open_parts(row: Undertaking) -> None:
    parts = list(row.children.filter(status__in=LIVE).select_related("unit"))
    if parts:
        names = list(dict.fromkeys(part.unit.name for part in parts))
        raise PartsOpen(n=len(parts), units="、".join(names[:5]))

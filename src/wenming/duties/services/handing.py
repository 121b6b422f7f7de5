"""Work inside and below a unit: parts for the units below, a post that answers (分解与落实到岗)."""

from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit
from wenming.core.clock import today
from wenming.duties.errors import LaterThanWhole, NotBelow
from wenming.duties.models import Undertaking
from wenming.duties.services.asking import ASK_KIND, question_of
from wenming.duties.services.moving import LINE_LENGTH, advance, one_line, taken, trail
from wenming.duties.workflow import Progress
from wenming.organization.models import ACTIVE, Post, Unit


@audit.audited
def hand_down(
    *, undertaking_id: int, by: User, units: list[Unit], text: str, due_on: date | None
) -> list[Undertaking]:
    """Give parts of one's work to units directly below (分解到下级).

    Raises:
        NotAllowed: the person does not act for the unit that has the work.
        TransitionRefused: the work is not with the unit now.
        NotBelow: a unit is not directly below.
        LaterThanWhole: the part would end after the whole.
        AskedBefore: a unit was given the same before.
        LineMissing: nothing was written.
    """
    whole = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=whole.unit)
    said = one_line(text, "carry_on", length=300)
    strangers = [unit.name for unit in units if unit.parent_id != whole.unit_id]
    if strangers:
        raise NotBelow(units="、".join(strangers), unit=whole.unit.name)
    due = due_on or whole.due_on
    if whole.due_on and due and due > whole.due_on:
        raise LaterThanWhole(part=due, whole=whole.due_on)
    old = whole.status
    if old != Progress.STUCK:  # what it needs help for is not settled by handing a part down
        advance(whole, "carry_on")
        whole.save()
    made = [_part(whole, unit, said, due, by) for unit in units]
    trail(whole, "carry_on", old, by=by, unit=whole.unit, line=said[:LINE_LENGTH])
    return made


@audit.audited
def entrust(*, undertaking_id: int, by: User, post_id: int) -> Undertaking:
    """Say which post of the unit does the work (落实到岗); whoever holds it, the work stays there.

    Raises:
        NotAllowed: the person does not report for the unit.
        TransitionRefused: the work is not with the unit now.
        Post.DoesNotExist: it is no active post of this unit.
    """
    row = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=row.unit)
    if not row.is_running:
        advance(row, "carry_on")  # refuses in words
    row.post = Post.objects.get(ACTIVE, pk=post_id, unit=row.unit)
    row.save()
    trail(row, "entrust", row.status, by=by, unit=row.unit, line=row.post.title)
    return row


def _part(whole: Undertaking, unit: Unit, text: str, due_on: date | None, by: User) -> Undertaking:
    part = Undertaking.objects.create(
        duty=whole.duty, unit=unit, parent=whole, text=text, due_on=due_on, opened_on=today()
    )
    asks.ask(unit_code=unit.code, kind=ASK_KIND, question=question_of(part))
    trail(part, "open", "", by=by, unit=whole.unit, line=text[:LINE_LENGTH])
    return part

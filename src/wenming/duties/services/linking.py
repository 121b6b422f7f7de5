"""What a review finds in the register: duties that ask the same already (重申), units it lacks."""

from wenming.accounts.models import User
from wenming.core import audit
from wenming.documents import services as drafting
from wenming.documents.models import Draft
from wenming.duties.errors import NotInForce
from wenming.duties.models import Restatement
from wenming.duties.permissions import duties_visible_to
from wenming.organization.models import Unit
from wenming.organization.services import UnitData, save_unit


@audit.audited
def link_draft(*, draft_id: int, duty_id: int, by: User) -> Restatement:
    """Link a draft to a duty in force that says the same: no unit is asked a second time.

    Taking the draft back, or deciding otherwise, ends the link.

    Raises:
        NotInForce: the duty is not in force, or not for this person to see.
        ReviewIsOver, NotAllowed: as `documents.services.decide`.
    """
    duty = duties_visible_to(by).filter(pk=duty_id).first()
    if duty is None:
        raise NotInForce
    draft = drafting.decide(draft_id=draft_id, verdict=Draft.Verdict.LINKED, by=by)
    link, _is_new = Restatement.objects.update_or_create(
        draft=draft, defaults={"duty": duty, "by": by}
    )
    audit.record("duties.draft_linked", link, by=by, draft=draft.pk, duty=duty.pk)
    return link


@audit.audited
def enter_unit(*, draft_id: int, written: str, data: UnitData, by: User) -> Unit:
    """Enter a unit that the document names as `written`, and fill it in at its drafts.

    Raises:
        NotAllowed, CodeTaken, NameTaken, WrongArea: as `organization.services.save_unit`.
        ReviewIsOver, NotWritten: as `documents.services.name_unit`.
    """
    unit = save_unit(data=data, by=by)
    drafting.name_unit(draft_id=draft_id, written=written, unit=unit, by=by)
    return unit

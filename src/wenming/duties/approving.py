"""What a list's page shows of its way to the leader's word: opinions, who does the next step."""

from typing import Any

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.duties import permissions, selectors
from wenming.duties.forms.lists import ConsultForm, OpinionForm
from wenming.duties.forms.work import ReasonForm
from wenming.duties.models import Opinion, TaskList
from wenming.duties.workflow import Status


def context(user: User, task_list: TaskList) -> dict[str, Any]:
    """Opinions that `user` may see or give, and the forms of the next step.

    The office sees all opinions; a unit sees its own only.
    """
    opinions = task_list.opinions.select_related("unit", "by")
    if task_list.consulted_until is None:  # nobody was asked
        opinions = opinions.none()
    manages = permissions.can_manage(user, task_list)
    own = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    is_consulting = task_list.status == Status.CONSULTING
    oversees = permissions.oversees(user, task_list)
    seen = [row for row in opinions if oversees or row.unit_id in own]
    asked = [row for row in opinions if row.unit_id in own] if is_consulting else []
    return {
        "opinions": [row for row in seen if row.text],
        "wordless": [row for row in seen if not row.text],
        "to_opine": [(row, _opinion_form(row)) for row in asked],
        "awaited": selectors.still_silent(task_list) if is_consulting and manages else [],
        "consult_form": ConsultForm(),
        "back_form": ReasonForm(prefix="back"),
        "is_consulting": is_consulting,
        "may_review": manages
        and task_list.status == Status.REVIEWING
        and task_list.submitted_by_id != user.pk,
        "may_send_back": manages and task_list.status in {Status.REVIEWING, Status.REVIEWED},
        "is_reviewed": task_list.status == Status.REVIEWED,
    }


def _opinion_form(row: Opinion) -> OpinionForm:
    """What the unit said is there to be said anew."""
    return OpinionForm(initial={"text": row.text}, auto_id=f"opinion-{row.pk}-%s")

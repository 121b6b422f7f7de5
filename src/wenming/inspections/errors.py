"""What rounds and visits refuse, in the user's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class RoundNotOpen(DomainError):
    """Visits are made only between release and closing."""

    code = "inspections.round_not_open"
    message = _("“%(round)s”现为“%(now)s”，不能测评。点位公布后、测评结束前才可以。")


class NotYourVisit(DomainError):
    """Somebody who does not inspect this place."""

    code = "inspections.not_your_visit"
    message = _("您不是“%(place)s”这次到访的测评员，不能填写。请让办公室改派，或由本人填写。")
    status = 403


class HandedIn(DomainError):
    """A record that was handed in takes no more photos."""

    code = "inspections.handed_in"
    message = _("“%(place)s”的记录现为“%(now)s”，不能再加照片。要改请联系审核人退回重填。")


class AnswersRefused(DomainError):
    """Some answers lack what their item asks for; nothing was stored.

    Attributes:
        faults: item code -> sentence; photos and unknown items stand under their own code.
    """

    code = "inspections.answers_refused"
    message = _("有 %(n)d 条要改，一条也没有存：%(first)s")
    status = 422

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        shown = list(self.faults.items())[:5]
        first = "；".join(f"{code} {text}" for code, text in shown)
        data: dict[str, Any] = {"n": len(self.faults), "first": first}
        super().__init__(**data)


class ResultRefused(DomainError):
    """A visit that could not be judged has no answers, and says why."""

    code = "inspections.result_refused"
    message = _("%(what)s")
    status = 422


class SamePerson(DomainError):
    """A second person is needed."""

    code = "inspections.same_person"
    message = _("您是这次到访的测评员或提交人，不能自己%(action)s。请由另一位审核人办理。")
    status = 403


class RoundNotReviewable(DomainError):
    """Visits are reviewed from release until publication."""

    code = "inspections.round_not_reviewable"
    message = _("“%(round)s”现为“%(now)s”，记录不能再改。公布以后确有错误，请组织复测。")


class CorrectionRefused(DomainError):
    """A verdict that does not fit, or that changes nothing."""

    code = "inspections.correction_refused"
    message = _("%(what)s")
    status = 422


class ReasonMissing(DomainError):
    """A step that needs its reason in words."""

    code = "inspections.reason_missing"
    message = _("%(action)s要写理由（不超过 200 字）。")
    status = 422


class PlanRefused(DomainError):
    """A plan that cannot be carried out."""

    code = "inspections.plan_refused"
    message = _("%(what)s")
    status = 422


class DrawRefused(DomainError):
    """The draw is not ready, or not of this kind."""

    code = "inspections.draw_refused"
    message = _("%(what)s")


class WitnessRefused(DomainError):
    """A text that cannot enter the seed."""

    code = "inspections.witness_refused"
    message = _("%(what)s")
    status = 422


class RoundUnfinished(DomainError):
    """Something is still under way."""

    code = "inspections.round_unfinished"
    message = _("%(what)s")


class AssignmentRefused(DomainError):
    """Inspectors that cannot be given this visit."""

    code = "inspections.assignment_refused"
    message = _("%(what)s")
    status = 422

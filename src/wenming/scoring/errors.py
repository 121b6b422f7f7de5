"""What scoring and publishing refuse, in the user's words."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class NotClosed(DomainError):
    """A round is scored for good only after it is closed and nothing waits."""

    code = "scoring.not_closed"
    message = _("%(round)s还有 %(waiting)d 个到访没有审核，不能公布。请先审核或作废。")


class RoundStillRuns(DomainError):
    """The draft of a result is made when nobody is out any more."""

    code = "scoring.round_still_runs"
    message = _("%(round)s现为“%(now)s”，还不能出计算稿。请先结束测评。")


class SamePerson(DomainError):
    """Nothing is published by one person."""

    code = "scoring.same_person"
    message = _("%(round)s是您组织的，得分要由另一位同事公布。")


class NotApproved(DomainError):
    """A result goes out when its feedback is over and somebody named has approved it."""

    code = "scoring.not_approved"
    message = _("%(round)s的得分还没有审定，不能公布。先发单位核实，再请领导审定。")


class FeedbackOpen(DomainError):
    """Units still have time, or a dispute is not decided."""

    code = "scoring.feedback_open"
    message = _("%(what)s")


class Changed(DomainError):
    """The records are no longer those that were approved."""

    code = "scoring.changed"
    message = _("%(round)s的记录在审定以后又有变化，不能按原来的得分公布。请退回核实，重新审定。")


class ApproverMissing(DomainError):
    """Who approved must have a name, and a scan where it was done on paper."""

    code = "scoring.approver_missing"
    message = _("要写审定领导的姓名，并附签字件的扫描（pdf、jpg 或 png，不超过 20 MB）。")
    status = 422


class NotYourLine(DomainError):
    """A unit disputes its own lines only."""

    code = "scoring.not_your_line"
    message = _("这一条不是%(unit)s的丢分，不能由%(unit)s申诉。")
    status = 403


class DisputeClosed(DomainError):
    """Disputes are taken while the feedback lasts."""

    code = "scoring.dispute_closed"
    message = _("%(round)s的核实期在 %(until)s 已经结束，不能再申诉。确有错误，请与组织单位联系。")


class DisputedBefore(DomainError):
    """One dispute a line and unit."""

    code = "scoring.disputed_before"
    message = _("%(unit)s已经就这一条申诉过，现为“%(now)s”。")


class DisputeRefused(DomainError):
    """A dispute lacks its reason, or its evidence cannot be taken."""

    code = "scoring.dispute_refused"
    message = _("%(what)s")
    status = 422


class DecidedBySame(DomainError):
    """Neither the unit nor who measured decides."""

    code = "scoring.decided_by_same"
    message = _("您是申诉单位的人，不能裁定自己单位的申诉。请由另一位审核人裁定。")
    status = 403


class NotPublished(DomainError):
    """Only what is published is corrected by a new publication."""

    code = "scoring.not_published"
    message = _("%(round)s还没有公布，请在审核页更正。")

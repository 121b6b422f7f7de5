"""Refusals of this part."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class LetterOut(DomainError):
    """The unit has its letter of the year."""

    code = "commitments.letter_out"
    message = _("%(unit)s的 %(year)d 年责任状已经发出，不能再发。任务变了请在那份责任状上换发。")


class NothingToPledge(DomainError):
    """No duty in force and no indicator: nothing to put into a letter or a plan."""

    code = "commitments.nothing_to_pledge"
    message = _("%(unit)s没有在办的任务，也不牵头指标，没有可写的目标。请先印发任务或指定牵头。")


class BadTerms(DomainError):
    """Words of a letter that cannot be filled in."""

    code = "commitments.bad_terms"
    message = _("责任状正文不能用：%(why)s")
    status = 422


class NoCopy(DomainError):
    """Signed without a signed copy."""

    code = "commitments.no_copy"
    message = _("请附上签字盖章件的照片或 pdf。")
    status = 422


class NobodyToAsk(DomainError):
    """Every unit with goals was asked for its plan this year."""

    code = "commitments.nobody_to_ask"
    message = _("没有可以再要方案的单位：有任务的单位 %(year)d 年都已经要过一次，不再重复要。")


class PlanLacks(DomainError):
    """A plan leaves something open that the office asked for."""

    code = "commitments.plan_lacks"
    message = _("方案还不能报送。%(what)s")
    status = 422


class MonthOver(DomainError):
    """Goals of a month that has passed."""

    code = "commitments.month_over"
    message = _("%(month)s 已经过去，不能再定或改那个月的目标。")


class NoGoalPicked(DomainError):
    """Nothing was ticked."""

    code = "commitments.no_goal_picked"
    message = _("没有选任务。请勾选本月要抓的，至少一项。")
    status = 422


class TooManyGoals(DomainError):
    """More than anybody puts first."""

    code = "commitments.too_many_goals"
    message = _("选了 %(n)d 项，太多就不是重点了。最多选 %(most)d 项。")
    status = 422


class NotItsWork(DomainError):
    """Work that is not with the unit."""

    code = "commitments.not_its_work"
    message = _("选的任务里有不在%(unit)s手上、或已经结束的。请刷新后重选。")

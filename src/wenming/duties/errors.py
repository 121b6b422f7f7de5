"""Refusals of this part."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class ListIsFixed(DomainError):
    """An issued list does not change; a new version does."""

    code = "duties.list_is_fixed"
    message = _("%(title)s已经印发，不能再改。要改请换发新版。")


class NothingToIssue(DomainError):
    """A list without tasks."""

    code = "duties.nothing_to_issue"
    message = _("%(title)s里还没有任务，不能印发。请先从文件审核里采纳任务。")


class UnitEnded(DomainError):
    """A task names a unit that is no more."""

    code = "duties.unit_ended"
    message = _("任务里的%(units)s已经撤销，不能印发。请改成现在的单位。")


class NotAsked(DomainError):
    """The unit is not named in the list."""

    code = "duties.not_asked"
    message = _("%(title)s没有给%(unit)s的任务，不用签收。")


class SignedAlready(DomainError):
    """The unit has signed before."""

    code = "duties.signed_already"
    message = _("%(unit)s已经在 %(at)s 签收过。")


class VersionInHand(DomainError):
    """A new version of the list is being drafted already."""

    code = "duties.version_in_hand"
    message = _("%(title)s的新版正在拟稿，不用再拟一份。")


class NothingAccepted(DomainError):
    """Finishing a review with open drafts and nothing accepted is a slip."""

    code = "duties.nothing_accepted"
    message = _("%(title)s一条也没有采纳，不能生成任务清单。")
    status = 422

"""Refusals of this part."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class ListIsFixed(DomainError):
    """Only a draft changes; an issued list gets a new version."""

    code = "duties.list_is_fixed"
    message = _("%(title)s现为“%(now)s”，不能改。还没印发的先退回修改，印发了的请换发新版。")


class SheetIsFixed(DomainError):
    """The tasks of a table are in a list, or its file is gone."""

    code = "duties.sheet_is_fixed"
    message = _("“%(name)s”现为“%(now)s”，不能再改对应关系。要改请撤销导入，把表再传一次。")


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


class LineMissing(DomainError):
    """A report or decision without a word."""

    code = "duties.line_missing"
    message = _("请用一句话写明%(what)s。")
    status = 422


class NoSuchTarget(DomainError):
    """A figure where the duty has no target."""

    code = "duties.no_such_target"
    message = _("这项任务没有第 %(number)s 个量化目标，不用填数。")
    status = 422


class PartsOpen(DomainError):
    """The whole is not finished while parts of it are open."""

    code = "duties.parts_open"
    message = _(
        "分解下去的还有 %(n)d 项没有完成（%(units)s），不能报完成。请先认定，或取消不用做的。"
    )


class NotBelow(DomainError):
    """A part can be handed only to units directly below."""

    code = "duties.not_below"
    message = _("%(units)s不是%(unit)s的下级单位，不能分解给它。")


class LaterThanWhole(DomainError):
    """A part that would end after the whole."""

    code = "duties.later_than_whole"
    message = _("分解的期限 %(part)s 晚于本项任务的期限 %(whole)s。请往前定。")


class TransferInHand(DomainError):
    """A transfer was asked and not yet decided."""

    code = "duties.transfer_in_hand"
    message = _("已经申请转给%(to)s，还没有答复，不能再申请。")


class SameUnit(DomainError):
    """A transfer to the unit that has it."""

    code = "duties.same_unit"
    message = _("这项任务就在%(unit)s，不用转。")


class DecidedAlready(DomainError):
    """A transfer that was decided before."""

    code = "duties.decided_already"
    message = _("这个转办申请已经答复过：%(verdict)s。")


class NotInPlay(DomainError):
    """The duty is not in force, so nobody reports on it."""

    code = "duties.not_in_play"
    message = _("%(unit)s在这项任务里没有分工，不能报送情况。")


class NoDays(DomainError):
    """A consultation that would end at once, or never."""

    code = "duties.no_days"
    message = _("征求意见的天数要在 1 到 30 个工作日之间，现在是 %(days)s。")
    status = 422


class NotConsulted(DomainError):
    """The unit is not named in the draft."""

    code = "duties.not_consulted"
    message = _("%(title)s没有征求%(unit)s的意见。")


class ConsultationRuns(DomainError):
    """Some may still speak."""

    code = "duties.consultation_runs"
    message = _(
        "%(units)s还没有回复，%(until)s之前不能结束征求意见；过了这一天没有回复的按无意见算。"
    )


class OpinionsUnanswered(DomainError):
    """Opinions that nobody has answered."""

    code = "duties.opinions_unanswered"
    message = _("%(units)s的意见还没有答复采纳不采纳，不能送审。")


class SamePerson(DomainError):
    """Two steps that take two people."""

    code = "duties.same_person"
    message = _("%(title)s是您送审的，要由另一个人审核。")


class DueInThePast(DomainError):
    """A deadline that is over already."""

    code = "duties.due_in_the_past"
    message = _("办理期限 %(due)s 已经过去，请定今天或以后的日子。")
    status = 422


class NoEdition(DomainError):
    """A table needs a framework in force."""

    code = "duties.no_edition"
    message = _("还没有现行的测评体系，拟不出责任分解表。请先发布测评体系。")


class TableInHand(DomainError):
    """An area has one table, which gets new versions."""

    code = "duties.table_in_hand"
    message = _("已经有%(title)s（%(now)s），不用另拟。没印发的接着改，印发了的请换发新版。")


class TableHasRows(DomainError):
    """The rows of a table come from its framework."""

    code = "duties.table_has_rows"
    message = _("%(title)s的行来自测评体系，不能另添也不能拿掉；别的任务请放进任务清单。")


class NotInForce(DomainError):
    """A duty that asks nothing of anybody now."""

    code = "duties.not_in_force"
    message = _("要并到的任务已经不在执行的清单里。请刷新页面再看。")
    status = 422


class HasUndertaker(DomainError):
    """Somebody answers for the duty already."""

    code = "duties.has_undertaker"
    message = _("“%(duty)s”已由%(unit)s承担，不用认领。要换单位的请用申请转办或换发新版。")


class NothingOffered(DomainError):
    """No duty or no unit was chosen."""

    code = "duties.nothing_offered"
    message = _("还没有选好：请勾选任务，再选向哪些单位公开。")
    status = 422


class NotOffered(DomainError):
    """The unit may not claim this duty now."""

    code = "duties.not_offered"
    message = _("这项任务没有向%(unit)s公开认领，或认领已经结束。")


class ClaimedBefore(DomainError):
    """The unit has claimed it."""

    code = "duties.claimed_before"
    message = _("%(unit)s已经认领过这项任务，办公室的决定：%(verdict)s。")

"""What the register refuses, in the user's words."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class ReasonMissing(DomainError):
    """A step that others have to understand needs its reason."""

    code = "problems.reason_missing"
    message = _("%(action)s要写明理由，对方看得到。请写一句话。")
    status = 422


class MeasureMissing(DomainError):
    """A rectification says in one line what was done."""

    code = "problems.measure_missing"
    message = _("还没有写整改措施。请用一句话写明做了什么。")
    status = 422


class PhotoMissing(DomainError):
    """The remedy of this problem asks for a photo."""

    code = "problems.photo_missing"
    message = _("%(number)s 需要整改后照片。请在原来的位置拍一张再提交。")
    status = 422


class TooLateToUndo(DomainError):
    """What was dispatched cannot be undone any more, only recalled with a reason."""

    code = "problems.too_late_to_undo"
    message = _("交办单 %(number)s 不能撤销：%(why)s请到问题页撤回，并写明理由。")


class NotInHand(DomainError):
    """The problem is with another unit."""

    code = "problems.not_in_hand"
    message = _("%(number)s 现由%(unit)s办理，不能由您的单位%(action)s。")
    status = 403


class ReturnTooLate(DomainError):
    """Returning is for wrong units, at once; later it would only pass time."""

    code = "problems.return_too_late"
    message = _(
        "%(number)s 于 %(on)s 交办，退回要在 %(days)d 个工作日以内，现在已过。"
        "确实不归本单位的，请联系办公室撤回。"
    )


class ReturnToStreet(DomainError):
    """A community got it from its street, not from the office."""

    code = "problems.return_to_street"
    message = _("%(number)s 是%(unit)s转来的，不能直接退回办公室。请与%(unit)s联系改派。")


class HandOnRefused(DomainError):
    """A problem is handed on downwards only."""

    code = "problems.hand_on_refused"
    message = _("%(number)s 不能转给%(unit)s。只能转给下一级、负责这处地方的单位。")
    status = 422


class OwnUnit(DomainError):
    """Nobody verifies the work of their own unit."""

    code = "problems.own_unit"
    message = _("%(number)s 由您所在的单位整改，不能由您复核。请由其他单位的复核员办理。")
    status = 403


class OwnSubmission(DomainError):
    """Nobody verifies what they reported as rectified themselves."""

    code = "problems.own_submission"
    message = _("%(number)s 是您提交的整改，不能由您复核。请由另一位复核员办理。")
    status = 403


class NotDeferrable(DomainError):
    """Only what needs building may be put on the books."""

    code = "problems.not_deferrable"
    message = _("%(number)s 不是建设类问题，不能挂账。确有困难请联系办公室调整期限。")


class DayNotAhead(DomainError):
    """A new deadline lies ahead."""

    code = "problems.day_not_ahead"
    message = _("日期 %(day)s 不在今天以后。请选一个以后的日期。")
    status = 422


class MergeRefused(DomainError):
    """A duplicate is merged into another problem that is still open."""

    code = "problems.merge_refused"
    message = _("不能并入 %(number)s：%(reason)s")
    status = 422


class OutOfArea(DomainError):
    """The chosen unit, place or area does not fit."""

    code = "problems.out_of_area"
    message = _("%(what)s")
    status = 422


class BatchRefused(DomainError):
    """Some rows of a batch refuse; nothing was done.

    Attributes:
        lines: (problem number, sentence) of each row that refuses.
        refused: keys of these problems, so that a page can offer the others.
    """

    code = "problems.batch_refused"
    message = _("有 %(n)d 件不能%(action)s，整批都没有办：%(first)s")

    def __init__(self, action: object, lines: Sequence[tuple[int, str, str]]) -> None:
        self.refused = [pk for pk, _number, _why in lines]
        self.lines = [(number, why) for _pk, number, why in lines]
        first = "；".join(f"{number} {why}" for number, why in self.lines[:5])
        super().__init__(n=len(lines), action=action, first=first)


class NothingChosen(DomainError):
    """A batch without rows."""

    code = "problems.nothing_chosen"
    message = _("还没有选中问题。请先勾选要%(action)s的几件。")
    status = 422


class UnitMissing(DomainError):
    """Nothing goes out without somebody who answers."""

    code = "problems.unit_missing"
    message = _("%(number)s 还没有责任单位，或单位已经停用。请先指定责任单位。")
    status = 422


class VisitVoid(DomainError):
    """A void visit makes no problems."""

    code = "problems.visit_void"
    message = _("%(number)s 出自已作废的到访，不能派单。请选“不予交办”。")


class NotRunning(DomainError):
    """A deadline is changed only while its clock runs."""

    code = "problems.not_running"
    message = _("%(number)s 现为“%(now)s”，没有在计时的期限。只有单位在办的才能调整。")


class NotOnTheBooks(DomainError):
    """Only a building matter on the books waits for a project."""

    code = "problems.not_on_the_books"
    message = _("%(number)s 不是挂账的建设类问题，不能指向项目。先申请挂账。")


class LinkClosed(DomainError):
    """The link on a dispatch order ended or was revoked."""

    code = "problems.link_closed"
    message = _("这个链接%(why)s，不能再用。请向交办单位要新的交办单，或用单位账号登录办理。")
    status = 410


class LinkBusy(DomainError):
    """The link is opened faster than people do."""

    code = "problems.link_busy"
    message = _("这个链接打开得太频繁。请等一分钟再试。")
    status = 429


class FormIncomplete(DomainError):
    """A form without a page of its own was not filled in."""

    code = "problems.form_incomplete"
    message = _("没有办：“%(fields)s”没有填或填得不对。请改好再点一次。")
    status = 422

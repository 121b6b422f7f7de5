"""What meetings refuse."""

from django.utils.translation import gettext_lazy as _

from wenming.core.errors import DomainError


class NotYet(DomainError):
    """A meeting is held on a day that has not come."""

    code = "meetings.not_yet"
    message = _("%(on)s 还没有到，不能登记召开。会议提前的，请填实际召开的日期。")
    status = 422


class NoSuchItem(DomainError):
    """The item has left the agenda."""

    code = "meetings.no_such_item"
    message = _("“%(meeting)s”的议程里没有这个议题了：单位可能已经报了新的进展。请刷新后再看。")


class NotLater(DomainError):
    """An item is put off to a meeting that does not come later."""

    code = "meetings.not_later"
    message = _("“%(to)s”不是“%(meeting)s”之后待召开的会议，不能延到那里。")
    status = 422


class DecidedAlready(DomainError):
    """Something was decided on the item."""

    code = "meetings.decided_already"
    message = _("这个议题已经议定：%(line)s")


class NotDecided(DomainError):
    """There are no words to put right."""

    code = "meetings.not_decided"
    message = _("这个议题还没有议定，没有可以更正的。")


class PutOffAlready(DomainError):
    """The item was put off."""

    code = "meetings.put_off_already"
    message = _("这个议题已经延到“%(to)s”，请在那次会议上办理。")


class FollowUnfit(DomainError):
    """What follows does not fit the item."""

    code = "meetings.follow_unfit"
    message = _("这个议题不能选“%(follow)s”。可以选：%(allowed)s。")
    status = 422


class OnlyOwn(DomainError):
    """Only the office's own line is taken off; stuck work is put off or decided."""

    code = "meetings.only_own"
    message = _("单位请求协调的议题不能去掉，只能延后或议定。")


class MinutesThere(DomainError):
    """The meeting has its minutes."""

    code = "meetings.minutes_there"
    message = _("“%(meeting)s”的纪要已经收了（%(title)s）。")


class NoMinutes(DomainError):
    """The document cannot be the minutes of the meeting."""

    code = "meetings.no_minutes"
    message = _("这份文件不能作为“%(meeting)s”的纪要：要在会后收的，且不是别的会议的纪要。")
    status = 422

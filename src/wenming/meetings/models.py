"""Meetings, what they talk about, and what they decide (会议、议题、议定事项)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.documents.models import Document
from wenming.duties.models import Duty, Undertaking, UndertakingStep
from wenming.meetings.workflow import Status
from wenming.organization.models import Area, Unit

STATUS_LABELS = {
    Status.PLANNED: _("待召开"),
    Status.HELD: _("已召开"),
    Status.CANCELLED: _("已取消"),
}
ACTION_LABELS = {
    "arrange": _("改会议和议程"),
    "hold": _("登记召开"),
    "decide": _("登记议定事项"),
    "cancel": _("取消会议"),
}


class Meeting(models.Model):
    """A meeting of the campaign (会议), planned by the office of its area.

    Until it is held its agenda is made anew whenever it is looked at (`meetings.agenda`); holding
    it fixes the agenda.
    """

    class Kind(models.TextChoices):
        """What the city calls it."""

        LEADING_GROUP = "group", _("领导小组会议")
        JOINT = "joint", _("联席会议")
        PROGRESS = "progress", _("调度会")
        SPECIAL = "special", _("专题会")

    kind = models.CharField(_("类型"), max_length=10, choices=Kind.choices, default=Kind.JOINT)
    title = models.CharField(_("会议名称"), max_length=100)
    on = models.DateField(_("日期"))
    begins = models.TimeField(_("时间"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=100)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.PLANNED
    )
    cancelled_for = models.CharField(_("取消原因"), max_length=200, blank=True)
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("纪要")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("会议")
        indexes = [models.Index(fields=["owner", "status", "on"], name="meeting_owner_status_on")]

    def __str__(self) -> str:
        return self.title

    @property
    def dated(self) -> str:
        """When and what, as others speak of it: 12月3日联席会议."""
        return _t("%(month)d月%(day)d日%(kind)s") % {
            "month": self.on.month,
            "day": self.on.day,
            "kind": self.get_kind_display(),
        }


class AgendaItem(models.Model):
    """One thing to talk about (议题): work that is stuck, or the office's own line.

    A row for stuck work keeps its place, or says to which meeting it was put off; the work is
    known with the moment since when it is stuck, for it may be stuck again. Holding the meeting
    writes what was asked into the row. `order` is 0 as long as nobody has placed it. `is_kept`
    holds stuck work on a meeting that is not the next one.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    order = models.IntegerField(_("序号"), default=0)
    work = models.ForeignKey(
        Undertaking, models.PROTECT, null=True, related_name="agenda_items", verbose_name=_("任务")
    )
    stuck_since = models.DateTimeField(null=True)
    asked = models.ForeignKey(UndertakingStep, models.PROTECT, null=True, related_name="+")
    text = models.CharField(_("议题"), max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    duty = models.ForeignKey(
        Duty, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("有关任务")
    )
    due_on = models.DateField(_("完成日期"), null=True, blank=True)
    is_kept = models.BooleanField(default=False)
    put_off_to = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="+", verbose_name=_("延至")
    )
    put_off_for = models.CharField(_("延后原因"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("议题")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "work", "stuck_since"], name="agenda_item_once"
            ),
            models.CheckConstraint(
                name="agenda_item_says_something", condition=Q(work__isnull=False) | ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40] or f"{self.meeting_id} {self.work_id}"


class Decision(models.Model):
    """What was decided on one item, by whom, and what follows (议定事项)."""

    class Follow(models.TextChoices):
        """What follows."""

        BACK = "back", _("按议定接着推进")
        CHANGE = "change", _("调整单位或期限")
        ORDER = "order", _("另行交办，见纪要")
        NOTED = "noted", _("不另办")

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decision")
    line = models.CharField(_("议定事项"), max_length=120)
    post = models.CharField(_("谁定的（职务）"), max_length=40)
    follow = models.CharField(_("接下来"), max_length=10, choices=Follow.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("议定事项")

    def __str__(self) -> str:
        return self.line

    @property
    def told(self) -> str:
        """The decision as units read it, with the meeting and whose word it was."""
        return _t("%(meeting)s议定（%(post)s）：%(line)s") % {
            "meeting": self.item.meeting.dated,
            "post": self.post,
            "line": self.line,
        }

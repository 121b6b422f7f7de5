"""Events of the negative list and bonuses (负面与加分事项)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.models import Upload
from wenming.framework.models.editions import Edition
from wenming.framework.workflow import EventStatus
from wenming.organization.models import Area

EVENT_STATUS_LABELS = {
    EventStatus.REPORTED: _("待核定"),
    EventStatus.CONFIRMED: _("已核定"),
    EventStatus.DECLINED: _("不予认定"),
}
EVENT_ACTION_LABELS = {"confirm": _("核定"), "decline": _("不予认定")}


class Event(models.Model):
    """Something that an entry of the negative list or a bonus speaks of has happened.

    Reported with evidence, confirmed by somebody else; only then it counts, from `effective_on`.
    It is never changed or deleted: a withdrawal is an entry of its own that names what it
    withdraws, and is confirmed in the same way.
    """

    number = models.CharField(_("编号"), max_length=20, unique=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="events", verbose_name=_("测评体系版本")
    )
    code = models.CharField(_("清单编号"), max_length=20)
    effect = models.CharField(_("处理"), max_length=8)  # veto, deduct or bonus
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    occurred_on = models.DateField(_("发生日期"))
    effective_on = models.DateField(_("生效日期"))
    reason = models.TextField(_("事由"), max_length=1000)
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=list(EVENT_STATUS_LABELS.items()),
        default=EventStatus.REPORTED,
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上报人")
    )
    reported_at = models.DateTimeField(_("上报时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("核定人"),
    )
    decided_at = models.DateTimeField(_("核定时间"), null=True, blank=True)
    decision = models.CharField(_("核定意见"), max_length=300, blank=True)
    withdraws = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withdrawals",
        verbose_name=_("撤销的事项"),
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "effective_on"], name="event_in_effect")]
        verbose_name = _("负面与加分事项")

    def __str__(self) -> str:
        return self.number


class EventFile(models.Model):
    """A piece of evidence for an event (佐证材料)."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="files")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.event_id} {self.upload_id}"

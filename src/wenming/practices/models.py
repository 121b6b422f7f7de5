"""Good plans and practices that the office passes on (转发典型经验)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.commitments.models import Plan
from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.framework.models import Indicator
from wenming.organization.models import Area, Unit
from wenming.practices.workflow import Status

STATUS_LABELS = {
    Status.PROPOSED: _("待转发"),
    Status.FORWARDED: _("已转发"),
    Status.WITHDRAWN: _("已撤下"),
}
ACTION_LABELS = {"forward": _("转发"), "withdraw": _("撤下")}


class Practice(models.Model):
    """A way of working worth copying (典型经验), told in a few words; from an accepted plan or not.

    Whoever it is forwarded to is told and need not answer.
    """

    title = models.CharField(_("标题"), max_length=80)
    text = models.CharField(_("做法"), max_length=800)
    result = models.CharField(_("成效"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="practices")
    paper = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="+")
    status = models.CharField(
        _("状态"), max_length=9, choices=list(STATUS_LABELS.items()), default=Status.PROPOSED
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)
    forwarded_at = models.DateTimeField(_("转发时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("典型经验")
        indexes = [models.Index(fields=["status"], name="practice_status")]

    def __str__(self) -> str:
        return self.title


class PracticeCopy(models.Model):
    """One unit that a practice was forwarded to (抄送)."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="copies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "unit"], name="practice_copy_once")
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.unit_id}"

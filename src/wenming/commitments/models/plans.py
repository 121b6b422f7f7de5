"""Plans of units (工作方案): what is collected of all, and each unit's own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.commitments.workflow import Planned
from wenming.core.clock import now
from wenming.organization.models import Area, Unit

PLANNED_LABELS = {
    Planned.DRAFT: _("未报"),
    Planned.SUBMITTED: _("待审"),
    Planned.RETURNED: _("已退回"),
    Planned.ACCEPTED: _("已通过"),
}
PLANNED_ACTION_LABELS = {
    "edit": _("修改"),
    "submit": _("报送"),
    "return": _("退回"),
    "accept": _("通过"),
}


class PlanCollection(models.Model):
    """One asking for plans (收集工作方案), with what they have to settle, as it was asked.

    A unit is asked once a year: a second collection goes only to who was not asked in the first.
    """

    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    year = models.IntegerField(_("年度"))
    title = models.CharField(_("方案名称"), max_length=100)
    settlements = models.JSONField(_("要落实的"))
    due_on = models.DateField(_("报送期限"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("收集方案")

    def __str__(self) -> str:
        return self.title


class Plan(models.Model):
    """A unit's plan (工作方案); while `sections` is empty its draft is made of its duties."""

    collection = models.ForeignKey(PlanCollection, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    status = models.CharField(
        _("状态"), max_length=9, choices=list(PLANNED_LABELS.items()), default=Planned.DRAFT
    )
    sections = models.JSONField(_("内容"), default=dict)
    remarks = models.CharField(_("审核意见"), max_length=400, blank=True)
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_on = models.DateField(_("通过日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("工作方案")
        constraints = [models.UniqueConstraint(fields=["collection", "unit"], name="plan_once")]
        indexes = [models.Index(fields=["status"], name="plan_status")]

    def __str__(self) -> str:
        return f"{self.unit}：{self.collection}"

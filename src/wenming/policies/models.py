"""Policies that an indicator needs (制度清单): there, to be improved, or missing."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.organization.models import Area, Unit
from wenming.policies.workflow import Status

STATUS_LABELS = {
    Status.MISSING: _("缺"),
    Status.TO_IMPROVE: _("待完善"),
    Status.SUBMITTED: _("待审"),
    Status.EXISTS: _("已有"),
}
ACTION_LABELS = {
    "submit": _("报送"),
    "return": _("退回"),
    "accept": _("通过"),
    "reopen": _("要求完善"),
}
NEVER = date.max  # sorts what has no deadline behind everything that has one


class Policy(models.Model):
    """A rule, plan or standing arrangement that an indicator asks for (制度).

    `indicator` is a code, the same in every edition. The unit hands in its paper once; it serves
    every indicator that names it by the same title.
    """

    indicator = models.CharField(_("指标"), max_length=20, db_index=True)
    title = models.CharField(_("制度名称"), max_length=100)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="policies", verbose_name=_("责任单位")
    )
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.MISSING
    )
    due_on = models.DateField(_("完成期限"), null=True, blank=True)
    due_key = models.DateField(default=NEVER, editable=False)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    paper = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    remarks = models.CharField(_("要完善的"), max_length=200, blank=True)
    opened_on = models.DateField(_("登记日期"))
    turn = models.IntegerField(default=1)  # how often it was opened; each time is asked once
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    accepted_on = models.DateField(_("通过日期"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("制度")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "title", "unit"], name="policy_once"),
            models.CheckConstraint(
                name="handed_in_policy_has_paper",
                condition=~models.Q(status="submitted") | models.Q(paper__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_key"], name="policy_status_due"),
            models.Index(fields=["unit", "status"], name="policy_unit_status"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        """Keep the sort key of the deadline in step."""
        self.due_key = self.due_on or NEVER
        super().save(**options)

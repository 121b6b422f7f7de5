"""What units undertake of a duty, how far they are, and every step of it (任务办理)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wenming.core.clock import now
from wenming.duties.models.lists import Duty
from wenming.duties.workflow import RUNNING, Progress
from wenming.organization.models import Post, Unit

PROGRESS_LABELS = {
    Progress.NOT_STARTED: _("未启动"),
    Progress.UNDERWAY: _("推进中"),
    Progress.STUCK: _("需协调"),
    Progress.FINISHED: _("待认定"),
    Progress.DONE: _("已完成"),
    Progress.SUSPENDED: pgettext_lazy("状态", "暂停"),
    Progress.CANCELLED: _("已取消"),
}
PROGRESS_ACTION_LABELS = {
    "carry_on": _("报进展"),
    "ask_help": _("请求协调"),
    "answer_help": _("答复协调"),
    "finish": _("报完成"),
    "accept": _("认定完成"),
    "send_back": _("退回"),
    "suspend": _("暂停"),
    "resume": _("恢复"),
    "cancel": _("取消"),
    "open": _("印发"),
    "transfer": _("转办"),
    "entrust": _("落实到岗"),
    "request": _("要求报进展"),
    "continue": _("换发新版"),
}
NEVER = date.max  # sorts what has no deadline behind everything that has one


class Undertaking(models.Model):
    """What one unit has to do for a duty, and how far it is (办理事项).

    Each lead has one of its own. It may hand parts down to the units under it, and a duty of a
    cadence has a part for each period; both are children (`parent`), and a period also carries
    its days. `post` is who does it inside the unit. The work goes on through all versions of the
    list: `duty` is the newest one.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="undertakings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="undertakings")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任岗位")
    )
    text = models.CharField(_("分解到本单位的内容"), max_length=300, blank=True)
    period_start = models.DateField(_("本期开始"), null=True, blank=True)
    period_end = models.DateField(_("本期结束"), null=True, blank=True)
    opened_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("完成日期"), null=True, blank=True)
    due_key = models.DateField(default=NEVER, editable=False)
    status = models.CharField(
        _("状态"),
        max_length=12,
        choices=list(PROGRESS_LABELS.items()),
        default=Progress.NOT_STARTED,
    )
    since = models.DateTimeField(_("状态起始"), default=now)
    line = models.CharField(_("最新进展"), max_length=200, blank=True)
    values = models.JSONField(_("目标现值"), default=dict)
    wants = models.CharField(_("要求报进展的原因"), max_length=200, blank=True)
    finished_on = models.DateField(_("报完成日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("办理事项")
        constraints = [
            models.UniqueConstraint(fields=["parent", "period_start"], name="undertaking_period")
        ]
        indexes = [
            models.Index(fields=["status", "due_key"], name="undertaking_status_due"),
            models.Index(fields=["unit", "status"], name="undertaking_unit_status"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.what[:30]}"

    def save(self, **options: Any) -> None:
        """Keep the sort key of the deadline in step."""
        self.due_key = self.due_on or NEVER
        super().save(**options)

    @property
    def what(self) -> str:
        """What the unit has to do: its own part, or the whole duty."""
        return self.text or self.duty.text

    @property
    def is_period(self) -> bool:
        """Whether it is one period of a duty with a cadence."""
        return self.period_start is not None

    @property
    def is_running(self) -> bool:
        """Whether it is with the unit now."""
        return self.status in RUNNING


class UndertakingStep(models.Model):
    """One step of an undertaking (办理记录); rows are only ever added.

    `values` are what was measured of the duty's targets, by their place in its list.
    """

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="steps")
    action = models.CharField(
        _("步骤"), max_length=12, choices=list(PROGRESS_ACTION_LABELS.items())
    )
    old = models.CharField(max_length=12, choices=list(PROGRESS_LABELS.items()), blank=True)
    new = models.CharField(max_length=12, choices=list(PROGRESS_LABELS.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    line = models.CharField(_("说明"), max_length=200, blank=True)
    values = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"), default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.undertaking_id} {self.action}"


class Contribution(models.Model):
    """What a responsible or supporting unit told the lead (报牵头单位汇总)."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="contributions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    line = models.CharField(_("情况"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("配合情况")

    def __str__(self) -> str:
        return self.line


class Transfer(models.Model):
    """A unit asks that another take over, and somebody decides (申请转办)."""

    class Verdict(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("待定")
        AGREED = "agreed", _("同意")
        DECLINED = "declined", _("不同意")

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="transfers")
    origin = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("原单位"))
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("转给"))
    reason = models.CharField(_("理由"), max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now, editable=False)
    verdict = models.CharField(
        _("决定"), max_length=8, choices=Verdict.choices, default=Verdict.OPEN
    )
    answer = models.CharField(_("答复"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("转办申请")

    def __str__(self) -> str:
        return f"{self.origin} → {self.to}"

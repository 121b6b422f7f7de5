"""What a leader wrote on a figure, a problem or a paper, and what came of it (批示)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.instructions.workflow import Status
from wenming.organization.models import Area, Unit

STATUS_LABELS = {
    Status.NEW: _("待拟办"),
    Status.PROPOSED: _("待转办"),
    Status.ASSIGNED: _("待反馈"),
    Status.ANSWERED: _("待办结"),
    Status.CLOSED: _("已办结"),
}
ACTION_LABELS = {
    "give": _("批示"),
    "propose": _("拟办"),
    "assign": _("转办"),
    "answer": _("反馈"),
    "send_back": _("退回再办"),
    "close": _("办结"),
}


class Instruction(models.Model):
    """One line of a leader (批示), carried to its end by the office.

    `about_title` and `about_path` name the page that it was written on. `leader` is whose line it
    is, by post; `given_by` wrote it here: the leader, or the office for a line on paper (代录),
    whose `scan` may lie with it.
    """

    text = models.CharField(_("批示"), max_length=300)
    about_title = models.CharField(_("批在"), max_length=200, blank=True)
    about_path = models.CharField(max_length=200, blank=True)
    leader = models.CharField(_("批示领导"), max_length=60)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_on = models.DateField(_("批示日期"))
    is_entered = models.BooleanField(_("代录"), default=False)
    scan = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=list(STATUS_LABELS.items()),
        default=Status.NEW,
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办单位")
    )
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    assigned_on = models.DateField(_("转办日期"), null=True, blank=True)
    result = models.CharField(_("办理结果"), max_length=300, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("批示")
        indexes = [models.Index(fields=["status", "due_on"], name="instruction_status_due")]

    def __str__(self) -> str:
        return self.text[:40]


class InstructionStep(models.Model):
    """One step of an instruction (办理记录); rows are only ever added."""

    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="steps")
    action = models.CharField(_("步骤"), max_length=10, choices=list(ACTION_LABELS.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    line = models.CharField(_("内容"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.action}"

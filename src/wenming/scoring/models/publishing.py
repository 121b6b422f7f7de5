"""How the result of a round goes out (得分公布): draft, feedback of the units, approval."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.inspections.models import Correction, Observation, Round
from wenming.organization.models import Unit
from wenming.scoring.models.runs import Run
from wenming.scoring.workflow import DisputeStatus, Status

STATUS_LABELS = {
    Status.DRAFT: _("计算稿"),
    Status.FEEDBACK: _("反馈核实"),
    Status.CHECKED: _("待审定"),
    Status.APPROVED: _("已审定，待公布"),
    Status.PUBLISHED: _("已公布"),
}
ACTION_LABELS = {
    "recalculate": _("重新计算"),
    "open": _("发单位核实"),
    "check": _("结束核实"),
    "approve": _("审定"),
    "send_back": _("退回核实"),
    "publish": _("公布得分"),
}
DISPUTE_STATUS_LABELS = {
    DisputeStatus.OPEN: _("待裁定"),
    DisputeStatus.CORRECTED: _("成立，已更正"),
    DisputeStatus.VOIDED: _("成立，不计分"),
    DisputeStatus.REJECTED: _("不成立"),
    DisputeStatus.WITHDRAWN: _("已撤回"),
}
DISPUTE_ACTION_LABELS = {
    "correct": _("成立，更正"),
    "void": _("成立，不计分"),
    "reject": _("不成立"),
    "withdraw": _("撤回"),
}


class Publication(models.Model):
    """The way of a round's result to those whom it concerns.

    `draft` is the run that the units were shown, `run` the one that was approved and published,
    `last_run` the same round by last visits (复测).
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="publication")
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.DRAFT
    )
    draft = models.ForeignKey(Run, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="publications")
    last_run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=now, editable=False)
    opened_at = models.DateTimeField(_("发单位核实"), null=True)
    due_at = models.DateTimeField(_("核实期限"), null=True)
    checked_at = models.DateTimeField(_("核实结束"), null=True)
    approver = models.CharField(_("审定领导"), max_length=40, blank=True)
    scan = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("审定"), null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("公布"), null=True)

    class Meta:
        verbose_name = _("得分公布")

    def __str__(self) -> str:
        return str(self.round)


class Dispute(models.Model):
    """A unit says that one of its lines is wrong (申诉), before publication and with evidence.

    `before` is the verdict that the unit disputes; a decision that upholds it points at its
    correction, and the observation keeps what was measured.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="disputes")
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="disputes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    text = models.CharField(_("申诉理由"), max_length=400)
    before = models.CharField(_("原判定"), max_length=40)
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=list(DISPUTE_STATUS_LABELS.items()),
        default=DisputeStatus.OPEN,
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("提出"), default=now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("裁定"), null=True)
    reason = models.CharField(_("裁定理由"), max_length=200, blank=True)
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("申诉")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "observation", "unit"], name="dispute_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.observation_id}"


class DisputeFile(models.Model):
    """Evidence that a unit adds to its dispute (佐证)."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="files")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.upload)


class Confirmation(models.Model):
    """A unit has read its lines and has nothing to add (核对无误)."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="confirmations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "unit"], name="confirmation_once")
        ]

    def __str__(self) -> str:
        return str(self.unit)

"""Projects, their timetable, every step of them, and the papers and photos of a step."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.framework.models import Indicator
from wenming.organization.models import Area, Unit
from wenming.places.models import Place
from wenming.projects.workflow import OVER, Stage

STAGE_LABELS = {
    Stage.PROPOSED: _("待论证"),
    Stage.APPRAISED: _("已论证"),
    Stage.APPROVED: _("已立项"),
    Stage.FUNDED: _("资金已落实"),
    Stage.BUILT: _("已建成"),
    Stage.ACCEPTED: _("已验收"),
    Stage.DROPPED: _("已终止"),
}
ACTION_LABELS = {
    "propose": _("提出"),
    "enter": _("补登"),
    "appraise": _("论证通过"),
    "approve": _("批准立项"),
    "return": _("退回论证"),
    "fund": _("落实资金"),
    "report": _("报进展"),
    "finish": _("报建成"),
    "accept": _("验收通过"),
    "redo": _("验收退回"),
    "drop": _("终止"),
}
MILESTONE_LABELS = {
    Stage.APPRAISED: _("论证"),
    Stage.APPROVED: _("立项"),
    Stage.FUNDED: _("资金"),
    Stage.BUILT: _("建成"),
    Stage.ACCEPTED: _("验收"),
}
NEVER = date.max  # sorts what has no deadline behind everything that has one


class Project(models.Model):
    """Something that has to be built, or done for residents' daily life (建设项目、民生实事).

    Its stage changes only through `projects.services`. `owner` is the area whose office decides,
    that of the building unit; `area` is where it stands. Money in fen. `appraised_by` and
    `built_by` said so; another person approves and accepts.
    """

    class Kind(models.TextChoices):
        """What it is."""

        FACILITY = "facility", _("设施建设")
        LIVELIHOOD = "livelihood", _("民生实事")

    number = models.CharField(_("项目编号"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices, default=Kind.FACILITY)
    content = models.CharField(_("建设内容"), max_length=400)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="projects", verbose_name=_("建设地点")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="projects", verbose_name=_("责任单位")
    )
    places = models.ManyToManyField(Place, blank=True, related_name="projects")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="+")
    stage = models.CharField(
        _("阶段"), max_length=10, choices=list(STAGE_LABELS.items()), default=Stage.PROPOSED
    )
    budget = models.BigIntegerField(_("概算"), null=True, blank=True)
    spent = models.BigIntegerField(_("已支出"), default=0)
    funding = models.CharField(_("资金来源"), max_length=80, blank=True)
    approval = models.CharField(_("立项文号"), max_length=60, blank=True)
    due_on = models.DateField(_("当前阶段期限"), null=True, blank=True)
    due_key = models.DateField(default=NEVER, editable=False)
    appraised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("项目")
        constraints = [
            models.CheckConstraint(
                name="project_spent_not_negative", condition=models.Q(spent__gte=0)
            ),
            models.CheckConstraint(
                name="approved_project_is_known",
                condition=models.Q(stage__in=["proposed", "appraised", "dropped"])
                | (~models.Q(approval="") & models.Q(budget__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "due_key"], name="project_stage_due"),
            models.Index(fields=["unit", "stage"], name="project_unit_stage"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Keep the sort key of the deadline in step."""
        self.due_key = self.due_on or NEVER
        super().save(**options)

    @property
    def status(self) -> str:
        """The stage, as `core.moves` calls it."""
        return self.stage

    @status.setter
    def status(self, value: str) -> None:
        self.stage = value

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.stage in OVER

    @property
    def is_overspent(self) -> bool:
        """Whether more was spent than the budget (超概算)."""
        return self.budget is not None and self.spent > self.budget


class Milestone(models.Model):
    """When a stage of a project is to be reached, and when it was (进度计划)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    stage = models.CharField(_("阶段"), max_length=10, choices=list(MILESTONE_LABELS.items()))
    due_on = models.DateField(_("计划日期"), null=True, blank=True)
    done_on = models.DateField(_("实际日期"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "stage"], name="project_milestone_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.stage}"


class ProjectStep(models.Model):
    """One step of a project (办理记录); rows are only ever added. `spent` in fen, summed up to then."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    action = models.CharField(_("步骤"), max_length=10, choices=list(ACTION_LABELS.items()))
    old = models.CharField(max_length=10, choices=list(STAGE_LABELS.items()), blank=True)
    new = models.CharField(max_length=10, choices=list(STAGE_LABELS.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    line = models.CharField(_("说明"), max_length=200, blank=True)
    spent = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.action}"


class ProjectFile(models.Model):
    """A paper or photo that came with a step (批文、论证意见、照片)."""

    step = models.ForeignKey(ProjectStep, models.CASCADE, related_name="files")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.step_id} {self.upload_id}"

    @property
    def is_photo(self) -> bool:
        """Whether pages show it as a picture."""
        return bool(self.upload.public_digest)

"""The problem register: problems, dispatch orders, their steps and photos."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.framework.models import CheckItem, Indicator
from wenming.inspections.models import Finding, Observation, Round, Visit
from wenming.organization.models import Area, Unit
from wenming.places.models import Place
from wenming.problems.workflow import STAGES, Stage, Status
from wenming.projects.models import Project

STATUS_LABELS = {
    Status.PROPOSED: _("待派单"),
    Status.DISPATCHED: _("已交办"),
    Status.RECEIVED: _("已签收"),
    Status.SUBMITTED: _("待复核"),
    Status.CLOSED: _("已销号"),
    Status.DEFERRING: _("挂账待批"),
    Status.DEFERRED: _("已挂账"),
    Status.DROPPED: _("不予交办"),
    Status.MERGED: _("已并入"),
}
ACTION_LABELS = {
    "propose": _("发现"),
    "correct": _("修改"),
    "dispatch": _("交办"),
    "drop": _("不予交办"),
    "merge": _("并入"),
    "restore": _("恢复待派单"),
    "receive": _("签收"),
    "return": _("退回"),
    "recall": _("撤回"),
    "hand_on": _("转办"),
    "submit": _("提交整改"),
    "redo": _("重新整改"),
    "close": _("销号"),
    "extend": _("调整期限"),
    "ask_deferral": _("申请挂账"),
    "defer": _("批准挂账"),
    "decline_deferral": _("不同意挂账"),
    "resume": _("恢复办理"),
    "point": _("指向项目"),
}


_STAGES = [(str(status), int(stage)) for status, stage in STAGES.items() if stage != Stage.BEFORE]


def new_token() -> str:
    """An unguessable token (192 bits) for the link on a dispatch order."""
    return secrets.token_urlsafe(24)


class DispatchOrder(models.Model):
    """An order that hands problems to one unit (交办单), with a link that needs no sign-in."""

    number = models.CharField(_("交办单号"), max_length=20, unique=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="orders", verbose_name=_("承办单位")
    )
    copied_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("抄送")
    )
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("交办时间"))
    token = models.CharField(max_length=40, unique=True, default=new_token)
    expires_at = models.DateTimeField(_("链接有效期"))
    revoked_at = models.DateTimeField(_("链接作废"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("交办单")

    def __str__(self) -> str:
        return self.number

    def why_closed(self, at: datetime) -> str:
        """Why the link does not open at `at`, in words; empty while it does."""
        if self.revoked_at is not None:
            return gettext("已经作废")
        return gettext("已经过期") if at >= self.expires_at else ""


class Problem(models.Model):
    """A fault that a unit has to rectify (问题), one row of the problem register (问题台账).

    Its state changes only through `problems.services`; each change leaves a `Step` and an
    audit entry. A closed problem never edits an observation.

    `origin` says what it was made from, such as `finding:<id>`, so that nothing is proposed
    twice. `unit` answers for it; `handler` has it in hand now (a street may have handed it on
    to a community). The clock runs to `due_at`; from `warn_at` the light is amber.
    """

    class Source(models.TextChoices):
        """Where it comes from (来源)."""

        INSPECTION = "inspection", _("督查测评")
        PATROL = "patrol", _("日常巡查")
        LEADER = "leader", _("领导交办")

    class Remedy(models.TextChoices):
        """What the fault asks for (整改类型)."""

        FIX = "fix", _("立行立改")
        SERVICE = "service", _("服务改进")
        BUILD = "build", _("建设类")
        BEHAVIOUR = "behaviour", _("行为类")

    number = models.CharField(_("问题编号"), max_length=20, unique=True)
    origin = models.CharField(max_length=80, unique=True)
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("组织地区"))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="problems",
        verbose_name=_("点位"),
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所在区域"))
    spot = models.CharField(_("具体位置"), max_length=60)
    text = models.CharField(_("问题描述"), max_length=200)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="problems")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="problems")
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    finding = models.OneToOneField(
        Finding, models.PROTECT, null=True, blank=True, related_name="problem"
    )
    item = models.ForeignKey(CheckItem, models.PROTECT, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+"
    )
    remedy = models.CharField(
        _("整改类型"), max_length=10, choices=Remedy.choices, default=Remedy.FIX
    )
    is_critical = models.BooleanField(_("关键项"), default=False)
    needs_photo = models.BooleanField(_("需整改照片"), default=True)
    is_deferrable = models.BooleanField(_("可以挂账"), default=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.PROPOSED
    )
    stage = models.GeneratedField(
        expression=models.Case(
            *(models.When(status=status, then=models.Value(stage)) for status, stage in _STAGES),
            default=models.Value(int(Stage.BEFORE)),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    found_at = models.DateTimeField(_("发现时间"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="problems",
        verbose_name=_("责任单位"),
    )
    handler = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_problems",
        verbose_name=_("办理单位"),
    )
    support = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("配合单位")
    )
    order = models.ForeignKey(
        DispatchOrder, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    allowed_days = models.IntegerField(_("整改时限（工作日）"), default=3)
    dispatched_at = models.DateTimeField(_("交办时间"), null=True, blank=True)
    received_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    due_at = models.DateTimeField(_("整改期限"), null=True, blank=True)
    warn_at = models.DateTimeField(_("临期起算"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("整改完成时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("销号时间"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deferred_until = models.DateField(_("挂账至"), null=True, blank=True)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="problems",
        verbose_name=_("项目"),
    )
    measure = models.CharField(_("整改措施"), max_length=200, blank=True)
    relapse_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relapses",
        verbose_name=_("复发自"),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("问题")
        constraints = [
            models.CheckConstraint(
                name="dispatched_has_unit_due",
                condition=models.Q(status__in=[Status.PROPOSED, Status.DROPPED, Status.MERGED])
                | models.Q(unit__isnull=False, due_at__isnull=False),
                violation_error_message=_("交办后的问题必须有责任单位和整改期限。"),
            )
        ]
        indexes = [
            models.Index(fields=["stage", "unit", "status", "due_at"], name="problem_stage_unit"),
            models.Index(fields=["handler", "stage"], name="problem_handler_stage"),
            models.Index(fields=["stage", "due_at", "id", "relapse_of"], name="problem_stage_due"),
            models.Index(fields=["stage", "id", "relapse_of"], name="problem_stage_relapse"),
            models.Index(fields=["place", "stage"], name="problem_place_stage"),
            models.Index(fields=["stage", "area"], name="problem_stage_area"),
            # All that the figures of every page count, so that the index alone answers.
            models.Index(
                fields=["status", "due_at", "warn_at", "relapse_of", "unit", "handler"],
                name="problem_counts",
            ),
            models.Index(
                fields=["closed_at", "unit", "submitted_at", "due_at"], name="problem_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def status_words(self) -> str:
        """The state in words, for lists: Django's own method hashes every choice at every call."""
        return str(STATUS_LABELS[Status(self.status)])

    @property
    def source_words(self) -> str:
        """Where it comes from, in words, for lists."""
        return str(Problem.Source(self.source).label)


class ProblemPhoto(models.Model):
    """A photo of a problem (照片), before or after rectification."""

    class Moment(models.TextChoices):
        """When it was taken."""

        BEFORE = "before", _("整改前")
        AFTER = "after", _("整改后")

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="photos")
    moment = models.CharField(max_length=6, choices=Moment.choices)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    step = models.ForeignKey("Step", models.CASCADE, null=True, related_name="photos")
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.problem} {self.get_moment_display()}"


class Step(models.Model):
    """One step in the life of a problem (办理记录); rows are only ever added.

    `unit` is in whose name it was done, `to` who has the problem in hand from then on.
    Without `by` it was done through the link of `order` (凭链接), or by the system where there
    is no order either.
    """

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="steps")
    action = models.CharField(_("步骤"), max_length=16)
    old = models.CharField(max_length=10, choices=list(STATUS_LABELS.items()), blank=True)
    new = models.CharField(max_length=10, choices=list(STATUS_LABELS.items()))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    order = models.ForeignKey(DispatchOrder, models.PROTECT, null=True, related_name="steps")
    note = models.CharField(_("说明"), max_length=200, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.problem} {self.action}"


class LinkUse(models.Model):
    """One opening of a dispatch order's link (链接打开记录)."""

    order = models.ForeignKey(DispatchOrder, models.CASCADE, related_name="uses")
    at = models.DateTimeField(default=now, editable=False)
    address = models.GenericIPAddressField(_("来源地址"), null=True)
    is_refused = models.BooleanField(_("已拒绝"), default=False)

    def __str__(self) -> str:
        return f"{self.order} {self.at:%F %T}"


class VisitLook(models.Model):
    """When the failed items of a visit were last looked through for problems (转办核对)."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="problem_look")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.at:%F %T}"

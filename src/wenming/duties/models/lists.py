"""Task lists from documents, their duties and receipts (任务清单)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.documents.labels import quoted
from wenming.documents.models import Document, Draft
from wenming.duties.workflow import NOT_OUT, Status
from wenming.framework.models import Edition, Indicator, PlaceType
from wenming.organization.models import Area, Unit

STATUS_LABELS = {
    Status.DRAFT: _("拟稿"),
    Status.CONSULTING: _("征求意见"),
    Status.REVIEWING: _("审核中"),
    Status.REVIEWED: _("待签批印发"),
    Status.ISSUED: _("已印发"),
    Status.REPLACED: _("已被新版代替"),
}
ACTION_LABELS = {
    "consult": _("征求意见"),
    "end_consultation": _("结束征求意见"),
    "submit": _("送审"),
    "send_back": _("退回修改"),
    "review": _("审核通过"),
    "issue": _("印发"),
    "replace": _("换发新版"),
}


class TaskList(models.Model):
    """A list of tasks out of documents (任务清单), or the table of who answers for the indicators
    and place types of an edition (责任分解表); a duty is never issued alone.

    Its state changes only through `duties.services`. The issued docx is frozen. `submitted_by`
    and `reviewed_by` are two people; `approver` is the leader who gave the word, `approval` the
    signed sheet where there is one.
    """

    class Kind(models.TextChoices):
        """What it was made of."""

        LIST = "list", _("任务清单")
        TABLE = "table", _("责任分解表")

    kind = models.CharField(_("类别"), max_length=6, choices=Kind.choices, default=Kind.LIST)
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("测评体系版本"),
    )
    title = models.CharField(_("标题"), max_length=200)
    basis = models.CharField(_("依据"), max_length=300)
    version = models.IntegerField(_("版次"), default=1)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    documents = models.ManyToManyField(Document, related_name="task_lists")
    status = models.CharField(
        _("状态"), max_length=10, choices=list(STATUS_LABELS.items()), default=Status.DRAFT
    )
    consulted_until = models.DateField(_("征求意见截止"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_for = models.CharField(_("退回原因"), max_length=200, blank=True)
    number = models.CharField(_("文号"), max_length=40, blank=True)
    approver = models.CharField(_("签批人"), max_length=60, blank=True)
    approval = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replacement"
    )
    paper = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("任务清单")
        constraints = [
            models.CheckConstraint(
                name="issued_list_is_complete",
                condition=models.Q(status__in=sorted(NOT_OUT))
                | (
                    ~models.Q(number="")
                    & ~models.Q(approver="")
                    & models.Q(issued_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="table_is_of_an_edition",
                condition=models.Q(kind="list", edition__isnull=True)
                | models.Q(kind="table", edition__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def quoted(self) -> str:
        """The title in 《》."""
        return quoted(self.title)

    @property
    def is_table(self) -> bool:
        """Whether it is a 责任分解表."""
        return self.kind == self.Kind.TABLE


class Duty(models.Model):
    """One task with who answers for it and until when (任务).

    `leader` is a post, not a name; empty, the head of the lead unit answers. `milestones` are
    {"what", "due_on"} by day. `evidence` is what a report has to bring along: nothing by default.
    `continues` is the same task in the version before: what was done for it counts on.
    """

    task_list = models.ForeignKey(TaskList, models.PROTECT, related_name="duties")
    order = models.IntegerField(_("序号"))
    text = models.TextField(_("任务"))
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, blank=True, related_name="duties")
    kind = models.CharField(_("种类"), max_length=12)
    deadline = models.CharField(_("时限"), max_length=60, blank=True)
    due_on = models.DateField(_("完成日期"), null=True, blank=True)
    cadence = models.CharField(_("频次"), max_length=20, blank=True)
    targets = models.JSONField(_("目标"), default=list)
    leader = models.CharField(_("责任领导"), max_length=60, blank=True)
    measures = models.TextField(_("具体措施"), blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    milestones = models.JSONField(_("阶段节点"), default=list)
    acceptance = models.CharField(_("验收标准"), max_length=300, blank=True)
    evidence = models.CharField(_("要求的佐证"), max_length=200, blank=True)
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="+")
    place_types = models.ManyToManyField(PlaceType, blank=True, related_name="+")
    areas = models.ManyToManyField(Area, blank=True, related_name="+")
    continues = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )

    class Meta:
        ordering = ["task_list", "order"]
        constraints = [models.UniqueConstraint(fields=["task_list", "order"], name="duty_order")]
        verbose_name = _("任务")

    def __str__(self) -> str:
        return self.text[:40]


class DutyUnit(models.Model):
    """A unit's part in a duty (牵头、责任、配合), and what of it the unit does (`share`).

    `carried_by` is the duty under which the unit works on the same already: it is not asked twice.
    """

    class Part(models.TextChoices):
        """What the unit does in it."""

        LEAD = "lead", _("牵头")
        RESPONSIBLE = "responsible", _("责任")
        SUPPORT = "support", _("配合")

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duty_parts")
    part = models.CharField(_("分工"), max_length=12, choices=Part.choices)
    share = models.CharField(_("具体分工"), max_length=200, blank=True)
    carried_by = models.ForeignKey(
        Duty, models.SET_NULL, null=True, blank=True, related_name="carries"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "unit"], name="duty_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_part_display()}"


class Receipt(models.Model):
    """A unit's receipt of an issued list (签收)."""

    task_list = models.ForeignKey(TaskList, models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("签收时间"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task_list", "unit"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.task_list}"


class Opinion(models.Model):
    """What a unit says of a draft that names it (征求意见); silence at the end counts as none.

    `at` is null while it is silent; an empty `text` with a time says 无意见 in so many words.
    """

    class Verdict(models.TextChoices):
        """What the office makes of it."""

        OPEN = "open", _("待答复")
        TAKEN = "taken", _("采纳")
        DECLINED = "declined", _("不采纳")

    task_list = models.ForeignKey(TaskList, models.CASCADE, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.CharField(_("意见"), max_length=600, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    verdict = models.CharField(
        _("采纳情况"), max_length=8, choices=Verdict.choices, default=Verdict.OPEN
    )
    answer = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task_list", "unit"], name="opinion_once")]
        ordering = ["unit__pinyin"]
        verbose_name = _("意见")

    def __str__(self) -> str:
        return f"{self.unit}：{self.text[:30]}"

    @property
    def is_open(self) -> bool:
        """Whether the office still owes an answer."""
        return bool(self.text) and self.verdict == self.Verdict.OPEN

"""Documents and the directives drafted from them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.documents.labels import quoted
from wenming.organization.models import Area, Unit


class Document(models.Model):
    """A speech, plan or notice that orders things (文件).

    `text` is the cleaned text; drafts point into it by character span. `checks`, `gaps` and
    `outline` are what the intake found, in the draft schema of engine.md section 6.

    `drafted_by` is the model behind the drafting endpoint, empty where the rules drafted;
    `drafting_note` says why they had to although an endpoint is set.
    """

    class Kind(models.TextChoices):
        """What the document is."""

        SPEECH = "speech", _("讲话")
        PLAN = "plan", _("方案")
        NOTICE = "notice", _("通知")
        MINUTES = "minutes", _("会议纪要")
        OTHER = "other", _("其他")

    class Sensitivity(models.TextChoices):
        """Who may see it; state secrets are refused at the door."""

        PUBLIC = "public", _("公开")
        INTERNAL = "internal", _("内部")

    class Status(models.TextChoices):
        """How far the review is."""

        REVIEWING = "reviewing", _("审核中")
        DONE = "done", _("已审完")

    title = models.CharField(_("标题"), max_length=200)
    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices)
    dated_on = models.DateField(_("成文日期"), null=True, blank=True)
    sensitivity = models.CharField(
        _("公开属性"), max_length=10, choices=Sensitivity.choices, default=Sensitivity.INTERNAL
    )
    is_unreviewed = models.BooleanField(_("未经本人审阅"), default=False)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    upload = models.ForeignKey(
        Upload, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("原件")
    )
    text = models.TextField(_("正文"))
    outline = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    gaps = models.JSONField(default=list)
    drafted_by = models.CharField(_("拟稿"), max_length=80, blank=True)
    drafting_note = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=Status.choices, default=Status.REVIEWING
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("文件")

    def __str__(self) -> str:
        return self.title

    @property
    def quoted(self) -> str:
        """The title in 《》."""
        return quoted(self.title)


class Draft(models.Model):
    """A directive drafted from a document (拟提任务), before a person has decided on it.

    `leads` and `supports` are names as written; `lead_units` and `support_units` the units of
    the register that they were matched to. `verdict` keeps what the reviewer chose.

    `paragraph` and `page` are where the sentence begins (0 and None where unknown). `indicators`
    and `place_types` are codes of the framework in force; None until somebody has looked at what
    is suggested.
    """

    class Verdict(models.TextChoices):
        """What the reviewer decided."""

        OPEN = "open", _("待审")
        ACCEPTED = "accepted", _("采纳")
        KEPT = "kept", _("工作要求")
        DROPPED = "dropped", _("不采纳")
        MERGED = "merged", _("已并入")
        LINKED = "linked", _("已有任务")

    document = models.ForeignKey(Document, models.CASCADE, related_name="drafts")
    order = models.IntegerField(_("序号"))
    start = models.IntegerField()
    end = models.IntegerField()
    paragraph = models.IntegerField(_("段"), default=0)
    page = models.IntegerField(_("页"), null=True, blank=True)
    source = models.TextField(_("原句"))
    text = models.TextField(_("任务"))
    kind = models.CharField(_("种类"), max_length=12)
    leads = models.JSONField(default=list)
    supports = models.JSONField(default=list)
    is_generic = models.BooleanField(_("泛称"), default=False)
    lead_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    support_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("配合单位")
    )
    deadline = models.CharField(_("时限"), max_length=60, blank=True)
    due_on = models.DateField(_("完成日期"), null=True, blank=True)
    cadence = models.CharField(_("频次"), max_length=20, blank=True)
    targets = models.JSONField(_("目标"), default=list)
    indicators = models.JSONField(_("对应指标"), null=True, blank=True)
    place_types = models.JSONField(_("点位类型"), null=True, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("区域"))
    is_ticked = models.BooleanField(_("拟列入任务"), default=False)
    verdict = models.CharField(
        _("审核"), max_length=10, choices=Verdict.choices, default=Verdict.OPEN
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        ordering = ["document", "order"]
        constraints = [models.UniqueConstraint(fields=["document", "order"], name="draft_order")]
        verbose_name = _("拟提任务")

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_ready(self) -> bool:
        """Ticked, undecided and led by a unit of the register: one press may accept it."""
        return (
            self.is_ticked
            and self.verdict == self.Verdict.OPEN
            and bool(self.lead_units.all())  # prefetched where many are asked
        )

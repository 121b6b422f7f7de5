"""Letters of responsibility (责任状): their words for a year, one per unit, the signed copies."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.commitments.workflow import Pledge
from wenming.core.clock import now
from wenming.core.models import Upload
from wenming.organization.models import Area, Unit

PLEDGE_LABELS = {
    Pledge.ISSUED: _("已发"),
    Pledge.SIGNED: _("已签"),
    Pledge.REPLACED: _("已换发"),
}
PLEDGE_ACTION_LABELS = {
    "sign": _("交签字件"),
    "send_back": _("退回签字件"),
    "replace": _("换发"),
}


class LetterTerms(models.Model):
    """The words of a year's letters, by which they are written; a letter that is out keeps its own.

    `signer` signs for the headquarters, by post; signed copies are wanted by `due_on`.
    """

    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    year = models.IntegerField(_("年度"))
    title = models.CharField(_("标题"), max_length=100)
    body = models.TextField(_("正文"))
    signer = models.CharField(_("指挥部签字人"), max_length=60)
    due_on = models.DateField(_("签字件交回期限"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "year"], name="letter_terms_once")]
        verbose_name = _("责任状文本")

    def __str__(self) -> str:
        return f"{self.owner} {self.year}"


class Letter(models.Model):
    """The letter of one unit for one year (责任状); its docx is frozen.

    A later version replaces it where its goals have changed; the old ones are kept.
    """

    terms = models.ForeignKey(LetterTerms, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    version = models.IntegerField(_("版次"), default=1)
    number = models.CharField(_("编号"), max_length=40)
    status = models.CharField(
        _("状态"), max_length=8, choices=list(PLEDGE_LABELS.items()), default=Pledge.ISSUED
    )
    goals = models.IntegerField(_("目标任务"))
    indicators = models.IntegerField(_("牵头指标"))
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    issued_on = models.DateField(_("发出日期"))
    signed_on = models.DateField(_("签回日期"), null=True, blank=True)
    sent_back_for = models.CharField(_("退回原因"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("责任状")
        constraints = [
            models.UniqueConstraint(fields=["terms", "unit", "version"], name="letter_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


class LetterCopy(models.Model):
    """A page or scan of the signed letter (签字件); a copy sent back is kept, marked as such."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="copies")
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.upload)

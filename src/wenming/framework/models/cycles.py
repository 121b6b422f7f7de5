"""The calendar of a cycle (创建周期): stages with windows, for the test comes unannounced."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.framework.words import in_language
from wenming.organization.models import Area


class Cycle(models.Model):
    """A cycle of the campaign (创建周期), usually three years."""

    name = models.CharField(_("名称"), max_length=60)
    owner = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("所属地区"))
    first_year = models.IntegerField(_("第一年"))
    last_year = models.IntegerField(_("最后一年"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "first_year"], name="cycle_once")]
        ordering = ["-first_year", "-pk"]
        verbose_name = _("创建周期")

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """A stage of a cycle (阶段): when it may begin at the earliest, when it is over at the latest.

    `procedure` is one of the four procedures; a stage inside the test is one of its steps.
    """

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="stages")
    order = models.IntegerField()
    code = models.CharField(_("代码"), max_length=20)
    procedure = models.CharField(_("程序"), max_length=20)
    name_zh = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    earliest_on = models.DateField(_("最早"))
    latest_on = models.DateField(_("最迟"))
    is_unannounced = models.BooleanField(_("不通知"), default=False)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    note_zh = models.CharField(_("说明"), max_length=200, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="stage_code")]
        ordering = ["order"]
        verbose_name = _("周期阶段")

    def __str__(self) -> str:
        return in_language(self)

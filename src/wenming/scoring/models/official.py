"""Results that others gave the city (官方成绩), findings they fed back, and what to aim for: 内部."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.framework.models import Indicator

THOUSANDTHS = 1000  # of a mark


class Source(models.TextChoices):
    """Who tested (来源)."""

    NATIONAL = "national", _("国家测评")
    PROVINCIAL = "provincial", _("省级测评")
    QUARTERLY = "quarterly", _("季度测评（上级）")


class OfficialResult(models.Model):
    """Total and rank of a city in a test of a higher level; internal, never on public pages.

    `total_millimarks` are thousandths of a mark. `is_own` marks our own city among the others.
    """

    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    year = models.IntegerField(_("年度"), validators=[MinValueValidator(2000)])
    period = models.CharField(_("期次"), max_length=20, blank=True)
    city = models.CharField(_("城市"), max_length=40)
    is_own = models.BooleanField(_("本市"), default=False)
    total_millimarks = models.IntegerField(_("总分（千分之一分）"), null=True)
    rank = models.IntegerField(_("名次"), null=True)
    of = models.IntegerField(_("参评城市数"), null=True)
    published_on = models.DateField(_("公布日期"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-year", "source", "period", "rank", "city"]
        verbose_name = _("官方成绩")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "year", "period", "city"], name="official_result_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.city}"

    @property
    def total(self) -> Decimal | None:
        """Marks; None where only the rank was told."""
        if self.total_millimarks is None:
            return None
        return Decimal(self.total_millimarks) / THOUSANDTHS


class OfficialFinding(models.Model):
    """One line of the list that a test fed back (反馈问题清单)."""

    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    year = models.IntegerField(_("年度"))
    period = models.CharField(_("期次"), max_length=20, blank=True)
    indicator_code = models.CharField(_("指标编号"), max_length=20, blank=True)
    place = models.CharField(_("点位"), max_length=80, blank=True)
    text = models.CharField(_("问题"), max_length=300)
    lost_millimarks = models.IntegerField(_("扣分（千分之一分）"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("官方反馈问题")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "year", "period", "place", "text"], name="official_finding_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def lost(self) -> Decimal | None:
        """Marks taken off; None where it was not told."""
        if self.lost_millimarks is None:
            return None
        return Decimal(self.lost_millimarks) / THOUSANDTHS


class Triage(models.Model):
    """What an indicator is to bring (争分策略): win bonus, full marks, or lose none."""

    class Aim(models.TextChoices):
        """The three kinds."""

        BONUS = "bonus", _("特色")
        FULL = "full", _("普通")
        WEAK = "weak", _("薄弱")

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="triage")
    aim = models.CharField(_("类别"), max_length=6, choices=Aim.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("争分策略")

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.aim}"

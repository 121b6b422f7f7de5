"""Whole-number sums of accepted visits, and the scoring runs made from them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.framework.models import CheckItem, Indicator
from wenming.inspections.models import Round, Visit
from wenming.organization.models import Unit


class VisitSum(models.Model):
    """What counting returns for one visit and one indicator (到访 × 指标), in units of 1/D marks.

    `unit` answers for the items that it sums: the holder of the place, or another by item.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="sums")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    n = models.IntegerField()
    earned = models.BigIntegerField()
    full = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "indicator", "unit"], name="visit_sum_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.indicator_id}"


class PlaceScore(models.Model):
    """The score of a place at one visit (点位得分): earned and full in 1/D marks, and the cap."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="place_score")
    earned = models.BigIntegerField()
    full = models.BigIntegerField()
    cap_item = models.ForeignKey(CheckItem, models.PROTECT, null=True, related_name="+")
    score = models.FloatField(_("点位得分"), null=True)
    counted_at = models.DateTimeField()  # the visit's `changed_at` when it was counted

    def __str__(self) -> str:
        return f"{self.visit_id} {self.score}"


class Run(models.Model):
    """One scoring of a round (计算), stored with what it was made from.

    `which` says whether first or last visits were counted; `result` is R of engine.md
    section 8 and never changes.
    """

    class Which(models.TextChoices):
        """Which visit of a place counts."""

        FIRST = "first", _("初测")
        LAST = "last", _("复测")

    round = models.ForeignKey(Round, models.PROTECT, related_name="runs")
    which = models.CharField(max_length=6, choices=Which.choices)
    engine_version = models.CharField(max_length=20)
    edition_digest = models.CharField(max_length=64)
    inputs_digest = models.CharField(max_length=64)
    result_digest = models.CharField(max_length=64)
    result = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("计算")

    def __str__(self) -> str:
        return f"{self.round} {self.get_which_display()}"

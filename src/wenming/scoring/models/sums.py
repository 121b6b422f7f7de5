"""Whole-number sums of accepted visits and the scores of places made from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.framework.models import CheckItem, Indicator
from wenming.inspections.models import Visit
from wenming.organization.models import Unit


class VisitSum(models.Model):
    """What counting returns for one visit and one indicator (到访 × 指标), in units of 1/D marks.

    `unit` answers for the items that it sums: the holder of the place, or another by item.
    `local_only` sums the items that only a local standard (本地加严标准) has: the figures by the
    base edition leave them out.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="sums")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    n = models.IntegerField()
    earned = models.BigIntegerField()
    full = models.BigIntegerField()
    local_only = models.BooleanField(_("只有本地加严标准要求"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "indicator", "unit", "local_only"], name="visit_sum_once"
            )
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

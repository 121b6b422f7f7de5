"""Who leads an indicator of the framework (责任分解)."""

from django.db import models

from wenming.framework.models import Edition, Indicator
from wenming.organization.models import Unit


class IndicatorLead(models.Model):
    """A unit that leads an indicator of an edition (指标牵头单位); several share equally."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="leads")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="leads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="led_indicators")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit"], name="indicator_lead_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit}"

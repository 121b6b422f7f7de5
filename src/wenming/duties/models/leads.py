"""Who leads an indicator of the framework, and who answers for a type of place (责任分解)."""

from django.db import models

from wenming.framework.models import Edition, Indicator, PlaceType
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


class PlaceTypeLead(models.Model):
    """A unit that answers for all places of a type (点位类型的行业主管); several share."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="type_leads")
    place_type = models.ForeignKey(PlaceType, models.CASCADE, related_name="leads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="led_place_types")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place_type", "unit"], name="place_type_lead_once")
        ]

    def __str__(self) -> str:
        return f"{self.place_type_id} {self.unit}"

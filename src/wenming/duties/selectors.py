"""Reading leads, task lists and duties."""

from wenming.duties.models import IndicatorLead
from wenming.framework.models import Edition
from wenming.organization.models import Unit


def leads_of(edition: Edition) -> dict[str, list[Unit]]:
    """Lead units by indicator code, sorted by name; who has no lead is left out. One query."""
    rows = IndicatorLead.objects.filter(edition=edition).select_related("unit", "indicator")
    leads: dict[str, list[Unit]] = {}
    for row in rows.order_by("unit__pinyin"):
        leads.setdefault(row.indicator.code, []).append(row.unit)
    return leads

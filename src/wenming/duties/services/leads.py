"""Who leads an indicator (指标牵头单位), who answers for a place type (点位类型的行业主管)."""

from collections.abc import Iterable

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.moves import locked
from wenming.duties.models import IndicatorLead, PlaceTypeLead
from wenming.duties.selectors import leads_to_take
from wenming.framework.models import Edition, Indicator, PlaceType
from wenming.organization.models import Unit


@audit.audited
def set_lead(*, indicator_id: int, units: Iterable[Unit], by: User | None) -> Indicator:
    """Make `units` the leads of an indicator, sharing equally; none takes the lead away.

    Args:
        by: None for an import from the command line.

    Raises:
        NotAllowed: the person may not set leads in the area of the edition.
    """
    indicator = locked(
        Indicator.objects.select_related("edition__owner").defer("edition__data"), indicator_id
    )
    if by is not None:
        rights.require(by, Ability.SET_LEADS, area=indicator.edition.owner)
    wanted = {unit.pk: unit for unit in units}
    present = {lead.unit_id: lead for lead in indicator.leads.select_related("unit")}
    old = sorted(lead.unit.code for lead in present.values())
    new = sorted(unit.code for unit in wanted.values())
    if old == new:
        return indicator
    indicator.leads.exclude(unit_id__in=wanted).delete()
    IndicatorLead.objects.bulk_create(
        IndicatorLead(edition=indicator.edition, indicator=indicator, unit=unit)
        for pk, unit in wanted.items()
        if pk not in present
    )
    audit.record("duties.lead_set", indicator, by=by, old=old, new=new)
    return indicator


@audit.audited
def set_type_lead(*, place_type_id: int, units: Iterable[Unit], by: User) -> PlaceType:
    """Let `units` answer for all places of a type; none takes the answer away.

    Raises:
        NotAllowed: the person may not set leads in the area of the edition.
    """
    types = PlaceType.objects.select_related("edition__owner").defer("edition__data")
    row = locked(types, place_type_id)
    rights.require(by, Ability.SET_LEADS, area=row.edition.owner)
    wanted = {unit.pk: unit for unit in units}
    present = {lead.unit_id: lead.unit for lead in row.leads.select_related("unit")}
    if wanted.keys() == present.keys():
        return row
    row.leads.exclude(unit_id__in=wanted).delete()
    PlaceTypeLead.objects.bulk_create(
        PlaceTypeLead(edition=row.edition, place_type=row, unit=unit)
        for pk, unit in wanted.items()
        if pk not in present
    )
    old, new = (sorted(unit.code for unit in found.values()) for found in (present, wanted))
    audit.record("duties.type_lead_set", row, by=by, old=old, new=new)
    return row


@audit.audited
def inherit_leads(*, edition_id: int, by: User) -> int:
    """Give indicators without a lead those that are known of them: of the version before, of the
    base of a local standard, of what they are linked to. Returns how many indicators got leads.

    Raises:
        NotAllowed: the person may not set leads in the area of the edition.
    """
    edition = locked(Edition.objects.select_related("owner").defer("data", "overlay"), edition_id)
    rights.require(by, Ability.SET_LEADS, area=edition.owner)
    leads = leads_to_take(edition)
    bare = edition.indicators.filter(leads=None, code__in=leads)
    for indicator in bare:
        set_lead(indicator_id=indicator.pk, units=leads[indicator.code], by=by)
    return len(bare)

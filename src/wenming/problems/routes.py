"""The way of an order through the territories (直达、逐级): who gets it, who a copy, who may pass it on."""

from dataclasses import dataclass

from django.conf import settings

from wenming.organization.models import ACTIVE, Area, Unit, UnitKind
from wenming.problems.models import Problem

TERRITORIES = frozenset({UnitKind.STREET, UnitKind.COMMUNITY})


@dataclass(frozen=True, slots=True)
class Route:
    """Where an order goes: its addressee, and the district that gets a copy."""

    to: Unit
    copied_to: Unit | None


def route_of(unit: Unit) -> Route:
    """The way to a unit that answers, by the setting DISPATCH_ROUTE.

    Direct (直达): to the unit itself, a copy to its district. Stepwise (逐级): to the district,
    which hands on. Departments have no district above them.
    """
    district = district_of(unit)
    if district is None:
        return Route(unit, None)
    if settings.DISPATCH_ROUTE == "stepwise":
        return Route(district, None)
    return Route(unit, district)


def district_of(unit: Unit) -> Unit | None:
    """The district that a street or community belongs to; None for other units."""
    return unit_above(unit.area, UnitKind.DISTRICT) if unit.kind in TERRITORIES else None


def answering_street(unit: Unit) -> Unit:
    """Orders go to streets, which hand on (属地到街道): the street of a community, else the unit."""
    if unit.kind != UnitKind.COMMUNITY:
        return unit
    return unit_above(unit.area, UnitKind.STREET) or unit


def communities_of(unit: Unit) -> list[Unit]:
    """The units that a street may hand on to."""
    if unit.kind != UnitKind.STREET:
        return []
    below = Unit.objects.filter(
        ACTIVE, kind=UnitKind.COMMUNITY, area__path__startswith=unit.area.path
    )
    return list(below)


def handing_on_to(problem: Problem, unit: Unit) -> list[Unit]:
    """The units that `unit`, which has the problem in hand, may hand it on to (转办).

    A district: the street that answers. A street: its communities, or itself to take it back. A
    community: back to its street.
    """
    answering = problem.unit
    if answering is None:
        return []
    if unit.pk != answering.pk:
        return [answering]
    is_away = problem.handler_id != unit.pk
    return [*communities_of(unit), *([unit] if is_away else [])]


def unit_above(area: Area, kind: str) -> Unit | None:
    """The nearest unit of a kind whose area is `area` or holds it."""
    ends = range(area.steplen, len(area.path) + 1, area.steplen)
    found = Unit.objects.filter(ACTIVE, kind=kind, area__path__in=[area.path[:end] for end in ends])
    return found.select_related("area").order_by("-area__depth", "code").first()

"""Registering a problem seen on the way (随手交办): daily patrol or a leader's word, never scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock, uploads
from wenming.engine import geo
from wenming.engine.framework.model import Remedy
from wenming.framework.selectors import current_edition, engine_framework
from wenming.organization.models import Area, Unit, UnitKind
from wenming.places.models import Place
from wenming.places.nearby import refuse_far
from wenming.problems.errors import OutOfArea
from wenming.problems.failures import DEFAULT_REMEDY, remedy_of
from wenming.problems.models import Problem, ProblemPhoto
from wenming.problems.numbering import next_problem_number
from wenming.problems.routes import answering_street, unit_above
from wenming.problems.services.life import trail
from wenming.problems.services.rectifying import PhotoFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What somebody saw: at a place, or in an area with a pin (WGS84) where the phone knew it.

    `key` is made by the form, so that sending it twice registers it once.
    """

    key: str
    text: str
    spot: str
    place: Place | None = None
    area: Area | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    source: str = Problem.Source.PATROL
    remedy: str = Problem.Remedy.FIX
    photos: Sequence[PhotoFile] = ()


@audit.audited
def report(*, sighting: Sighting, by: User) -> Problem:
    """Register what was seen; it waits for dispatch like every other proposal (待派单).

    Raises:
        NotAllowed: the person reports no problems there.
        OutOfArea: neither place nor area was named.
        BadPosition: the pin is half given or lies outside the city.
        BadPhoto.
    """
    origin = f"patrol:{by.pk}:{sighting.key}"
    if known := Problem.objects.filter(origin=origin).first():
        return known
    refuse_far(sighting.longitude, sighting.latitude)
    area = sighting.place.area if sighting.place else sighting.area or area_at(sighting)
    if area is None:
        raise OutOfArea(what=_("还没有说在哪里。请选点位或所在区域，或用手机定位、在地图上点。"))
    rights.require(by, Ability.REPORT_PROBLEM, area=area)
    remedy = _remedy(sighting.remedy)
    now = clock.now()
    problem = Problem.objects.create(
        number=next_problem_number(),
        origin=origin,
        source=sighting.source,
        owner=_owner(by, area),
        place=sighting.place,
        area=area,
        spot=sighting.spot,
        text=sighting.text,
        longitude=sighting.longitude,
        latitude=sighting.latitude,
        remedy=remedy.code,
        needs_photo=remedy.photo,
        is_deferrable=remedy.deferrable,
        allowed_days=remedy.days,
        found_at=now,
        unit=_answering(sighting.place, area),
        support=sighting.place.sector if sighting.place else None,
    )
    for photo in sighting.photos:
        ProblemPhoto.objects.create(
            problem=problem,
            moment=ProblemPhoto.Moment.BEFORE,
            upload=uploads.store_photo(photo.content, name=photo.name, by=by),
            taken_at=photo.taken_at,
        )
    trail(problem, "propose", "", by=by, photos=len(sighting.photos))
    return problem


def area_at(sighting: Sighting) -> Area | None:
    """The smallest area whose outline holds the pin; None without a pin or outside of all."""
    if sighting.longitude is None or sighting.latitude is None:
        return None
    point = (float(sighting.longitude), float(sighting.latitude))
    outlined = Area.objects.filter(outline__isnull=False).order_by("-depth", "code")
    area: Area
    for area in outlined:
        if any(geo.inside(point, rings) for rings in _polygons(area.outline or {})):
            return area
    return None


def _polygons(outline: dict[str, Any]) -> list[Any]:
    """The polygons of a GeoJSON geometry, each as its rings."""
    shape, coordinates = outline.get("type"), outline.get("coordinates", [])
    return coordinates if shape == "MultiPolygon" else [coordinates] if shape == "Polygon" else []


def _remedy(code: str) -> Remedy:
    edition = current_edition()
    return remedy_of(engine_framework(edition), code) if edition else DEFAULT_REMEDY


def _owner(by: User, area: Area) -> Area:
    """The area in whose name the person reports: the nearest one above `area` that they serve."""
    above = [p for p in rights.area_paths(by, Ability.REPORT_PROBLEM) if area.path.startswith(p)]
    owner: Area = Area.objects.get(path=max(above, key=len))
    return owner


def _answering(place: Place | None, area: Area) -> Unit | None:
    """The street that holds the place or the area; None where nobody is found."""
    if place is not None:
        return answering_street(place.holder)
    return unit_above(area, UnitKind.STREET)

"""Places: entered, changed, closed, opened again; who answers for single items."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import today
from wenming.core.moves import locked
from wenming.organization.models import Area, Post, Unit
from wenming.places import selectors
from wenming.places.errors import BadPosition, CodeTaken, UnknownItem, UnknownType
from wenming.places.models import Place, PlaceOwner

# The box around China: what lies outside is a slip, mostly longitude and latitude swapped.
LONGITUDES = (Decimal(73), Decimal(136))
LATITUDES = (Decimal(3), Decimal(54))


@dataclass(frozen=True, slots=True)
class PlaceData:
    """What is entered of a place; longitude and latitude in degrees, WGS84."""

    code: str
    name: str
    type_code: str
    area: Area
    holder: Unit
    address: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    sector: Unit | None = None
    operator: str = ""
    chief: Post | None = None
    valid_from: date | None = None


FIELDS = tuple(PlaceData.__dataclass_fields__)


@audit.audited
def save_place(*, place_id: int | None = None, data: PlaceData, by: User | None) -> Place:
    """Enter a place, or change one. Rounds keep the place as it was when they froze it.

    A new place without a sector department gets that of its type (责任分解表).

    Args:
        place_id: the place to change; None for a new one.
        by: None from the command line.

    Raises:
        NotAllowed: the person may not keep places there, or not where it was.
        CodeTaken, UnknownType, BadPosition: what the register refuses.
    """
    place = locked(Place.objects.select_related("area"), place_id) if place_id else Place()
    if by is not None:
        rights.require(by, Ability.MANAGE_PLACES, area=data.area)
        if place_id:
            rights.require(by, Ability.MANAGE_PLACES, area=place.area)
    taken = Place.objects.filter(code=data.code).exclude(pk=place.pk).first()
    if taken is not None:
        raise CodeTaken(value=data.code, place=taken)
    refuse_unknown_type(data.type_code, selectors.type_names())
    refuse_bad_position(data.longitude, data.latitude)
    if place_id is None and data.sector is None:
        data = replace(data, sector=selectors.sectors_by_type().get(data.type_code))
    write(place, data, by=by)
    return place


def write(place: Place, data: PlaceData, *, by: User | None) -> bool:
    """Store what was checked, with its entry in the audit trail; False where nothing differs."""
    is_new = place.pk is None
    changed = [name for name in FIELDS if is_new or getattr(place, name) != getattr(data, name)]
    if not changed:
        return False
    for name in FIELDS:
        setattr(place, name, getattr(data, name))
    place.save()
    if is_new:
        audit.record("places.created", place, by=by, code=place.code)
    else:
        audit.record("places.changed", place, by=by, code=place.code, fields=changed)
    return True


def refuse_unknown_type(type_code: str, names: dict[str, str]) -> None:
    """Refuse a type that the edition in force does not have; before the first edition any goes.

    Raises:
        UnknownType.
    """
    if names and type_code not in names:
        raise UnknownType(type=type_code)


def refuse_bad_position(longitude: Decimal | None, latitude: Decimal | None) -> None:
    """Refuse half a position, and one outside the country.

    Raises:
        BadPosition.
    """
    if longitude is None and latitude is None:
        return
    found = f"{longitude if longitude is not None else '–'}，{latitude if latitude is not None else '–'}"
    if longitude is None or latitude is None:
        raise BadPosition(found=found, reason=_("经度和纬度要么都填，要么都不填。"))
    is_inside = LONGITUDES[0] <= longitude <= LONGITUDES[1]
    if not is_inside or not LATITUDES[0] <= latitude <= LATITUDES[1]:
        raise BadPosition(found=found, reason=_("不在中国范围内，是不是经度和纬度填反了？"))


@audit.audited
def close_place(*, place_id: int, on: date | None = None, by: User) -> Place:
    """Close a place: no new round takes it; what was found there stays.

    Raises:
        NotAllowed: the person may not keep places there.
    """
    place = _kept(place_id, by)
    place.status, place.valid_until = Place.Status.CLOSED, on or today()
    place.save(update_fields=["status", "valid_until"])
    audit.record("places.closed", place, by=by, on=place.valid_until.isoformat())
    return place


@audit.audited
def reopen_place(*, place_id: int, by: User) -> Place:
    """Open a closed place again.

    Raises:
        NotAllowed: the person may not keep places there.
    """
    place = _kept(place_id, by)
    place.status, place.valid_until = Place.Status.OPEN, None
    place.save(update_fields=["status", "valid_until"])
    audit.record("places.reopened", place, by=by)
    return place


@audit.audited
def set_item_owner(*, place_id: int, item_code: str, unit: Unit | None, by: User) -> None:
    """Name the unit that answers for one item at a place; None goes back to the item's rule.

    Raises:
        NotAllowed: the person may not keep places there.
        UnknownItem: the place's type has no such item.
    """
    place = _kept(place_id, by)
    if not selectors.items_of(place).filter(code=item_code).exists():
        raise UnknownItem(place=place, item=item_code)
    owners = PlaceOwner.objects.filter(place=place, item_code=item_code)
    if unit is None:
        owners.delete()
    else:
        PlaceOwner.objects.update_or_create(
            place=place, item_code=item_code, defaults={"unit": unit}
        )
    audit.record("places.owner_set", place, by=by, item=item_code, unit=unit.code if unit else "")


def _kept(place_id: int, by: User) -> Place:
    """The locked place, once it is sure that `by` keeps it."""
    place = locked(Place.objects.select_related("area"), place_id)
    rights.require(by, Ability.MANAGE_PLACES, area=place.area)
    return place

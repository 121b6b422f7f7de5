"""One function per thing: valid by default, pass only what matters."""

from functools import cache
from itertools import count
from typing import Any

from wenming.accounts.models import Grant, Role, User
from wenming.engine.framework import parse_yaml
from wenming.framework.management.commands.load_framework import STARTER
from wenming.framework.models import Edition
from wenming.framework.services import import_edition, publish_edition
from wenming.organization.models import Area, Level, Unit, UnitKind
from wenming.places.models import Place

_numbers = count(1)


def city() -> Area:
    """The one city; made once a test."""
    found = Area.objects.filter(level=Level.CITY).first()
    return found or Area.add_root(code="3307", name="云澜市", level=Level.CITY)


def area(level: str = Level.DISTRICT, *, parent: Area | None = None, **fields: Any) -> Area:
    """An area below `parent` (the city when left out)."""
    n = next(_numbers)
    fields = {"code": f"A{n:05d}", "name": f"区域{n}", **fields}
    above = Area.objects.get(pk=(parent or city()).pk)
    return above.add_child(level=level, **fields)


def unit(name: str = "", *, kind: str = UnitKind.DEPARTMENT, **fields: Any) -> Unit:
    """A unit; of the whole city when no area is given."""
    n = next(_numbers)
    fields.setdefault("area", None)
    fields["area"] = fields["area"] or city()
    return Unit.objects.create(
        **{"code": f"U{n:05d}", "name": name or f"单位{n}", "pinyin": f"danwei{n:05d}", **fields},
        kind=kind,
    )


def user(
    role: str = "", *, unit: Unit | None = None, area: Area | None = None, **fields: Any
) -> User:
    """A person, with one right where a role is given (in the unit's area, or the city)."""
    n = next(_numbers)
    person = User.objects.create(**{"username": f"user{n}", "display_name": f"人员{n}", **fields})
    if role:
        where = area or (unit.area if unit else city())
        Grant.objects.create(user=person, role=role, area=where, unit=unit)
    return person


def office() -> User:
    """A clerk of the city office."""
    return user(
        Role.OFFICE,
        unit=Unit.objects.filter(code="OFFICE").first() or unit("市创城办", code="OFFICE"),
    )


def place(type_code: str = "L01", **fields: Any) -> Place:
    """A place of a type; held by a fresh street unit unless told."""
    n = next(_numbers)
    if "area" not in fields:
        fields["area"] = area(Level.COMMUNITY, parent=area(Level.STREET, parent=area()))
    if "holder" not in fields:
        street = fields["area"].get_parent() or fields["area"]
        fields["holder"] = unit(kind=UnitKind.STREET, area=street)
    return Place.objects.create(
        **{"code": f"P{n:05d}", "name": f"点位{n}", **fields}, type_code=type_code
    )


@cache
def framework_data() -> Any:
    """The starter framework as parsed; copy it before you change it."""
    return parse_yaml(STARTER.read_text("utf-8"))


def edition() -> Edition:
    """The starter framework, published; made once a test."""
    found = Edition.objects.first()
    if found is None:
        found = import_edition(data=framework_data(), owner=city(), by=None)
        publish_edition(edition_id=found.pk, by=None)
        found.refresh_from_db()
    return found

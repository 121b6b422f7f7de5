"""Units: entered, changed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from wenming.core import audit, permits
from wenming.core.moves import locked
from wenming.organization.errors import CodeTaken, NameTaken, WrongArea, WrongParent
from wenming.organization.models import ACTIVE, Area, Level, Unit, UnitAlias, UnitKind
from wenming.organization.permissions import MANAGE_GROUND
from wenming.organization.selectors import LEVEL_OF_KIND, pinyin_key
from wenming.organization.services.ending import end, refuse_while_in_use, reopen


@dataclass(frozen=True, slots=True)
class UnitData:
    """What is entered of a unit.

    Attributes:
        aliases: short and spoken names; together with `former` they replace what was there,
            except for names learned while reviewing documents.
        former: names from before a reform.
        mailbox: None leaves what is there.
    """

    code: str
    name: str
    kind: str
    area: Area
    parent: Unit | None = None
    valid_from: date | None = None
    aliases: Sequence[str] = ()
    former: Sequence[str] = ()
    predecessors: Sequence[Unit] = ()
    mailbox: str | None = None


@audit.audited
def save_unit(*, unit_id: int | None = None, data: UnitData, by: AbstractBaseUser | None) -> Unit:
    """Enter a unit, or change one; a changed name stays as a former name.

    Args:
        unit_id: the unit to change; None for a new one.
        by: None from the command line.

    Raises:
        NotAllowed: the person may not keep the register there.
        CodeTaken, NameTaken, WrongArea, WrongParent: what the register refuses.
    """
    if by is not None:
        permits.require(by, MANAGE_GROUND, area=data.area)
    unit = locked(Unit.objects.all(), unit_id) if unit_id else Unit(code=data.code)
    if by is not None and unit_id:
        permits.require(by, MANAGE_GROUND, area=unit.area)
    check(unit, data)
    former = list(data.former)
    if unit.pk and unit.name != data.name:
        former.append(unit.name)
    changed = _write(unit, data)
    unit.predecessors.set(data.predecessors)
    _write_aliases(unit, data.aliases, former)
    if unit_id:
        audit.record("organization.unit_changed", unit, by=by, code=unit.code, fields=changed)
    else:
        audit.record("organization.unit_created", unit, by=by, code=unit.code)
    return unit


def next_code(area: Area) -> str:
    """A free code for a unit of `area`, where nobody has given one: its code, D and a number."""
    prefix = f"{area.code}D"
    taken = set(Unit.objects.filter(code__startswith=prefix).values_list("code", flat=True))
    return next(code for n in count(1) if (code := f"{prefix}{n:03d}") not in taken)


@audit.audited
def end_unit(*, unit_id: int, on: date | None = None, by: AbstractBaseUser) -> Unit:
    """End a unit that nothing hangs on any more; its posts end with it.

    Raises:
        NotAllowed, EndBeforeStart.
        StillInUse: names what must go elsewhere first.
    """
    unit = locked(Unit.objects.select_related("area"), unit_id)
    permits.require(by, MANAGE_GROUND, area=unit.area)
    children = unit.children.filter(ACTIVE).count()
    led = unit.led_groups.count()
    own = [_("下级单位 %(n)d") % {"n": children}] if children else []
    own += [_("牵头的工作组 %(n)d") % {"n": led}] if led else []
    refuse_while_in_use(unit, own)
    for post in unit.posts.filter(ACTIVE):
        end(post, on, by=by, action="organization.post_ended")
    return end(unit, on, by=by, action="organization.unit_ended")


@audit.audited
def reopen_unit(*, unit_id: int, by: AbstractBaseUser) -> Unit:
    """Take the end of a unit back.

    Raises:
        NotAllowed.
    """
    unit = locked(Unit.objects.select_related("area"), unit_id)
    permits.require(by, MANAGE_GROUND, area=unit.area)
    return reopen(unit, by=by, action="organization.unit_reopened")


def check(unit: Unit, data: UnitData) -> None:
    """Refuse what the register cannot hold; `unit` may be unsaved.

    Raises:
        CodeTaken, NameTaken, WrongArea, WrongParent.
    """
    others = Unit.objects.exclude(pk=unit.pk)
    if taken := others.filter(code=data.code).first():
        raise CodeTaken(value=data.code, thing=taken)
    for name in (data.name, *data.aliases, *data.former):
        owner = others.filter(name=name).first()
        alias = UnitAlias.objects.filter(name=name).exclude(unit=unit.pk).first()
        if found := owner or (alias and alias.unit):
            raise NameTaken(name=name, unit=found)
    refuse_wrong_area(data.kind, data.area)
    refuse_wrong_parent(unit, data.parent)


def refuse_wrong_area(kind: str, area: Area) -> None:
    """A territory's own unit stands for an area of its own level.

    Raises:
        WrongArea.
    """
    level = LEVEL_OF_KIND.get(kind)
    if level is not None and area.level != level:
        raise WrongArea(
            kind=UnitKind(kind).label,
            level=Level(level).label,
            area=area,
            found=Level(area.level).label,
        )


def refuse_wrong_parent(unit: Unit, parent: Unit | None) -> None:
    """No unit stands above itself, over whatever steps.

    Raises:
        WrongParent.
    """
    above = parent
    while above is not None:
        if unit.pk is not None and above.pk == unit.pk:
            raise WrongParent(parent=parent, thing=unit, reason=_("它就在这个单位下面。"))
        above = above.parent


def _write(unit: Unit, data: UnitData) -> list[str]:
    """Set the fields; returns the names of those that changed."""
    values = {
        "code": data.code,
        "name": data.name,
        "pinyin": pinyin_key(data.name),
        "kind": data.kind,
        "area": data.area,
        "parent": data.parent,
        "valid_from": data.valid_from,
        "mailbox": unit.mailbox if data.mailbox is None else data.mailbox,
    }
    changed = [
        name for name, value in values.items() if not unit.pk or getattr(unit, name) != value
    ]
    for name, value in values.items():
        setattr(unit, name, value)
    unit.save()
    return changed


def _write_aliases(unit: Unit, aliases: Sequence[str], former: Sequence[str]) -> None:
    wanted = dict.fromkeys(former, UnitAlias.Kind.FORMER)
    wanted |= dict.fromkeys(aliases, UnitAlias.Kind.SHORT)
    wanted.pop(unit.name, None)
    present = {alias.name: alias for alias in unit.aliases.all()}
    for name, alias in present.items():
        if name not in wanted and alias.kind != UnitAlias.Kind.LEARNED:
            alias.delete()
    for name, kind in wanted.items():
        if name not in present:
            UnitAlias.objects.create(unit=unit, name=name, kind=kind)
        elif (present[name].kind == UnitAlias.Kind.FORMER) != (kind == UnitAlias.Kind.FORMER):
            present[name].kind = kind
            present[name].save(update_fields=["kind"])

"""Themes are planned; what was published or put up is entered once (宣传)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, evidence
from wenming.core.clock import today
from wenming.core.moves import locked
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.organization.models import Unit
from wenming.places.models import Place
from wenming.publicity import permissions
from wenming.publicity.errors import (
    EndsBeforeItBegan,
    EnteredBefore,
    NotStanding,
    UnknownIndicator,
)
from wenming.publicity.models import Item, Theme


@dataclass(frozen=True, slots=True)
class ThemeData:
    """What is written of a theme; `aim` in per cent."""

    title: str
    words: str
    unit: Unit
    starts_on: date
    ends_on: date
    indicator: str = ""
    aim: int | None = None


@dataclass(frozen=True, slots=True)
class ItemData:
    """What is entered of one thing that was published or put up."""

    channel: str
    title: str
    outlet: str
    unit: Unit
    on: date
    place: Place | None = None
    removed_on: date | None = None
    address: str = ""
    themes: Sequence[Theme] = ()


@audit.audited
def save_theme(*, theme_id: int | None = None, data: ThemeData, by: User) -> Theme:
    """Plan a theme, or change one.

    Raises:
        NotAllowed: the person does not plan publicity in the area of the lead.
        EndsBeforeItBegan, UnknownIndicator: as their sentences say.
    """
    theme = locked(Theme.objects.select_related("owner"), theme_id) if theme_id else Theme(by=by)
    rights.require(by, Ability.PLAN_PUBLICITY, area=data.unit.area)
    if theme_id:
        rights.require(by, Ability.PLAN_PUBLICITY, area=theme.owner)
    if data.ends_on < data.starts_on:
        raise EndsBeforeItBegan(first=data.starts_on, last=data.ends_on)
    indicators = Indicator.objects.filter(edition=current_edition(), code=data.indicator)
    if data.indicator and not indicators.exists():
        raise UnknownIndicator(code=data.indicator)
    for name in ThemeData.__slots__:
        setattr(theme, name, getattr(data, name))
    theme.owner = data.unit.area
    theme.save()
    audit.record("publicity.planned", theme, by=by, unit=data.unit.code, indicator=data.indicator)
    return theme


@audit.audited
def enter_item(*, data: ItemData, by: User, photo: evidence.EvidenceFile | None = None) -> Item:
    """Enter one thing in the ledger (登记), once for all themes.

    Raises:
        NotAllowed: neither of the unit nor of the office of its area.
        EnteredBefore: it is in the ledger, under this address or this title, outlet and day.
        EndsBeforeItBegan, Incomplete: as their sentences say.
    """
    item = Item(by=by, **_fields(data))
    _require(by, item)
    if data.removed_on is not None and data.removed_on < data.on:
        raise EndsBeforeItBegan(first=data.on, last=data.removed_on)
    before = known(data)
    if before is not None:
        raise EnteredBefore(title=before.title, unit=before.unit, on=before.on)
    if photo is not None:
        evidence.check_files([photo])
        item.photo = evidence.keep(photo, by=by)
    item.save()
    item.themes.set(data.themes)
    audit.record("publicity.entered", item, by=by, unit=data.unit.code, channel=data.channel)
    return item


def known(data: ItemData) -> Item | None:
    """The entry that says the same already."""
    rows = Item.objects.select_related("unit")
    if data.address and (found := rows.filter(address=data.address).first()):
        return found
    return rows.filter(title=data.title, outlet=data.outlet, on=data.on).first()


@audit.audited
def use_item(*, item_id: int, themes: Sequence[Theme], by: User) -> Item:
    """Say which themes an entry serves (一次登记，多处使用).

    Raises:
        NotAllowed: neither of the unit nor of the office of its area.
    """
    item = locked(Item.objects.select_related("unit__area"), item_id)
    _require(by, item)
    item.themes.set(themes)
    audit.record("publicity.used", item, by=by, themes=sorted(theme.pk for theme in themes))
    return item


@audit.audited
def take_down(*, item_id: int, by: User, on: date | None = None) -> Item:
    """A display is taken down (撤下); it stays in the ledger.

    Raises:
        NotAllowed: neither of the unit nor of the office of its area.
        NotStanding: it is no display, or down already.
        EndsBeforeItBegan: the day lies before it was put up.
    """
    item = locked(Item.objects.select_related("unit__area"), item_id)
    _require(by, item)
    day = on or today()
    if item.channel != Item.Channel.DISPLAY or item.removed_on is not None:
        raise NotStanding(title=item.title)
    if day < item.on:
        raise EndsBeforeItBegan(first=item.on, last=day)
    item.removed_on = day
    item.save(update_fields=["removed_on"])
    audit.record("publicity.taken_down", item, by=by, on=day.isoformat())
    return item


def _require(by: User, item: Item) -> None:
    if not permissions.can_change(by, item):
        rights.require(by, Ability.REPORT_DUTIES, unit=item.unit)


def _fields(data: ItemData) -> dict[str, object]:
    names = [name for name in ItemData.__slots__ if name != "themes"]
    return {name: getattr(data, name) for name in names}

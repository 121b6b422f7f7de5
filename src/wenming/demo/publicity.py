"""The publicity plan of the demonstration and its ledger (宣传计划、宣传台账)."""

from datetime import date, datetime, timedelta
from typing import Any

from wenming.accounts.models import User
from wenming.core.evidence import EvidenceFile
from wenming.demo import pictures
from wenming.demo.ground import Ground, read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.places.models import Place
from wenming.publicity.models import Item, Theme
from wenming.publicity.services import ItemData, ThemeData, enter_item, save_theme

PLANNED = timedelta(days=152)  # before the end: before the first entry


class Publicity:
    """Plans the themes; the ledger fills as things are published."""

    def __init__(self, ground: Ground, people: dict[str, User], timeline: Timeline) -> None:
        self._ground, self._timeline = ground, timeline
        self._office = people["demo-office"]
        self._told: dict[str, Any] = read("publicity")
        self._end = timeline.end.date()

    def plan(self) -> None:
        """Put the themes and the entries on the timeline."""
        began = in_office(self._timeline.end - PLANNED)
        self._timeline.at(began, lambda _now: self._themes())
        for number, told in enumerate(self._told["items"]):
            when = self._timeline.end + timedelta(days=told["day"] + 1)
            self._timeline.at(in_office(when), self._entering(told, number))

    def _themes(self) -> None:
        for told in self._told["themes"]:
            data = ThemeData(
                title=told["title"],
                words=told["words"],
                unit=self._ground.units[told["unit"]],
                indicator=told["indicator"],
                aim=told["aim"],
                starts_on=self._day(told["starts"]),
                ends_on=self._day(told["ends"]),
            )
            save_theme(data=data, by=self._office)

    def _day(self, days: int) -> date:
        return self._end + timedelta(days=days)

    def _entering(self, told: dict[str, Any], number: int) -> Any:
        return lambda now: self._enter(told, number, now)

    def _enter(self, told: dict[str, Any], number: int, _now: datetime) -> None:
        is_display = told["channel"] == Item.Channel.DISPLAY
        photo = EvidenceFile("现场.jpg", pictures.pair("cables", number)[1])
        enter_item(
            data=ItemData(
                channel=told["channel"],
                title=told["title"],
                outlet=told["outlet"],
                unit=self._ground.units[told["unit"]],
                on=self._day(told["day"]),
                place=self._place(told.get("place")),
                removed_on=self._day(told["removed"]) if "removed" in told else None,
                address=told.get("address", ""),
                themes=list(Theme.objects.filter(title__in=told["themes"]).order_by("pk")),
            ),
            photo=photo if is_display else None,
            by=self._office,
        )

    def _place(self, told: list[str] | None) -> Place | None:
        """The first place of a type in a street."""
        if told is None:
            return None
        street, type_code = told
        near = Place.objects.filter(area__path__startswith=self._path(street), type_code=type_code)
        return near.order_by("code").first()

    def _path(self, street: str) -> str:
        return next(str(area.path) for area in self._ground.streets if area.name == street)

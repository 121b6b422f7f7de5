"""What somebody sees on the way (随手交办): daily patrol, and a leader's word now and then."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from wenming.accounts.models import User
from wenming.demo.ground import Ground
from wenming.demo.hours import is_workday, moment
from wenming.demo.timeline import Timeline
from wenming.places.models import Place
from wenming.problems import services
from wenming.problems.models import Problem
from wenming.problems.services import PhotoFile
from wenming.problems.services.reporting import Sighting

SPRINT = timedelta(days=10)  # before the day of the demonstration one looks more often
SEEN_A_DAY, SEEN_A_DAY_IN_SPRINT = 0.25, 2.4
HOURS = (9, 11, 15, 16)
TO_THE_END = timedelta(days=9)  # when something is seen that only building can mend


@dataclass
class Sightings:
    """Lives what the office sees on its ways, each with a photo.

    Attributes:
        words: source -> what is seen: text, scene of the photo, perhaps spot and remedy.
        photo: a drawn photo of a scene.
    """

    ground: Ground
    office: User
    timeline: Timeline
    rng: random.Random
    words: Mapping[str, list[dict[str, Any]]]
    photo: Callable[[str], PhotoFile]

    def plan(self, first: date, last: date) -> None:
        """Something now and then, more of it of late."""
        day = first
        while day <= last:
            if is_workday(day):
                self._plan_day(day)
            day += timedelta(days=1)
        self.timeline.at(
            self.timeline.end - TO_THE_END, lambda _now: self._see_what_needs_building()
        )

    def _plan_day(self, day: date) -> None:
        is_sprint = self.timeline.end - moment(day, 11) < SPRINT
        for hour in HOURS:
            expected = SEEN_A_DAY_IN_SPRINT if is_sprint else SEEN_A_DAY
            if self.rng.random() < expected / len(HOURS):
                at = moment(day, hour, self.rng.randint(0, 50))
                self.timeline.at(at, lambda _now: self._see())

    def _see(self) -> None:
        is_word = self.rng.random() < 0.3
        source = Problem.Source.LEADER if is_word else Problem.Source.PATROL
        self._report(source, self.rng.choice(self.words[source]))

    def _see_what_needs_building(self) -> None:
        self._report(Problem.Source.LEADER, self.words["building"][0])

    def _report(self, source: str, seen: Mapping[str, Any]) -> None:
        services.report(
            sighting=Sighting(
                key=str(self.rng.random()),
                text=seen["text"],
                source=source,
                remedy=seen.get("remedy", Problem.Remedy.FIX),
                photos=[self.photo(seen["scene"])],
                **self._where(seen["spot"]),
            ),
            by=self.office,
        )

    def _where(self, spot: str) -> dict[str, Any]:
        """At a place of the list, or on the way with a pin."""
        if self.rng.random() < 0.35:
            count = Place.objects.count()
            place = Place.objects.select_related("area", "holder__area", "sector").order_by("pk")
            return {"place": place[self.rng.randrange(count)], "spot": spot}
        number = self.rng.randrange(len(self.ground.communities))
        area, street = self.ground.communities[number], self.ground.streets[number // 6]
        lon, lat = self.ground.lattice.inside(
            *self.ground.cells[street.pk], self.rng.random(), self.rng.random()
        )
        return {
            "area": area,
            "spot": f"{area.name}{spot}",
            "longitude": Decimal(str(lon)).quantize(Decimal("0.000001")),
            "latitude": Decimal(str(lat)).quantize(Decimal("0.000001")),
        }

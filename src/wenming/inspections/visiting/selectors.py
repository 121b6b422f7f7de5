"""What the pages of a visit show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from wenming.engine.framework import PlaceType
from wenming.framework import words
from wenming.framework.models import CheckItem
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Finding, Photo, Visit
from wenming.inspections.visiting import cards
from wenming.inspections.visiting.cards import Card
from wenming.inspections.workflow import RoundStatus, VisitStatus

UNFINISHED = (VisitStatus.PLANNED, VisitStatus.STARTED)
# A phrase is offered once it was written this often: what is written once may name a person.
COMMON_FROM = 3
PHRASES_AN_ITEM = 8
SPOTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of the day as its row shows it."""

    visit: Visit
    number: int
    type_name: str
    protocol: str

    @property
    def is_started(self) -> bool:
        """Whether somebody began there."""
        return self.visit.status == VisitStatus.STARTED

    @property
    def geo(self) -> str:
        """Coordinates for the phone's own map; the page itself asks no map service."""
        place = self.visit.frame_place.place
        return f"geo:{place.latitude},{place.longitude}?q={place.latitude},{place.longitude}"

    @property
    def is_sent_back(self) -> bool:
        """Whether it has to be filled in anew (退回重填)."""
        return self.is_started and bool(self.visit.remark)


@dataclass(frozen=True, slots=True)
class Day:
    """The places of an inspector: being inspected, still to come, handed in today."""

    started: list[Stop]
    waiting: list[Stop]
    handed_in: list[Stop]

    @property
    def upcoming(self) -> Stop | None:
        """Where to go on: the place that was begun, else the next one."""
        return next(iter([*self.started, *self.waiting]), None)

    @property
    def total(self) -> int:
        """All places of the day."""
        return len(self.started) + len(self.waiting) + len(self.handed_in)


def with_place(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """`visits` with what names them."""
    return visits.select_related("round__edition", "round__owner", "frame_place__place").defer(
        "round__edition__data"
    )


def day_of(visits: QuerySet[Visit], *, on: date) -> Day:
    """The day made of a person's visits: all unfinished ones, and those handed in `on` that day."""
    unfinished = visits.filter(status__in=UNFINISHED, round__status=RoundStatus.RELEASED)
    handed_in = visits.exclude(status__in=UNFINISHED).filter(submitted_at__date=on)
    rows = with_place(unfinished | handed_in).order_by(
        "planned_on", "frame_place__is_named", "frame_place__order", "pk"
    )
    stops = [_stop(number, visit) for number, visit in enumerate(rows, 1)]
    open_stops = [stop for stop in stops if stop.visit.status in UNFINISHED]
    return Day(
        started=[stop for stop in open_stops if stop.is_started],
        waiting=[stop for stop in open_stops if not stop.is_started],
        handed_in=[stop for stop in stops if stop.visit.status not in UNFINISHED],
    )


def _stop(number: int, visit: Visit) -> Stop:
    kind = place_type(visit)
    return Stop(visit, number, words.in_language(kind), words.in_language(kind, "protocol"))


def place_type(visit: Visit) -> PlaceType:
    """The type of the place as the round froze it."""
    return engine_framework(visit.round.edition).place_types[visit.frame_place.type_code]


def cards_of(visit: Visit) -> list[Card]:
    """What is judged at the place."""
    items = CheckItem.objects.filter(
        edition=visit.round.edition_id, place_type__code=visit.frame_place.type_code
    )
    return cards.of_type(
        engine_framework(visit.round.edition),
        visit.frame_place.type_code,
        dict(items.values_list("code", "pk")),
    )


def photos_of(visit: Visit) -> dict[str, Photo]:
    """The photos that lie on the server, by key."""
    return {str(photo.pk): photo for photo in visit.photos.select_related("upload")}


def common_phrases(item_ids: list[int]) -> dict[int, list[str]]:
    """What was often written about an item, most often first, by item."""
    rows = (
        Finding.objects.filter(observation__item__in=item_ids)
        .exclude(phrase="")
        .values_list("observation__item", "phrase")
        .annotate(times=Count("pk"))
        .filter(times__gte=COMMON_FROM)
        .order_by("-times", "phrase")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for item, phrase, _times in rows:
        if len(found[item]) < PHRASES_AN_ITEM:
            found[item].append(phrase)
    return dict(found)


def known_spots(visit: Visit) -> list[str]:
    """Spots named at this place in earlier rounds, newest first; of this round none, lest one
    visit copies the other."""
    rows = (
        Finding.objects.filter(
            observation__visit__frame_place__place=visit.frame_place.place_id,
            observation__visit__status=VisitStatus.ACCEPTED,
        )
        .exclude(observation__visit__round=visit.round_id)
        .order_by("-observation__visit__submitted_at")
    )
    return list(dict.fromkeys(rows.values_list("spot", flat=True)[:200]))[:SPOTS_SHOWN]


@dataclass(frozen=True, slots=True)
class Paper:
    """The blank sheet of one place (打分表)."""

    visit: Visit
    type_name: str
    protocol: str
    cards: list[Card]


def papers(visits: QuerySet[Visit]) -> list[Paper]:
    """The paper sheets of `visits` in the order of the way, in a fixed number of queries."""
    rows = list(
        with_place(visits)
        .exclude(status=VisitStatus.VOID)
        .prefetch_related("inspectors")
        .order_by("planned_on", "frame_place__is_named", "frame_place__order", "pk")
    )
    keys: dict[int, dict[str, int]] = defaultdict(dict)
    items = CheckItem.objects.filter(edition__in={visit.round.edition_id for visit in rows})
    for edition_id, code, key in items.values_list("edition", "code", "pk"):
        keys[edition_id][code] = key
    decks: dict[tuple[int, str], list[Card]] = {}
    for visit in rows:
        edition, kind = visit.round.edition, visit.frame_place.type_code
        if (edition.pk, kind) not in decks:
            decks[edition.pk, kind] = cards.of_type(
                engine_framework(edition), kind, keys[edition.pk]
            )
    return [
        Paper(
            visit,
            words.in_language(place_type(visit)),
            words.in_language(place_type(visit), "protocol"),
            decks[visit.round.edition_id, visit.frame_place.type_code],
        )
        for visit in rows
    ]

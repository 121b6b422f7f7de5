"""Reading editions and what they say, events in effect, and where the cycle stands."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from wenming.engine import framework as engine
from wenming.engine.framework.cycle import Where, where
from wenming.engine.numbers import plain
from wenming.framework.models import Correspondence, Edition, Event, Indicator, Stage
from wenming.framework.workflow import EventStatus, Status

# Frameworks kept ready; one is about 1 MB.
KEPT = 8


def current_edition() -> Edition | None:
    """The published edition that duties and places follow (现行版本), without its data.

    Of several frameworks in force the national one, else the one named first in `Edition.Kind`;
    of the widest area; the newest. Local standards stand beside their base and are never it.
    None before the first.
    """
    return in_force().filter(base=None).first()


def current_indicators() -> QuerySet[Indicator]:
    """The indicators of that edition, in one query with what is asked of them."""
    return Indicator.objects.filter(edition=in_force().filter(base=None).values("pk")[:1])


def in_force() -> QuerySet[Edition]:
    """Published editions, without their data: by kind, of the widest area first, newest first."""
    ranks = [When(kind=kind, then=rank) for rank, kind in enumerate(Edition.Kind.values)]
    return (
        Edition.objects.filter(status=Status.PUBLISHED)
        .defer("data", "overlay")
        .order_by(Case(*ranks, default=len(ranks)), "owner__depth", "-published_on", "-pk")
    )


def local_edition_over(edition: Edition) -> Edition | None:
    """The local standard in force over an edition (本地加严标准), or None."""
    return in_force().filter(base=edition).first()


def engine_framework(edition: Edition) -> engine.Framework:
    """The edition as the engine reads it, numbers as written; kept by digest."""
    return _load(edition.digest)


@lru_cache(maxsize=KEPT)
def _load(digest: str) -> engine.Framework:
    text = Edition.objects.filter(digest=digest).values_list("data", flat=True)[0]
    return engine.load(json.loads(text))


def matching(framework: engine.Framework, words: str) -> set[str]:
    """Codes of the indicators whose code, name or items contain `words` (in either language)."""
    wanted = words.strip().lower()
    found = {
        code
        for code, indicator in framework.indicators.items()
        if wanted in f"{code} {indicator.name_zh} {indicator.name_en}".lower()
    }
    found |= {
        item.indicator
        for item in framework.items.values()
        if wanted in f"{item.code} {item.text_zh} {item.text_en} {item.exemption_zh}".lower()
    }
    return found


@dataclass(frozen=True, slots=True)
class EventInEffect:
    """A confirmed event as scoring reads it: one row of the engine's table of events."""

    number: str
    code: str
    effect: str
    schemes: tuple[str, ...]
    effective_on: date


def events_between(edition: Edition, *, start: date, end: date) -> list[EventInEffect]:
    """Confirmed events that take effect from `start` to `end`, those withdrawn left out.

    An event holds for every version of the framework that it was reported under, and for its
    local standards, as long as the version has the entry.
    """
    code = edition.base.code if edition.base is not None else edition.code
    withdrawn = Event.objects.filter(withdraws=OuterRef("pk"), status=EventStatus.CONFIRMED)
    rows = Event.objects.filter(
        ~Exists(withdrawn),
        status=EventStatus.CONFIRMED,
        withdraws=None,
        edition__code=code,
        effective_on__range=(start, end),
    ).order_by("effective_on", "pk")
    entries = engine_framework(edition).entries
    return [
        EventInEffect(e.number, e.code, e.effect, entries[e.code].schemes, e.effective_on)
        for e in rows
        if e.code in entries
    ]


def correspondences(edition: Edition, code: str) -> list[Correspondence]:
    """Links that an indicator is an end of: what serves it first, then what it serves."""
    related = ("source__edition", "target__edition")
    rows = Correspondence.objects.select_related(*related).defer(
        *(f"{name}__{column}" for name in related for column in ("data", "overlay"))
    )
    ends = Q(target__edition=edition, target__code=code)
    ends |= Q(source__edition=edition, source__code=code)
    return sorted(rows.filter(ends), key=lambda row: (row.target.edition_id != edition.pk, row.pk))


@dataclass(frozen=True, slots=True)
class Stricter:
    """A grade for which the local standard asks more than its base."""

    grade: str
    at: str


def stricter_thresholds(edition: Edition, indicator: engine.Indicator) -> list[Stricter]:
    """What the local standard over `edition` asks beyond it of one indicator."""
    local = None if edition.is_local else local_edition_over(edition)
    own = engine_framework(local).indicators.get(indicator.code) if local else None
    if own is None:
        return []
    return [
        Stricter(grade, plain(at))
        for grade, at in own.grades.at.items()
        if at != indicator.grades.at[grade]
    ]


@dataclass(frozen=True, slots=True)
class Countdown:
    """The stage that matters next, where today stands to its window, and days to the next edge."""

    stage: Stage
    where: Where
    days: int


def countdown(on: date) -> Countdown | None:
    """The next stage of the running cycle: the unannounced test if it is still to come.

    None without a cycle for this year, or when every stage is over.
    """
    stages = Stage.objects.select_related("cycle").filter(
        cycle__first_year__lte=on.year,
        cycle__last_year__gte=on.year,
        done_on=None,
        latest_on__gte=on,
    )
    stage = stages.order_by("-cycle__first_year", "-is_unannounced", "earliest_on", "order").first()
    if stage is None:
        return None
    return Countdown(stage, *where(stage.earliest_on, stage.latest_on, on))
